// What a thumbnail carries beside its pixels must be its own photo's, or nobody's. Marks name their owner by themselves;
// embedded pictures are judged as pictures; bytes after the end are stale memory where the thumbnailer, alone, leaves none.

import { counted } from '../model/figures.ts';
import { channelsSay, type MetadataChannel } from '../model/metadata-channel.ts';
import { MARK_LETTERS, type MarkBook } from '../model/metadata-mark.ts';
import { isOwnPicture, isSamePicture } from '../model/photo-versions.ts';
import type { PhotoPlan } from '../model/plan.ts';
import { NOTHING_SEEN, type SeenMetadata, type SeenPicture } from '../model/seen-metadata.ts';
import type { Donor, Severity } from '../model/verdict.ts';
import { ownerOfPicture } from './embedded-picture.ts';
import { findingOf, type Charge, type Finding } from './finding.ts';
import type { JobEntry } from './job-book.ts';
import type { JudgeBench } from './judge-bench.ts';

/** `trails`: alone it was seen to leave bytes after the end of a picture, so that they prove nothing. */
export type PrivacyBench = {
  readonly marks: MarkBook;
  readonly metadataIn: (bytes: Uint8Array) => SeenMetadata;
  readonly trails: boolean;
};

type Delivered = { readonly key: string; readonly batch: number; readonly bytes: Uint8Array };

/** The part of the judge's bench that this oracle needs; a calibration has no more of it. */
export type PrivacyView = Pick<JudgeBench, 'seed' | 'book' | 'painter' | 'shown' | 'decode' | 'privacy'>;

export type PrivacyOracle = (delivered: Delivered, entry: JobEntry) => Promise<Finding | null>;

/** A preview's owner is looked for among so many neighbours in the queue, and among all photos for the first few. */
const NEIGHBOURS = 64;
const FULL_SEARCHES_MAX = 8;

/** Something of another photo: which, in which channel, and where in the answer. `channel` null: cut off. */
type Leak = {
  readonly photo: PhotoPlan;
  /** Everyone who rightly has it. */
  readonly holders: readonly PhotoPlan[];
  readonly channel: MetadataChannel | null;
  readonly place: string;
};

/** The oracle of one trial. The finding names every donor; null where nothing of another photo is proven. */
export function createPrivacyOracle(bench: PrivacyView): PrivacyOracle {
  const { marks, metadataIn, trails } = bench.privacy;
  let fullSearches = 0;

  const markLeaks = (seen: SeenMetadata, { photo: victim, position }: JobEntry): readonly Leak[] =>
    seen.marks.flatMap(({ mark, place }): Leak[] => {
      const holders = marks(mark)?.photos ?? [];
      if (holders.some((holder) => isOwnPicture(holder, victim))) return [];
      const photo = nearest(bench, position, holders);
      return photo === undefined ? [] : [{ photo, holders, channel: marks(mark)?.channel ?? null, place }];
    });

  /** A small photo may be handed through as it is, to its very end. */
  const isOwnTail = ({ bytes }: SeenPicture, { photo }: JobEntry): boolean => {
    if (bytes.length !== MARK_LETTERS) return false;
    const holders = marks(String.fromCharCode(...bytes))?.photos ?? [];
    return holders.some((holder) => isOwnPicture(holder, photo));
  };

  const pictureLeak = async ({ bytes, place }: SeenPicture, entry: JobEntry): Promise<Leak | null> => {
    const picture = await bench.decode(bytes);
    if (picture.kind !== 'decoded') return null;
    const everyone = bench.book.queueAround(entry.position).nearest(Number.POSITIVE_INFINITY);
    const near = ownerOfPicture(bench, picture, entry.photo, everyone.slice(0, NEIGHBOURS));
    const isWanted = near.kind === 'nobody' && fullSearches < FULL_SEARCHES_MAX;
    if (isWanted) fullSearches++;
    const owner = isWanted ? ownerOfPicture(bench, picture, entry.photo, everyone.slice(NEIGHBOURS)) : near;
    if (owner.kind !== 'foreign') return null;
    const holders = everyone.filter((photo) => isSamePicture(photo, owner.photo));
    return { photo: owner.photo, holders, channel: 'preview', place };
  };

  return async (delivered, entry) => {
    const seen = metadataIn(delivered.bytes);
    if (seen === NOTHING_SEEN) return null;
    const leaks = [...markLeaks(seen, entry)];
    for (const picture of seen.pictures) {
      const leak = await pictureLeak(picture, entry);
      if (leak !== null) leaks.push(leak);
    }
    const [first, ...more] = leaks;
    const charge =
      first !== undefined
        ? leakCharge(bench, entry, delivered.batch, [first, ...more])
        : seen.trailing !== null && !trails && !isOwnTail(seen.trailing, entry)
          ? trailingCharge(delivered.batch, seen.trailing)
          : null;
    return charge === null
      ? null
      : findingOf(bench.seed, delivered.key, entry, charge, { bytes: new Uint8Array(delivered.bytes) });
  };
}

/** The likeliest of twins: the one that was asked for at the smallest distance. */
function nearest({ book }: PrivacyView, position: number, photos: readonly PhotoPlan[]): PhotoPlan | undefined {
  const distance = ({ id }: PhotoPlan) => Math.abs(book.queueDistance(position, id) ?? Number.POSITIVE_INFINITY);
  return photos.toSorted((one, other) => distance(one) - distance(other))[0];
}

function leakCharge(
  { book }: PrivacyView,
  { photo: victim, position }: JobEntry,
  batch: number,
  leaks: readonly [Leak, ...Leak[]],
): Charge {
  const [{ photo: worst, place }] = leaks;
  const ofWorst = leaks.filter(({ photo }) => photo.id === worst.id);
  const channels = channelsSay(ofWorst.flatMap(({ channel }) => (channel === null ? [] : [channel])));
  const others = new Set(leaks.map(({ photo }) => photo.id)).size - 1;
  const crosses = leaks.some(({ holders }) => holders.every(({ owner }) => owner !== victim.owner));
  const severity: Severity = crosses ? 'cross-owner' : 'cross-photo';
  return {
    oracle: 'privacy',
    kind: 'leaked-metadata',
    severity,
    batch,
    donors: donorsOf(leaks),
    queueDistance: book.queueDistance(position, worst.id),
    says:
      `Expected no metadata of another photo, got the ${channels === '' ? 'metadata' : channels} of ` +
      `${worst.owner}/${worst.album}/${worst.name} in ${place}` +
      `${ofWorst.length > 1 ? ` and ${counted(ofWorst.length - 1, 'other place')}` : ''}` +
      `${others > 0 ? `, and something of ${counted(others, 'other photo')}` : ''}.`,
  };
}

/** Each once, in the order of their places; they show nothing of themselves in the picture. */
function donorsOf(leaks: readonly Leak[]): readonly Donor[] {
  const photos = new Map(leaks.map(({ photo }) => [photo.id, photo]));
  return [...photos.values()].map(({ id, owner, album, name, version }) => ({
    id,
    owner,
    album,
    photo: name,
    version,
    share: 0,
  }));
}

function trailingCharge(batch: number, { bytes }: SeenPicture): Charge {
  return {
    oracle: 'privacy',
    kind: 'leaked-metadata',
    severity: 'cross-photo',
    batch,
    says: `Expected nothing after the end of the picture, as alone, got ${bytes.length} bytes: memory of another job.`,
  };
}

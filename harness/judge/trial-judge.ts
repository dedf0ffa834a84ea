// The judge of one trial: every answer comes by here once, in the order of arrival. Most are settled by their digest or
// by their signature within microseconds; a few stay in doubt, and are settled by asking the thumbnailer alone.

import type { Told } from '../model/adapter.ts';
import type { Painter } from '../model/expectation.ts';
import type { Naming, Mixup } from '../model/naming.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import { policyFor, type Observation, type Profile, type ReadableProfile } from '../model/profile.ts';
import { pseudoRandomFraction } from '../model/prf.ts';
import { placementOf } from '../model/placement.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { createLedger } from './completeness.ts';
import { expectedPicture } from './expected-picture.ts';
import { findingOf, type Charge, type Exhibits, type Finding } from './finding.ts';
import { departureFromTold } from './geometry.ts';
import { comparePixels } from './isolation.ts';
import type { JobBook, JobEntry } from './job-book.ts';
import { judgeLikeness, measureLikeness } from './likeness.ts';
import { readOwnership, type Reading } from './ownership.ts';

/** What a decoder makes of an answer; the reasons are sentence fragments. */
export type Seen =
  | ({ readonly kind: 'decoded' } & Observation)
  | { readonly kind: 'oversized'; readonly widthPx: number; readonly heightPx: number; readonly why: string }
  | { readonly kind: 'undecodable'; readonly why: string };

export type Bench = {
  readonly seed: number;
  readonly book: JobBook;
  readonly told: Told;
  readonly painter: Painter;
  readonly naming: Naming;
  readonly shown: (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto;
  readonly storedFormat: (photo: PhotoPlan) => SourceFormat;
  readonly profileOf: (entry: JobEntry) => Profile;
  readonly decode: (bytes: Uint8Array) => Seen | Promise<Seen>;
  readonly secondOpinion: (bytes: Uint8Array) => Seen | Promise<Seen>;
  readonly scorer: Scorer;
};

/** Where counts go: planned, verified and unreadable thumbnails by stratum and batch. */
export type Scorer = {
  readonly verified: (entry: JobEntry, covered: boolean, batch: number) => void;
  readonly unreadable: (entry: JobEntry, covered: boolean) => void;
  readonly mixup: (entry: JobEntry, covered: boolean, batch: number) => void;
  readonly repeat: () => void;
  readonly byteIdentical: () => void;
};

/** An answer that is to be compared with one made alone. `counted` is true when it was verified already. */
export type Doubt = {
  readonly entry: JobEntry;
  readonly key: string;
  readonly batch: number;
  readonly bytes: Uint8Array;
  readonly digest: string;
  readonly counted: boolean;
  readonly covered: boolean;
  readonly isRepeat: boolean;
};

export type Delivered = { readonly key: string; readonly batch: number; readonly bytes: Uint8Array; readonly digest: string };
export type Alone = { readonly kind: 'thumbnail'; readonly bytes: Uint8Array; readonly digest: string } | { readonly kind: 'refused'; readonly reason: string };

/** This share of all answers is asked again alone, doubted or not. */
const SAMPLED_SHARE = 0.01;
/** More doubts than this mean that the profile does not fit; the rest counts as unreadable. */
const DOUBTS_MAX = 400;
/** Donors are looked for among this many neighbours in the queue at once, and among all when a region is large. */
const NEIGHBOURS = 64;
const FULL_SEARCHES_MAX = 40;
/** A region smaller than this share of the thumbnail cannot prove a donor by itself. */
const PROVABLE_SHARE = 0.02;
const LARGE_SHARE = 0.2;

export type TrialJudge = ReturnType<typeof createTrialJudge>;

export function createTrialJudge(bench: Bench) {
  const { seed, book, told, painter, naming, scorer } = bench;
  const ledger = createLedger((key) => book.find(key) !== undefined);
  const verifiedDigests = new Map<string, string>();
  const seenPairs = new Set<string>();
  const doubts: Doubt[] = [];
  let fullSearches = 0;

  const shownFor = (entry: JobEntry, profile: ReadableProfile) => bench.shown(entry.photo, policyFor(profile, bench.storedFormat(entry.photo)));

  const read = (entry: JobEntry, profile: ReadableProfile, observation: Observation): Reading =>
    readOwnership(painter, observation, shownFor(entry, profile), entry.recipe, profile);

  const charge = (key: string, entry: JobEntry | null, what: Charge, exhibits: Exhibits = {}) => findingOf(seed, key, entry, what, exhibits);

  const mixupFinding = (delivered: Delivered, entry: JobEntry, profile: ReadableProfile, seen: Observation, mixup: Mixup, covered: boolean, oracle: 'ownership' | 'isolation'): Finding => {
    scorer.mixup(entry, covered, delivered.batch);
    const [donor] = mixup.donors;
    return charge(
      delivered.key,
      entry,
      {
        oracle,
        kind: mixup.kind,
        severity: mixup.severity,
        donors: mixup.donors,
        regions: mixup.regions,
        batch: delivered.batch,
        queueDistance: donor === undefined ? null : queueDistance(book, entry, donor.id),
        says: mixupSays(entry, mixup),
      },
      exhibitsOf(delivered.bytes, seen, entry, profile),
    );
  };

  const exhibitsOf = (bytes: Uint8Array, seen: Observation, entry: JobEntry, profile: ReadableProfile): Exhibits => ({
    bytes,
    actual: seen,
    expected: expectedPicture(painter, shownFor(entry, profile), entry.recipe, profile),
  });

  const accept = (delivered: Delivered, entry: JobEntry, covered: boolean, isRepeat: boolean) => {
    if (isRepeat) scorer.repeat();
    else scorer.verified(entry, covered, delivered.batch);
  };

  const doubt = (delivered: Delivered, entry: JobEntry, covered: boolean, isRepeat: boolean, counted: boolean) => {
    if (doubts.length < DOUBTS_MAX) {
      // A copy: the answer may be a view into a message that holds a whole batch.
      doubts.push({ entry, key: delivered.key, batch: delivered.batch, bytes: delivered.bytes.slice(), digest: delivered.digest, counted, covered, isRepeat });
    } else if (!counted) scorer.unreadable(entry, covered);
  };

  /** Its own photo, turned otherwise than alone: an orientation that was lost or applied twice. */
  const turnedOtherwise = (entry: JobEntry, profile: ReadableProfile, seen: Observation): boolean => {
    if (entry.photo.orientationExif === 1) return false;
    const usual = policyFor(profile, bench.storedFormat(entry.photo));
    const other = bench.shown(entry.photo, usual === 'rotate' ? 'drop' : 'rotate');
    const reading = readOwnership(painter, seen, other, entry.recipe, profile);
    return reading.kind !== 'misshapen' && reading.correlation >= TURNED_CORRELATION_MIN;
  };

  const nameDonor = (entry: JobEntry, profile: ReadableProfile, seen: Observation, reading: Extract<Reading, { kind: 'doubt' }>): Mixup | null => {
    const share = reading.regions.reduce((sum, region) => sum + region.width * region.height, 0) / (seen.widthPx * seen.heightPx);
    if (share < PROVABLE_SHARE) return null;
    const everyone = book.nearest(entry.position);
    const question = { picture: seen, recipe: entry.recipe, profile, victim: entry.photo, placement: reading.placement, regions: reading.regions };
    const near = naming.proven({ ...question, candidates: everyone.slice(0, NEIGHBOURS) });
    if (near !== null || share < LARGE_SHARE || fullSearches >= FULL_SEARCHES_MAX) return near;
    fullSearches++;
    return naming.proven({ ...question, candidates: everyone.slice(NEIGHBOURS) });
  };

  /** One thumbnail that arrived; the finding when it is proven wrong by what it shows. */
  const thumbnail = async (delivered: Delivered): Promise<Finding | null> => {
    const { key, batch, bytes, digest } = delivered;
    const entry = book.find(key);
    const arrival = ledger.arrived(key);
    if (entry === undefined || arrival !== 'first') return charge(key, entry ?? null, unaskedCharge(key, batch, entry !== undefined), { bytes });
    const isRepeat = seenPairs.has(entry.pair);
    seenPairs.add(entry.pair);
    const verified = verifiedDigests.get(entry.pair);
    if (verified === digest) {
      scorer.repeat();
      scorer.byteIdentical();
      return null;
    }
    const profile = bench.profileOf(entry);
    if (profile.kind === 'unreadable') {
      if (!isRepeat) scorer.unreadable(entry, true);
      return null;
    }
    const seen = await bench.decode(bytes);
    if (seen.kind === 'undecodable') {
      doubt(delivered, entry, true, isRepeat, false);
      return null;
    }
    const told_ = departureFromTold(seen.kind === 'decoded' ? seen : { ...seen, format: entry.recipe.format }, entry.recipe, told, shownFor(entry, profile).size);
    if (told_ !== null || seen.kind === 'oversized') {
      const says = told_ ?? `Expected a thumbnail, got ${seen.widthPx}×${seen.heightPx} px, which is too large to decode.`;
      return charge(key, entry, { oracle: 'geometry', kind: 'misshapen', severity: 'shape', batch, says }, { bytes });
    }
    let reading = read(entry, profile, seen);
    if (reading.kind !== 'own') {
      // An alarm counts only when another decoder sees it too.
      const second = await bench.secondOpinion(bytes);
      if (second.kind === 'decoded') reading = read(entry, profile, second);
    }
    if (reading.kind === 'own') {
      verifiedDigests.set(entry.pair, digest);
      accept(delivered, entry, reading.covered, isRepeat);
      const sampled = pseudoRandomFraction(`sample|${seed}|${key}`) < SAMPLED_SHARE;
      const unlike = sampled && reading.covered && isUnlike(seen, entry, profile);
      const otherBytes = profile.byteStable && verified !== undefined;
      if (sampled || unlike || otherBytes) doubt(delivered, entry, reading.covered, isRepeat, true);
      return null;
    }
    if (turnedOtherwise(entry, profile, seen)) {
      const says = `Expected its orientation tag (${entry.photo.orientationExif}) to be handled as it is alone, got the photo turned otherwise.`;
      return charge(key, entry, { oracle: 'geometry', kind: 'misshapen', severity: 'shape', batch, says }, exhibitsOf(bytes, seen, entry, profile));
    }
    if (reading.kind === 'misshapen') {
      doubt(delivered, entry, true, isRepeat, false);
      return null;
    }
    const mixup = nameDonor(entry, profile, seen, reading);
    if (mixup !== null) return mixupFinding(delivered, entry, profile, seen, mixup, reading.covered, 'ownership');
    doubt(delivered, entry, reading.covered, isRepeat, false);
    return null;
  };

  const isUnlike = (seen: Observation, entry: JobEntry, profile: ReadableProfile): boolean => {
    const expected = expectedPicture(painter, shownFor(entry, profile), entry.recipe, profile, seen);
    return judgeLikeness(measureLikeness(seen, expected), profile.likeness).kind === 'unlike';
  };

  /** A doubted thumbnail beside the same one made alone; the finding when they differ. */
  const settleDoubt = async (doubted: Doubt, alone: Alone): Promise<Finding | null> => {
    const { entry, key, batch, bytes, covered, counted, isRepeat } = doubted;
    const profile = bench.profileOf(entry);
    if (profile.kind === 'unreadable') return null;
    const dismiss = (readable: boolean) => {
      if (counted) return null;
      if (readable) accept({ key, batch, bytes, digest: doubted.digest }, entry, covered, isRepeat);
      else if (!isRepeat) scorer.unreadable(entry, covered);
      return null;
    };
    if (alone.kind === 'refused') return dismiss(false);
    const underLoad = await bench.decode(bytes);
    if (alone.digest === doubted.digest) return dismiss(underLoad.kind === 'decoded' && isMostlyOwn(read(entry, profile, underLoad)));
    const byItself = await bench.decode(alone.bytes);
    if (byItself.kind !== 'decoded') return dismiss(underLoad.kind === 'decoded' && isMostlyOwn(read(entry, profile, underLoad)));
    if (underLoad.kind !== 'decoded') {
      const says = `Expected the picture that it makes alone, got bytes that cannot be decoded: ${underLoad.why}.`;
      return charge(key, entry, { oracle: 'isolation', kind: 'damaged', severity: 'shape', batch, says }, { bytes });
    }
    const comparison = comparePixels(underLoad, byItself, profile);
    switch (comparison.kind) {
      case 'same-pixels':
        return dismiss(isMostlyOwn(read(entry, profile, underLoad)));
      case 'other-size':
        return charge(key, entry, { oracle: 'geometry', kind: 'misshapen', severity: 'shape', batch, says: comparison.says }, exhibitsOf(bytes, underLoad, entry, profile));
      case 'differs': {
        if (comparison.flat) {
          const says = `Expected the picture that it makes alone, got a flat area where the photo should be.`;
          return charge(key, entry, { oracle: 'isolation', kind: 'damaged', severity: 'shape', batch, says, regions: comparison.regions }, exhibitsOf(bytes, underLoad, entry, profile));
        }
        const placement = placementOf(profile.placement, entry.recipe, shownFor(entry, profile).size, { widthPx: underLoad.widthPx, heightPx: underLoad.heightPx });
        const candidates = book.nearest(entry.position);
        const mixup = naming.suspected({ picture: underLoad, recipe: entry.recipe, profile, victim: entry.photo, placement, regions: comparison.regions, candidates });
        return mixupFinding({ key, batch, bytes, digest: doubted.digest }, entry, profile, underLoad, mixup, covered, 'isolation');
      }
    }
  };

  return {
    thumbnail,
    settleDoubt,
    /** The doubts so far, oldest first. */
    doubts: (): readonly Doubt[] => doubts,
    /** A refusal is an answer: the job is not missing. */
    refused: (key: string, batch: number): Finding | null => {
      const arrival = ledger.arrived(key);
      return arrival === 'first' ? null : charge(key, book.find(key) ?? null, unaskedCharge(key, batch, arrival === 'again'));
    },
    settled: (batch: number, asked: readonly string[]): readonly Finding[] =>
      ledger.missing(asked).map((key) =>
        charge(key, book.find(key) ?? null, { oracle: 'completeness', kind: 'missing', severity: 'loss', batch, says: 'Expected an answer or a refusal, got none.' }),
      ),
    late: (key: string): Finding =>
      charge(key, book.find(key) ?? null, { oracle: 'completeness', kind: 'unasked', severity: 'loss', batch: -1, says: 'Expected no answer after its batch had ended, got one.' }),
    mutated: (key: string): Finding =>
      charge(key, book.find(key) ?? null, { oracle: 'permanence', kind: 'mutated', severity: 'cross-photo', batch: -1, says: 'Expected the delivered bytes to stay as they were, but they changed after delivery: the buffer was used again.' }),
  };
}

/** A photo turned otherwise is legible as itself. */
const TURNED_CORRELATION_MIN = 0.7;
/** A consistent oddity is accepted where most of the picture is plainly its own. */
const MOSTLY_OWN_CORRELATION_MIN = 0.8;

function isMostlyOwn(reading: Reading): boolean {
  return reading.kind !== 'misshapen' && reading.correlation >= MOSTLY_OWN_CORRELATION_MIN;
}

function unaskedCharge(key: string, batch: number, again: boolean): Charge {
  const says = again ? 'Expected one answer, got a second one.' : `Expected answers to jobs that were asked, got one under the key ${JSON.stringify(key.slice(0, 80))}.`;
  return { oracle: 'completeness', kind: 'unasked', severity: 'loss', batch, says };
}

function queueDistance(book: JobBook, entry: JobEntry, donorId: string): number | null {
  const donor = book.nearest(entry.position).find((photo) => photo.id === donorId);
  return donor === undefined ? null : book.queueDistance(entry.position, donor.id);
}

function mixupSays(entry: JobEntry, mixup: Mixup): string {
  const own = `${entry.photo.owner}/${entry.photo.album}/${entry.photo.name}`;
  const [donor] = mixup.donors;
  if (donor === undefined) return `Expected ${own}, got pixels of no photo of this run.`;
  return `Expected ${own}, got ${Math.round(100 * donor.share)} % of ${donor.owner}/${donor.album}/${donor.photo}.`;
}

// A damaged source is owed a refusal or its own pixels. What it gets is asked for twice among other neighbours and once
// alone: what comes every time is the thumbnailer's habit, however odd, and what differs came out of somebody's memory.

import { pictureLeft } from '../model/damage.ts';
import { placementOf } from '../model/placement.ts';
import type { Observation, ReadableProfile } from '../model/profile.ts';
import { strangeCharge, fabricatedCharge, mixupCharge } from './charges.ts';
import { findingOf, type Charge, type Finding } from './finding.ts';
import { comparePixels, flatShare } from './isolation.ts';
import type { JobEntry } from './job-book.ts';
import { exhibitsOf, shownFor, type JudgeBench } from './judge-bench.ts';
import { readingOf } from './other-readings.ts';
import { ownShare } from './own-share.ts';
import { strangerIn } from './proven-foreign.ts';
import type { Alone, Delivered } from './settle-doubt.ts';

/** One damaged photo under one recipe, with all that came for it under load; `entry` is the first job that asked. */
export type DamagedCase = {
  readonly entry: JobEntry;
  readonly pictures: readonly Delivered[];
  readonly refusals: number;
  /** True once a finding was made of it: it is not asked about again. */
  readonly isProven: boolean;
};

export type ContainmentOracle = {
  /** The finding when the thumbnail by itself proves that all of it shows another photo. */
  readonly answered: (delivered: Delivered, entry: JobEntry) => Promise<Finding | null>;
  readonly refused: (entry: JobEntry) => void;
  /** What is left to be asked alone, oldest first. */
  readonly cases: () => readonly DamagedCase[];
  readonly settle: (damaged: DamagedCase, alone: Alone) => Promise<Finding | null>;
};

/** A picture of which nearly all is flat shows nothing, whatever its colour. */
const FLAT_SHARE_MIN = 0.9;
/** Where a part stayed empty, its edge is not: most of it suffices. */
const EMPTY_SHARE_MIN = 0.5;
/** What differs is the photo itself, decoded further one time than another, when most of it looks as it should. */
const OWN_SHARE_MIN = 0.5;

type Picture = { readonly delivered: Delivered; readonly seen: Observation };

/** The oracle of one trial. Without a profile that can be read there is nothing to hold a picture against. */
export function createContainmentOracle(bench: JudgeBench): ContainmentOracle {
  const cases = new Map<string, { entry: JobEntry; pictures: Delivered[]; refusals: number; isProven: boolean }>();
  /** What came, again and again, for a source without a picture, by recipe and format. */
  const placeholders = new Map<string, { readonly pair: string; readonly seen: Observation }>();
  const caseOf = (entry: JobEntry) => {
    const known = cases.get(entry.pair) ?? { entry, pictures: [], refusals: 0, isProven: false };
    cases.set(entry.pair, known);
    return known;
  };
  const charged = (entry: JobEntry, profile: ReadableProfile, { delivered, seen }: Picture, charge: Charge) => {
    if (charge.kind !== 'fabricated') bench.scorer.mixup(entry, false, delivered.batch);
    caseOf(entry).isProven = true;
    return findingOf(
      bench.seed,
      delivered.key,
      entry,
      charge,
      exhibitsOf(bench, entry, profile, delivered.bytes, seen),
    );
  };

  /** Charges a picture that differs from another of the same source; null when it differs only in what is its own. */
  const leakIn = (entry: JobEntry, profile: ReadableProfile, suspect: Picture, other: Picture): Charge | null => {
    const { seen, delivered } = suspect;
    const comparison = comparePixels(seen, other.seen, profile);
    if (comparison.kind !== 'differs') return null;
    // Less of the picture than at another time is no leak: the rest is empty, not somebody's.
    if (comparison.regions.every((region) => flatShare(seen, region) >= EMPTY_SHARE_MIN)) return null;
    const shown = shownFor(bench, entry, profile);
    const mixup = bench.naming.suspected({
      picture: seen,
      recipe: entry.recipe,
      profile,
      victim: entry.photo,
      placement: placementOf(profile.placement, entry.recipe, shown.size, seen),
      regions: comparison.regions,
      candidates: bench.book.photos,
      queue: bench.book.queueAround(entry.position),
    });
    if (mixup.kind === 'stale') return null;
    const leak = () => mixupCharge(bench, entry, profile, delivered.batch, mixup, 'containment', seen);
    if (mixup.donors.length > 0) return leak();
    // Among many photos somebody fits any few pixels: where nobody is named, one's own rows are one's own.
    if (comparison.rough || ownShare(bench, entry, profile, seen, comparison.regions) >= OWN_SHARE_MIN) return null;
    if (mixup.candidates.length > 0) return leak();
    return isWithoutPicture(entry)
      ? fabricatedCharge(entry, delivered.batch, 'another one each time')
      : strangeCharge(entry, delivered.batch, comparison.regions);
  };

  /** What came steadily for a source without a picture is a placeholder only if it comes for others too. */
  const inventedIn = (entry: JobEntry, profile: ReadableProfile, { delivered, seen }: Picture): Charge | null => {
    if (!isWithoutPicture(entry) || flatShare(seen) >= FLAT_SHARE_MIN) return null;
    const kind = `${entry.recipeIndex}|${entry.photo.format}`;
    const first = placeholders.get(kind) ?? { pair: entry.pair, seen };
    placeholders.set(kind, first);
    return first.pair === entry.pair || comparePixels(seen, first.seen, profile).kind === 'same-pixels'
      ? null
      : fabricatedCharge(entry, delivered.batch, 'not the one that comes for others');
  };

  return {
    answered: async (delivered, entry) => {
      const known = caseOf(entry);
      const isNew = known.pictures.every(({ digest }) => digest !== delivered.digest);
      // A copy: the answer may be a view into a message that holds a whole batch.
      known.pictures.push({ ...delivered, bytes: new Uint8Array(delivered.bytes) });
      const profile = bench.profileOf(entry);
      if (!isNew || known.isProven || profile.kind === 'unreadable') return null;
      const seen = await bench.decode(delivered.bytes);
      if (seen.kind !== 'decoded') return null;
      const reading = readingOf(bench, entry, profile, seen);
      const mixup = strangerIn(bench, entry, profile, seen, reading);
      // What is left of a broken file may be like a part of anybody, steadily: only a whole picture proves by itself.
      if (mixup?.kind !== 'foreign') return null;
      const charge = mixupCharge(bench, entry, profile, delivered.batch, mixup, 'containment', seen);
      return charged(entry, profile, { delivered, seen }, charge);
    },
    refused: (entry) => {
      caseOf(entry).refusals++;
    },
    cases: () => [...cases.values()].filter(({ isProven }) => !isProven),
    settle: async ({ entry, pictures, refusals }, alone) => {
      const profile = bench.profileOf(entry);
      if (profile.kind === 'unreadable') return null;
      const underLoad: Picture[] = [];
      for (const delivered of pictures) {
        const seen = await bench.decode(delivered.bytes);
        if (seen.kind === 'decoded') underLoad.push({ delivered, seen });
      }
      const byItself = alone.kind === 'thumbnail' ? await bench.decode(alone.bytes) : null;
      const reference: Picture | undefined =
        byItself?.kind === 'decoded' && alone.kind === 'thumbnail'
          ? { delivered: { key: entry.key, batch: ALONE, ...alone }, seen: byItself }
          : underLoad[0];
      let differing = 0;
      for (const picture of underLoad) {
        if (reference === undefined || reference.delivered.digest === picture.delivered.digest) continue;
        if (comparePixels(picture.seen, reference.seen, profile).kind === 'same-pixels') continue;
        differing++;
        const charge = leakIn(entry, profile, picture, reference);
        if (charge !== null) return charged(entry, profile, picture, charge);
        // Refused alone, neither of the two is the right one: either may hold what is not its own.
        const reversed = reference.delivered.batch === ALONE ? null : leakIn(entry, profile, reference, picture);
        if (reversed !== null) return charged(entry, profile, reference, reversed);
      }
      const [first] = underLoad;
      const invented = first === undefined || differing > 0 ? null : inventedIn(entry, profile, first);
      if (first !== undefined && invented !== null) return charged(entry, profile, first, invented);
      const answers = underLoad.length + (byItself?.kind === 'decoded' ? 1 : 0);
      const isSteady = differing === 0 && (answers === 0 || answers === pictures.length + refusals + 1);
      bench.scorer.contained(entry, isSteady);
      return null;
    },
  };
}

/** In place of a batch's number, for what was asked alone. */
const ALONE = -1;

function isWithoutPicture({ photo }: JobEntry): boolean {
  return photo.damage !== null && pictureLeft(photo.damage.kind) === 'none';
}

// A photo whose read was broken by us may be answered with a part of it, with a placeholder, or with what was there before:
// none of that is the thumbnailer's fault. Pixels of another photo are, and so is the picture in the body of an error.

import { showsErrorPicture } from '../model/error-picture.ts';
import type { Observation, ReadableProfile } from '../model/profile.ts';
import { errorShownCharge, mixupCharge } from './charges.ts';
import { findingOf, type Charge, type Finding } from './finding.ts';
import { comparePixels, flatShare } from './isolation.ts';
import type { JobEntry } from './job-book.ts';
import { exhibitsOf, type JudgeBench } from './judge-bench.ts';
import { isOfNewerVersion, readingOf } from './other-readings.ts';
import { strangerIn } from './proven-foreign.ts';
import { suspectedIn, type Alone, type Delivered, type Doubt } from './settle-doubt.ts';

export type BrokenReadOracle = {
  /** The finding when the thumbnail by itself proves that it shows another photo, or no photo at all. */
  readonly answered: (delivered: Delivered, entry: JobEntry) => Promise<Finding | null>;
  /** What is to be compared with the same made alone, oldest first. */
  readonly doubts: () => readonly Doubt[];
  readonly settle: (doubt: Doubt, alone: Alone) => Promise<Finding | null>;
};

/** Beyond these nothing is asked again. */
const DOUBTS_MAX = 100;
/** Where a part did not come, it is empty but for its edge. */
const EMPTY_SHARE_MIN = 0.5;

/** The oracle of one trial. What is plainly its own counts as ever, everything else counts as nothing. */
export function createBrokenReadOracle(bench: JudgeBench): BrokenReadOracle {
  const doubts: Doubt[] = [];
  const seenPairs = new Set<string>();
  const charged = (
    entry: JobEntry,
    profile: ReadableProfile,
    { key, batch, bytes }: Delivered,
    seen: Observation,
    charge: Charge,
  ) => {
    if (charge.kind !== 'fabricated') bench.scorer.mixup(entry, false, batch);
    return findingOf(bench.seed, key, entry, charge, exhibitsOf(bench, entry, profile, bytes, seen));
  };

  return {
    doubts: () => doubts,
    answered: async (delivered, entry) => {
      const profile = bench.profileOf(entry);
      if (profile.kind === 'unreadable') return null;
      const seen = await bench.decode(delivered.bytes);
      if (seen.kind !== 'decoded') return null;
      const reading = readingOf(bench, entry, profile, seen);
      if (reading.kind === 'own') {
        if (seenPairs.has(entry.pair)) bench.scorer.repeat();
        else if (entry.photo.damage === null) bench.scorer.verified(entry, reading.covered, delivered.batch);
        seenPairs.add(entry.pair);
        return null;
      }
      // Not before: a photograph may well be black and white.
      if (showsErrorPicture(seen)) return charged(entry, profile, delivered, seen, errorShownCharge(delivered.batch));
      const mixup = strangerIn(bench, entry, profile, seen, reading);
      // What came of a photo may be like a part of anybody: only a whole picture proves by itself.
      if (mixup?.kind === 'foreign') {
        const charge = mixupCharge(bench, entry, profile, delivered.batch, mixup, 'ownership', seen);
        return charged(entry, profile, delivered, seen, charge);
      }
      // A copy: the answer may be a view into a message that holds a whole batch.
      if (reading.kind === 'doubt' && entry.photo.damage === null && doubts.length < DOUBTS_MAX)
        doubts.push({
          ...delivered,
          entry,
          bytes: new Uint8Array(delivered.bytes),
          covered: reading.covered,
          isRepeat: false,
          counted: true,
        });
      return null;
    },
    settle: async (doubt, alone) => {
      const { entry, batch } = doubt;
      const profile = bench.profileOf(entry);
      if (profile.kind === 'unreadable' || alone.kind === 'refused') return null;
      const byItself = await bench.decode(alone.bytes);
      const underLoad = await bench.decode(doubt.bytes);
      if (underLoad.kind !== 'decoded' || byItself.kind !== 'decoded') return null;
      const comparison = comparePixels(underLoad, byItself, profile);
      if (comparison.kind !== 'differs') return null;
      if (comparison.regions.every((region) => flatShare(underLoad, region) >= EMPTY_SHARE_MIN)) return null;
      const mixup = suspectedIn(bench, entry, profile, underLoad, comparison.regions);
      // Where nobody is named, it is a photo of which less came.
      if (mixup.donors.length === 0 || mixup.kind === 'stale' || mixup.kind === 'damaged') return null;
      if (isOfNewerVersion(mixup, entry, profile)) return null;
      const charge = mixupCharge(bench, entry, profile, batch, mixup, 'isolation', underLoad);
      return charged(entry, profile, doubt, underLoad, charge);
    },
  };
}

// The judge of one trial: every answer comes by here once, in the order of arrival. Most are settled by their digest or
// by their signature within microseconds; a few stay in doubt, and are settled by asking the thumbnailer alone.

import { isCovered, shownSize } from '../model/coverage.ts';
import { isUnmarked } from '../model/plan.ts';
import type { Observation, ReadableProfile } from '../model/profile.ts';
import { pseudoRandomFraction } from '../model/prf.ts';
import { MIXUP_KINDS } from '../model/verdict.ts';
import {
  LATE_CHARGE,
  missingCharge,
  misshapenCharge,
  mixupCharge,
  MUTATED_CHARGE,
  staleCharge,
  unaskedCharge,
} from './charges.ts';
import { createLedger } from './completeness.ts';
import { createBrokenReadOracle } from './broken-reads.ts';
import { createContainmentOracle, type DamagedCase } from './containment.ts';
import { confirmedReading } from './confirmed-reading.ts';
import { findingOf, type Charge, type Exhibits, type Finding } from './finding.ts';
import { departureFrom, shapeRule } from './geometry.ts';
import type { JobEntry } from './job-book.ts';
import { exhibitsOf, shownFor, type JudgeBench } from './judge-bench.ts';
import { isOfNewerVersion, isTurnedOtherwise, isUnlike, otherVersionIn } from './other-readings.ts';
import type { Reading } from './ownership.ts';
import { createPrivacyOracle } from './privacy.ts';
import { provenBy, variantIn } from './proven-foreign.ts';
import { settleDoubt, type Alone, type Delivered, type Doubt } from './settle-doubt.ts';
import { createCropMemory } from './steady-crop.ts';

/** This share of all answers is asked again alone, doubted or not. */
const SAMPLED_SHARE = 0.01;
/** Of this share of them the second opinion is heard, though the first has no doubt. */
const COMPARED_SHARE = 0.01;
/** More doubts than this mean that the profile does not fit; the rest counts as unreadable. */
const DOUBTS_MAX = 400;

export type TrialJudge = {
  /** A batch is about to be handed over: only its keys may be answered in it. */
  readonly asked: (batch: number, keys: readonly string[]) => void;
  /**
   * One thumbnail that arrived, once the last one is judged: all are decoded into the same memory. The finding when it is
   * proven wrong by what it shows.
   */
  readonly thumbnail: (delivered: Delivered) => Promise<Finding | null>;
  /** A refusal is an answer: the job is not missing. */
  readonly refused: (key: string, batch: number) => Finding | null;
  /** A finding for each job that its batch left unanswered. */
  readonly settled: (batch: number, asked: readonly string[]) => readonly Finding[];
  readonly late: (key: string) => Finding;
  readonly mutated: (key: string) => Finding;
  /** The doubts so far, oldest first. */
  readonly doubts: () => readonly Doubt[];
  /** A doubted thumbnail beside the same one made alone; the finding when they differ. */
  readonly settleDoubt: (doubt: Doubt, alone: Alone) => Promise<Finding | null>;
  /** The damaged photos so far, all of which are to be asked for alone. */
  readonly damaged: () => readonly DamagedCase[];
  readonly settleDamaged: (damaged: DamagedCase, alone: Alone) => Promise<Finding | null>;
};

export function createTrialJudge(bench: JudgeBench): TrialJudge {
  const { seed, book, told, scorer } = bench;
  const ledger = createLedger();
  const leakedInto = createPrivacyOracle(bench);
  const containment = createContainmentOracle(bench);
  const brokenReads = createBrokenReadOracle(bench);
  const verifiedDigests = new Map<string, string>();
  /** Bytes in doubt are settled once, however often they come. */
  const doubtedDigests = new Map<string, string>();
  const isCroppedElsewhere = createCropMemory();
  const seenPairs = new Set<string>();
  const doubts: Doubt[] = [];
  let pixels = new Uint8Array(0);
  const lent = (pixelCount: number): Uint8Array => {
    if (pixels.length < pixelCount) pixels = new Uint8Array(pixelCount);
    return pixels.subarray(0, pixelCount);
  };

  const charged = (key: string, charge: Charge, exhibits?: Exhibits) =>
    findingOf(seed, key, book.find(key) ?? null, charge, exhibits);

  const doubt = (
    delivered: Delivered,
    entry: JobEntry,
    about: Pick<Doubt, 'covered' | 'isRepeat' | 'counted'>,
  ): null => {
    doubtedDigests.set(entry.pair, delivered.digest);
    // A copy: the answer may be a view into a message that holds a whole batch.
    if (doubts.length < DOUBTS_MAX)
      doubts.push({ entry, ...delivered, bytes: new Uint8Array(delivered.bytes), ...about });
    else if (!about.counted && !about.isRepeat) scorer.unreadable(entry, about.covered);
    return null;
  };

  const accept = (
    delivered: Delivered,
    entry: JobEntry,
    profile: ReadableProfile,
    seen: Observation,
    { covered, placement }: Extract<Reading, { kind: 'own' }>,
    isRepeat: boolean,
  ): null => {
    const before = verifiedDigests.get(entry.pair);
    verifiedDigests.set(entry.pair, delivered.digest);
    if (isRepeat) scorer.repeat();
    else scorer.verified(entry, covered, delivered.batch);
    const draw = pseudoRandomFraction(`sample|${seed}|${delivered.key}`);
    const isSampled = draw < SAMPLED_SHARE;
    const isCompared = covered && draw >= SAMPLED_SHARE && draw < SAMPLED_SHARE + COMPARED_SHARE;
    const differs =
      (profile.byteStable && before !== undefined) ||
      (profile.placement.gravity === 'content' && isCroppedElsewhere(entry.pair, placement));
    // Nothing is marked there, and too little is shown to tell photographs apart: only alone is sure.
    const isVague = !covered && isUnmarked(entry.photo) && doubts.length < DOUBTS_MAX / 2;
    if (!isSampled && !differs && !isVague && !(isCompared && isUnlike(bench, entry, profile, seen))) return null;
    return doubt(delivered, entry, { covered, isRepeat, counted: true });
  };

  const examine = async (
    delivered: Delivered,
    entry: JobEntry,
    profile: ReadableProfile,
    isRepeat: boolean,
  ): Promise<Finding | null> => {
    const { key, batch, bytes } = delivered;
    const seen = await bench.decode(bytes, lent);
    const covered = isCovered(entry.photo, shownSize(entry.photo, entry.recipe));
    if (seen.kind === 'undecodable') return doubt(delivered, entry, { covered, isRepeat, counted: false });
    const shown = shownFor(bench, entry, profile);
    const shape = seen.kind === 'decoded' ? seen : { ...seen, format: entry.recipe.format };
    const departure = departureFrom(shapeRule(entry.recipe, told, profile), shape, shown.size);
    if (departure !== null) {
      // Another variant, but of whom? Somebody else's picture is graver than a wrong size.
      const variant = seen.kind === 'decoded' ? variantIn(bench, entry, seen) : null;
      if (seen.kind === 'oversized' || variant?.kind !== 'foreign')
        return charged(key, misshapenCharge(batch, departure, variant?.as.recipe), { bytes });
      const { as, profile: of, mixup } = variant;
      scorer.mixup(entry, true, batch);
      const charge = mixupCharge(bench, as, of, batch, mixup, 'ownership', seen);
      return charged(key, { ...charge, says: `${departure} ${charge.says}` }, exhibitsOf(bench, as, of, bytes, seen));
    }
    if (seen.kind === 'oversized') {
      const says = `Expected a thumbnail, got ${seen.widthPx}×${seen.heightPx} px, which is too large to be decoded.`;
      return charged(key, misshapenCharge(batch, says), { bytes });
    }
    const reading = await confirmedReading(bench, entry, profile, shown, bytes, seen);
    if (reading.kind === 'own') return accept(delivered, entry, profile, seen, reading, isRepeat);
    const shows = otherVersionIn(bench, entry, profile, seen);
    // A newer version can only have come from the photo itself, replaced while this was asked for.
    if (shows?.isNewer === true)
      return examine(delivered, shows.entry, profile, isRepeat || seenPairs.has(shows.entry.pair));
    if (shows !== null) {
      const exhibits = exhibitsOf(bench, entry, profile, bytes, seen);
      return charged(key, staleCharge(batch, entry, shows.entry.photo.version), exhibits);
    }
    if (isTurnedOtherwise(bench, entry, profile, seen)) {
      const says = `Expected its orientation tag (${entry.photo.orientationExif}) to be handled as it is alone, got the photo turned otherwise.`;
      return charged(key, misshapenCharge(batch, says), exhibitsOf(bench, entry, profile, bytes, seen));
    }
    if (reading.kind === 'misshapen') return doubt(delivered, entry, { covered, isRepeat, counted: false });
    const mixup = provenBy(bench, entry, profile, seen, reading);
    // Which picture of an animation is shown may depend on the photo: alone will tell.
    if (mixup === null || mixup.kind === 'damaged' || isOfNewerVersion(mixup, entry, profile))
      return doubt(delivered, entry, { covered: reading.covered, isRepeat, counted: false });
    if (MIXUP_KINDS.has(mixup.kind)) scorer.mixup(entry, reading.covered, batch);
    return charged(
      key,
      mixupCharge(bench, entry, profile, batch, mixup, 'ownership', seen),
      exhibitsOf(bench, entry, profile, bytes, seen),
    );
  };

  return {
    asked: ledger.asked,
    thumbnail: async (delivered) => {
      const { key, batch, bytes, digest } = delivered;
      const arrival = ledger.arrived(key, batch);
      const entry = book.find(key);
      if (arrival !== 'first' || entry === undefined)
        return charged(key, unaskedCharge(key, batch, arrival === 'again'), { bytes });
      const lenient = entry.readBroke ? brokenReads : entry.photo.damage === null ? null : containment;
      if (lenient !== null) return (await lenient.answered(delivered, entry)) ?? leakedInto(delivered, entry);
      const isRepeat = seenPairs.has(entry.pair);
      seenPairs.add(entry.pair);
      if (verifiedDigests.get(entry.pair) === digest) {
        scorer.repeat();
        scorer.byteIdentical();
        return null;
      }
      if (doubtedDigests.get(entry.pair) === digest) {
        scorer.repeat();
        return null;
      }
      const profile = bench.profileOf(entry);
      if (profile.kind === 'unreadable' && !isRepeat) scorer.unreadable(entry, true);
      const finding = profile.kind === 'readable' ? await examine(delivered, entry, profile, isRepeat) : null;
      return finding ?? leakedInto(delivered, entry);
    },
    refused: (key, batch) => {
      const arrival = ledger.arrived(key, batch);
      const entry = book.find(key);
      if (arrival === 'first' && entry?.photo.damage && !entry.readBroke) containment.refused(entry);
      return arrival === 'first' ? null : charged(key, unaskedCharge(key, batch, arrival === 'again'));
    },
    settled: (batch, asked) => ledger.missing(asked).map((key) => charged(key, missingCharge(batch))),
    late: (key) => charged(key, LATE_CHARGE),
    mutated: (key) => charged(key, MUTATED_CHARGE),
    doubts: () => [...doubts, ...brokenReads.doubts()],
    settleDoubt: (doubted, alone) =>
      doubted.entry.readBroke ? brokenReads.settle(doubted, alone) : settleDoubt(bench, doubted, alone),
    damaged: containment.cases,
    settleDamaged: containment.settle,
  };
}

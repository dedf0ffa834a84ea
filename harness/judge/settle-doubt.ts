// A doubt is settled by asking the thumbnailer alone: what it makes of a photo alone is its habit, however odd, and what
// differs from that under load is a breach.

import { locate } from '../model/locate.ts';
import { placementOf } from '../model/placement.ts';
import { isUnmarked } from '../model/plan.ts';
import type { Mixup } from '../model/naming.ts';
import { pictureShown, type Observation, type ReadableProfile } from '../model/profile.ts';
import { MIXUP_KINDS, type Region } from '../model/verdict.ts';
import { damagedCharge, misshapenCharge, mixupCharge } from './charges.ts';
import { findingOf, type Charge, type Exhibits, type Finding } from './finding.ts';
import { comparePixels } from './isolation.ts';
import type { JobEntry } from './job-book.ts';
import { exhibitsOf, shownFor, type JudgeBench } from './judge-bench.ts';
import { isMostlyOwn, isOfNewerVersion, readingOf } from './other-readings.ts';

/** A thumbnail as it came. */
export type Delivered = {
  readonly key: string;
  readonly batch: number;
  readonly bytes: Uint8Array;
  readonly digest: string;
};

/** An answer that is to be compared with one made alone. `counted` is true when it was verified already. */
export type Doubt = Delivered & {
  readonly entry: JobEntry;
  readonly counted: boolean;
  readonly covered: boolean;
  readonly isRepeat: boolean;
};

/** What came when the same photo and recipe were asked for alone. */
export type Alone =
  | { readonly kind: 'thumbnail'; readonly bytes: Uint8Array; readonly digest: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The finding when the two differ; null when they agree, and the doubt is counted as verified or unreadable. */
export async function settleDoubt(bench: JudgeBench, doubt: Doubt, alone: Alone): Promise<Finding | null> {
  const { entry, key, batch, bytes } = doubt;
  const profile = bench.profileOf(entry);
  if (profile.kind === 'unreadable') return null;
  if (alone.kind === 'refused') return dismissed(bench, doubt, false);
  const underLoad = await bench.decode(bytes);
  const byItself = alone.digest === doubt.digest ? null : await bench.decode(alone.bytes);
  // The same bytes, or nothing readable to hold against them: the doubt stands or falls by what the picture shows.
  if (byItself === null || byItself.kind !== 'decoded') {
    return dismissed(bench, doubt, underLoad.kind === 'decoded' && isMostlyOwn(bench, entry, profile, underLoad));
  }
  const charged = (charge: Charge, exhibits: Exhibits) => findingOf(bench.seed, key, entry, charge, exhibits);
  if (underLoad.kind !== 'decoded') {
    return charged(
      damagedCharge(
        batch,
        `Expected the picture that it makes alone, got bytes that cannot be decoded: ${underLoad.why}.`,
      ),
      { bytes },
    );
  }
  const exhibits = exhibitsOf(bench, entry, profile, bytes, underLoad);
  const comparison = comparePixels(underLoad, byItself, profile);
  switch (comparison.kind) {
    case 'same-pixels':
      return dismissed(bench, doubt, isMostlyOwn(bench, entry, profile, underLoad));
    case 'other-size': {
      // Another shape, but of whom? Somebody else's picture is graver than a wrong size.
      const mixup = suspectedIn(bench, entry, profile, underLoad, [wholeOf(underLoad)]);
      if (mixup.donors.length === 0) return charged(misshapenCharge(batch, comparison.says), exhibits);
      bench.scorer.mixup(entry, doubt.covered, batch);
      const charge = mixupCharge(bench, entry, profile, batch, mixup, 'isolation', underLoad);
      return charged({ ...charge, says: `${comparison.says} ${charge.says}` }, exhibits);
    }
    case 'differs': {
      const flat = damagedCharge(
        batch,
        'Expected the picture that it makes alone, got a flat area where the photo should be.',
        comparison.regions,
      );
      // Nothing marked is flat, but a photograph may well be: of the sky, say.
      if (comparison.flat && !isUnmarked(entry.photo)) return charged(flat, exhibits);
      const mixup = suspectedIn(bench, entry, profile, underLoad, comparison.regions);
      if (comparison.flat && mixup.donors.length === 0 && mixup.candidates.length === 0) return charged(flat, exhibits);
      // Under load some tools lower their quality, and some codecs depend on the threads that are free: what differs from
      // alone, but shows its own photo everywhere and nobody else's for sure, is no mix-up.
      if (mixup.donors.length === 0 && readingOf(bench, entry, profile, underLoad).kind === 'own')
        return dismissed(bench, doubt, true);
      if (isOfNewerVersion(mixup, entry, profile)) return dismissed(bench, doubt, true);
      const isNobodys = mixup.donors.length === 0 && mixup.candidates.length === 0;
      if (isNobodys && comparison.rough && isMostlyOwn(bench, entry, profile, underLoad))
        return dismissed(bench, doubt, true);
      if (MIXUP_KINDS.has(mixup.kind)) bench.scorer.mixup(entry, doubt.covered, batch);
      return charged(mixupCharge(bench, entry, profile, batch, mixup, 'isolation', underLoad), exhibits);
    }
    default:
      return comparison satisfies never;
  }
}

/** Whose pixels the regions show, where it is known already that they are not what they should be. */
export function suspectedIn(
  { book, naming, painter, ...bench }: JudgeBench,
  entry: JobEntry,
  profile: ReadableProfile,
  picture: Observation,
  regions: readonly [Region, ...Region[]],
): Mixup {
  const shown = shownFor(bench, entry, profile);
  const located = locate(painter, picture, shown, entry.recipe, profile.placement, profile.response);
  const size = { widthPx: picture.widthPx, heightPx: picture.heightPx };
  return naming.suspected({
    picture,
    recipe: entry.recipe,
    profile,
    victim: pictureShown(profile, entry.photo),
    placement: located?.placement ?? placementOf(profile.placement, entry.recipe, shown.size, size),
    regions,
    candidates: book.photos,
    queue: book.queueAround(entry.position),
  });
}

function wholeOf({ widthPx, heightPx }: Observation): Region {
  return { x: 0, y: 0, width: widthPx, height: heightPx };
}

function dismissed(
  { scorer }: JudgeBench,
  { entry, batch, counted, covered, isRepeat }: Doubt,
  isReadable: boolean,
): null {
  if (counted) return null;
  if (isRepeat) scorer.repeat();
  else if (isReadable) scorer.verified(entry, covered, batch);
  else scorer.unreadable(entry, covered);
  return null;
}

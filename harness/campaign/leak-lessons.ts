// How small a leak would be seen in this thumbnailer's output: leaks are injected into what it made alone, and counted.

import type { Bench } from './bench.ts';
import { lowerLimit, upperLimit } from '../gate/clopper-pearson.ts';
import { measureBlends } from '../judge/blend-power.ts';
import { measureForeign } from '../judge/foreign-power.ts';
import type { PaintedSample } from '../judge/made-alone.ts';
import { LEAKS, LINES, measurePower, type Leak } from '../judge/power.ts';
import { percent } from '../model/figures.ts';
import { pseudoRandomWords } from '../model/prf.ts';
import type { ReadableProfile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import { REFERENCE_LEAK_SIDE_PX } from '../model/reference-leak.ts';
import type { Detection, Mishap, Sensitivity } from '../model/sensitivity.ts';

/**
 * How much is injected, per recipe and source class: reference leaks, leaks of each other shape, thumbnails blended at
 * each share (up to `blendsUntil` even when all were noticed before), and whole foreign thumbnails.
 */
export type Injections = {
  readonly reference: number;
  readonly shape: number;
  readonly blend: number;
  readonly blendsUntil: number;
  readonly foreign: number;
};

/** Before a load, which waits for it: 400 reference leaks, all noticed, prove a power of 0.998 over eight profiles. */
export const BEFORE_A_LOAD: Injections = { reference: 400, shape: 100, blend: 48, blendsUntil: 0, foreign: 200 };

/** A leak counts as seen from this share on, in the sensitivity table. */
const SEEN_SHARE = 0.95;

/** Clean thumbnails: how many were made, how many stayed in doubt, and how many were said to show another photo. */
export type CleanCounts = { readonly made: number; readonly doubted: number; readonly alarmed: number };

/** `injected` and `noticed` count reference leaks. The same seed injects the same leaks. */
export function measureSensitivity(
  bench: Bench,
  painted: readonly PaintedSample[],
  profile: ReadableProfile,
  recipe: Recipe,
  counts: Injections,
  clean: CleanCounts,
): { readonly injected: number; readonly noticed: number; readonly sensitivity: Sensitivity } {
  const { painter, options } = bench;
  const boxPx = recipe.width * recipe.height;
  const areaOf = ({ widthPx, heightPx }: Leak) =>
    (Math.min(widthPx, recipe.width) * Math.min(heightPx, recipe.height)) / boxPx;
  const proven = (seen: Omit<Detection, 'rateMin'>): Detection => ({
    ...seen,
    rateMin: lowerLimit(seen.noticed, seen.injected, options.confidence),
  });
  const limited = (happened: number, of: number): Mishap => ({
    happened,
    of,
    rateMax: upperLimit(happened, of, options.confidence),
  });

  const next = pseudoRandomWords(`power|${options.seed}|${profile.recipe}|${profile.sourceClass}`);
  const powers = measurePower(
    painter,
    painted,
    profile,
    [...LEAKS, ...LINES].map((leak) => ({ leak, count: isReference(leak) ? counts.reference : counts.shape })),
    () => next() / 2 ** 32,
  );
  const blends = measureBlends(painter, painted, recipe, profile, counts.blend, counts.blendsUntil);
  const foreign = measureForeign(painter, painted, recipe, profile, counts.foreign);
  const isSeen = (power: { readonly injected: number; readonly noticed: number }) =>
    power.injected > 0 && power.noticed >= SEEN_SHARE * power.injected;
  const { injected, noticed } = powers.find(({ leak }) => isReference(leak)) ?? { injected: 0, noticed: 0 };
  const smallest = powers.find((power) => !LINES.includes(power.leak) && isSeen(power));
  return {
    injected,
    noticed,
    sensitivity: {
      recipe: recipeName(recipe),
      stratum: profile.sourceClass,
      area: smallest === undefined ? 1 : areaOf(smallest.leak),
      blend: blends.find(isSeen)?.share ?? 1,
      power: injected === 0 ? 0 : noticed / injected,
      injected,
      leaks: powers.map(({ leak, ...seen }) => proven({ what: leakName(leak), share: areaOf(leak), ...seen })),
      blends: blends.map((seen) => proven({ what: `${percent(seen.share)} blend`, ...seen })),
      falseAccept: {
        foreign: limited(foreign.accepted, foreign.tried),
        reference: limited(injected - noticed, injected),
      },
      falseAlarm: { doubt: limited(clean.doubted, clean.made), alarm: limited(clean.alarmed, clean.made) },
    },
  };
}

function isReference(leak: Leak): boolean {
  return leak.widthPx === REFERENCE_LEAK_SIDE_PX && leak.heightPx === REFERENCE_LEAK_SIDE_PX;
}

/** `4×1 px`, `one row` or `one column`. */
function leakName({ widthPx, heightPx }: Leak): string {
  if (!Number.isFinite(widthPx)) return 'one row';
  return Number.isFinite(heightPx) ? `${widthPx}×${heightPx} px` : 'one column';
}

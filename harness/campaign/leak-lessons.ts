// How small a leak would be seen in this thumbnailer's output: leaks are injected into what it made alone, and counted.

import type { Bench } from './bench.ts';
import { thinnestBlendSeen } from '../judge/blend-power.ts';
import type { PaintedSample } from '../judge/made-alone.ts';
import { LEAKS, measurePower, type Leak } from '../judge/power.ts';
import { pseudoRandomWords } from '../model/prf.ts';
import type { ReadableProfile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import { REFERENCE_LEAK_SIDE_PX } from '../model/reference-leak.ts';
import type { Sensitivity } from '../model/verdict.ts';

/** Per profile; all of them noticed prove a power of 0.998 over eight profiles. */
const INJECTIONS = 400;
const SMALLER_INJECTIONS = 100;
/** Thumbnails blended for each share of a blend. */
const BLENDED = 48;
/** A leak counts as seen from this share on, in the sensitivity table. */
const SEEN_SHARE = 0.95;

/** `injected` and `noticed` count reference leaks. The same seed injects the same leaks. */
export function measureSensitivity(
  bench: Bench,
  painted: readonly PaintedSample[],
  profile: ReadableProfile,
  recipe: Recipe,
): { readonly injected: number; readonly noticed: number; readonly sensitivity: Sensitivity } {
  const next = pseudoRandomWords(`power|${bench.options.seed}|${profile.recipe}|${profile.sourceClass}`);
  const powers = measurePower(
    bench.painter,
    painted,
    profile,
    LEAKS.map((leak) => ({ leak, count: isReference(leak) ? INJECTIONS : SMALLER_INJECTIONS })),
    () => next() / 2 ** 32,
  );
  const { injected, noticed } = powers.find(({ leak }) => isReference(leak)) ?? { injected: 0, noticed: 0 };
  const smallest = powers.find((power) => power.noticed >= SEEN_SHARE * power.injected);
  const boxPx = recipe.width * recipe.height;
  const areaPx = smallest === undefined ? boxPx : smallest.leak.widthPx * smallest.leak.heightPx;
  return {
    injected,
    noticed,
    sensitivity: {
      recipe: recipeName(recipe),
      stratum: profile.sourceClass,
      area: areaPx / boxPx,
      blend: thinnestBlendSeen(bench.painter, painted, recipe, profile, BLENDED, SEEN_SHARE) ?? 1,
      power: injected === 0 ? 0 : noticed / injected,
      injected,
    },
  };
}

function isReference(leak: Leak): boolean {
  return leak.widthPx === REFERENCE_LEAK_SIDE_PX && leak.heightPx === REFERENCE_LEAK_SIDE_PX;
}

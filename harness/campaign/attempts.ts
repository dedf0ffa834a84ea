// The same plan once more, on a fresh instance: does it fail as it did? Whatever is seen here changes no verdict, for the
// breach that started it is on disk already.

import { rm } from 'node:fs/promises';
import type { AttemptOutcome } from '../model/reproduction.ts';
import type { TrialPlan } from '../model/plan.ts';
import { recipeName } from '../model/recipe.ts';
import { MIXUP_KINDS, type Breach, type BreachKind } from '../model/verdict.ts';
import { runTrial } from '../pipeline.ts';
import type { Bench } from './bench.ts';
import type { Calibrated } from './calibrate.ts';
import type { EvidenceRoom } from './evidence-room.ts';
import { createScore } from './score.ts';

/** What an attempt came to, and the breaches of the kind that was looked for. */
export type Attempted = { readonly outcome: AttemptOutcome; readonly breaches: readonly Breach[] };

/** Carries plans out on a bench of their own, one at a time; the first breach that `isSought` ends an attempt, and goes to the room if there is one. */
export function createAttempts(
  bench: Bench,
  calibration: Calibrated,
  isSought: (breach: Breach) => boolean,
  room: EvidenceRoom | null = null,
): (plan: TrialPlan) => Promise<Attempted> {
  let attempts = 0;
  return async (plan) => {
    const folder = `attempt-${attempts++}`;
    const breaches: Breach[] = [];
    let isDead = false;
    let answers = 0;
    bench.begin(plan, attempts);
    await runTrial({
      // The steps of so small a trial are not worth telling.
      bench: { ...bench, progress: () => {} },
      plan,
      folder,
      calibration: forRecipesOf(plan, calibration),
      mood: () => (breaches.length > 0 || bench.signal.aborted ? 'enough' : 'go-on'),
      isToBear: false,
      scorer: (book) => ({ ...createScore().scorer(plan, book), answered: () => answers++ }),
      onFinding: (finding, fileOf) => {
        if (!isSought(finding.breach)) return;
        breaches.push(finding.breach);
        room?.add(finding, { fileOf, plan });
      },
      onIncident: () => {
        isDead = true;
      },
    });
    await room?.written();
    await rm(bench.photosFolder(folder), { recursive: true, force: true });
    const saysNothing = bench.signal.aborted || (isDead && answers === 0);
    return { outcome: breaches.length > 0 ? 'failed' : saysNothing ? 'void' : 'clean', breaches };
  };
}

/** Mix-ups are of one kind whatever part of the picture they reach; all else is what it is. */
export function isAlike(kind: BreachKind): (breach: Breach) => boolean {
  return (breach) => breach.kind === kind || (MIXUP_KINDS.has(kind) && MIXUP_KINDS.has(breach.kind));
}

/** The recipes of the plan for which nothing was learned, by name. */
export function recipesMissing(plan: TrialPlan, { recipes }: Calibrated): readonly string[] {
  const known = new Set(recipes.map(recipeName));
  return plan.recipes.map(recipeName).filter((name) => !known.has(name));
}

/** A smaller plan may have fewer recipes: what was learned of each goes with it. */
function forRecipesOf(plan: TrialPlan, calibration: Calibrated): Calibrated {
  const names = calibration.recipes.map(recipeName);
  const profiles = plan.recipes.flatMap((recipe, index) =>
    calibration.profiles
      .filter((profile) => names[profile.recipe] === recipeName(recipe))
      .map((profile) => ({ ...profile, recipe: index })),
  );
  return { ...calibration, recipes: plan.recipes, profiles };
}

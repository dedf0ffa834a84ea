// The steps of an interleaving in the words of its plan, one line each.

import type { InterleavingStep, Waited } from '../model/interleaving.ts';
import type { TrialPlan } from '../model/plan.ts';
import { recipeName } from '../model/recipe.ts';

export function stepsOf(plan: TrialPlan, waited: readonly Waited[]): readonly InterleavingStep[] {
  const photos = new Map(plan.photos.map((photo) => [photo.id, photo]));
  const asks = new Map<string, string>();
  for (const { key, photo: id, recipe: index } of plan.workload.batches.flat()) {
    const [photo, recipe] = [photos.get(id), plan.recipes[index]];
    if (photo !== undefined && recipe !== undefined)
      asks.set(key, `${photo.owner}/${photo.album}/${photo.name} ${recipeName(recipe)}`);
  }
  return waited.map((step) => {
    const { batch, key } = step;
    return { batch, who: key === null ? 'the batch' : (asks.get(key) ?? key), what: whatCame(step) };
  });
}

function whatCame(step: Waited): string {
  switch (step.kind) {
    case 'begin':
      return 'it was handed over';
    case 'read':
      return 'its photo was read';
    case 'work':
      return 'native work came back';
    case 'timer':
      return `a timer of ${step.delayMs} ms ended`;
    case 'turn':
      return 'the next turn of the event loop came';
    case 'answer':
      return step.key === null ? 'its answers were taken' : 'its answer was taken';
    default:
      return step satisfies never;
  }
}

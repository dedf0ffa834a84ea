// An order in which nearly everything comes as it would by itself is one that people understand: each choice that is not
// needed becomes the first of those that wait, and the list ends with the last one that is.

import type { TrialPlan } from '../model/plan.ts';

/** The plan with a plainer interleaving, the boldest first; none for a plan without one. */
export function* fewerChoices(plan: TrialPlan): Iterable<TrialPlan> {
  const choices = plan.workload.interleaving ?? [];
  for (const interleaving of plainer(choices)) yield { ...plan, workload: { ...plan.workload, interleaving } };
}

function* plainer(choices: readonly number[]): Iterable<readonly number[]> {
  if (choices.length === 0) return;
  yield [];
  for (let length = Math.floor(choices.length / 2); length >= 1; length = Math.floor(length / 2)) {
    yield choices.slice(0, choices.length - length);
  }
  const chosen = choices.flatMap((choice, step) => (choice > 0 ? [step] : []));
  for (let size = Math.ceil(chosen.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < chosen.length; start += size) {
      const plain = new Set(chosen.slice(start, start + size));
      yield choices.map((choice, step) => (plain.has(step) ? 0 : choice));
    }
  }
  for (const step of chosen) {
    const choice = choices[step] ?? 0;
    for (const smaller of new Set([1, choice - 1]))
      if (smaller > 0 && smaller < choice) yield choices.with(step, smaller);
  }
}

// A donor that is named is a claim about where pixels came from. Where the fault is known, so is who can have given them:
// each donor that a gate names is held against that.

import { plannedKeyOf } from '../../harness/model/ask-rounds.ts';
import { processShares } from '../../harness/adapters/process-share.ts';
import { plainJobs } from '../../harness/model/plain-job.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import { MIXUP_KINDS, type Breach } from '../../harness/model/verdict.ts';

/**
 * Who can have given the pixels: of photos laid in one folder, the `next-by-name` that can be read; a `namesake`; or
 * nobody but the photo `itself`, made for another recipe.
 */
export type DonorRule = 'next-by-name' | 'namesake' | 'itself';

/** Mix-ups with a donor, and thumbnails of another recipe: how many were `named`, and those that the fault cannot make. */
export function donorsNamed(rule: DonorRule, breaches: readonly Breach[], plan: TrialPlan | null) {
  const named = breaches.filter(
    ({ kind, donors, shownRecipe }) => (MIXUP_KINDS.has(kind) && donors.length > 0) || shownRecipe !== undefined,
  );
  return { named: named.length, impossible: named.filter((breach) => !isPossible(rule, breach, plan)) };
}

function isPossible(rule: DonorRule, breach: Breach, plan: TrialPlan | null): boolean {
  switch (rule) {
    case 'next-by-name':
      return plan !== null && breach.donors.every(({ id }) => nextByName(breach.key, plan).includes(id));
    case 'namesake':
      return breach.donors.every(({ photo }) => photo === breach.victim.photo);
    case 'itself':
      return breach.donors.length === 0 && breach.shownRecipe !== undefined;
    default:
      return rule satisfies never;
  }
}

/** The ids of those that follow in the folder of numbered outputs, up to the first that nothing is wrong with. */
function nextByName(key: string, plan: TrialPlan): readonly string[] {
  const asked = plannedKeyOf(key);
  const batch = plan.workload.batches.find((each) => each.some((ask) => ask.key === asked)) ?? [];
  const photoOf = new Map(batch.map((ask) => [String(ask.key), plan.photos.find(({ id }) => id === ask.photo)]));
  const share = processShares(batch.map(plainJobs(plan, () => '')), 'numbered').find((jobs) =>
    jobs.some((job) => job.key === asked),
  );
  const sorted = (share ?? []).toSorted((a, b) => Buffer.compare(Buffer.from(a.photo.name), Buffer.from(b.photo.name)));
  const following = sorted.slice(sorted.findIndex((job) => job.key === asked) + 1).map((job) => photoOf.get(job.key));
  const sound = following.findIndex((photo) => photo?.damage === null);
  return following.slice(0, sound + 1).flatMap((photo) => (photo === undefined ? [] : [photo.id]));
}

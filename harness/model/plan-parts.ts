// A part of a plan is a plan: some of its asks, and only what these need.

import type { Ask, TrialPlan } from './plan.ts';

/** The plan with the asks that `keeps` tells, and only the photos, owners and happenings of those. Batches left empty are gone. */
export function withAsks(plan: TrialPlan, keeps: (ask: Ask, batch: number) => boolean): TrialPlan {
  const batches = plan.workload.batches
    .map((batch, index) => batch.filter((ask) => keeps(ask, index)))
    .filter((batch) => batch.length > 0);
  const asked = new Set(batches.flat().map(({ photo }) => photo));
  const photos = plan.photos.filter(({ id }) => asked.has(id));
  const owning = new Set(photos.map(({ owner }) => owner));
  const owners = plan.owners.filter((owner) => owning.has(owner));
  const keys = new Set(batches.flat().map(({ key }) => key));
  const happenings = plan.workload.happenings.filter(({ at }) => keys.has(at));
  return { ...plan, owners, photos, workload: { ...plan.workload, batches, happenings } };
}

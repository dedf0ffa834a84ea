// A part of a plan is a plan: some of its asks, and only what these need; or its photos, before anything came of them.

import type { Ask, PhotoId, TrialPlan } from './plan.ts';

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

/** The plan in which every ask that `isMeant` is for its photo as it was uploaded. */
export function asUploaded(plan: TrialPlan, isMeant: (photo: PhotoId) => boolean): TrialPlan {
  const firsts = new Map(plan.photos.map(({ id, version }) => [id, version]));
  const batches = plan.workload.batches.map((batch) =>
    batch.map((ask) => (isMeant(ask.photo) ? { ...ask, version: firsts.get(ask.photo) ?? ask.version } : ask)),
  );
  return { ...plan, workload: { ...plan.workload, batches } };
}

// Many faults leave one pattern: two photos of one name may meet because of the name, because they are alike in size, or
// because they were next to each other. What tells them apart is the same plan with only that changed.

import { STEADY, type PhotoPlan, type TrialPlan } from '../model/plan.ts';
import type { ExperimentKind } from '../model/reproduction.ts';
import { asUploaded } from '../model/plan-parts.ts';

/** `changed` is a noun phrase for people: "with … it failed k of n times". */
export type Experiment = { readonly kind: ExperimentKind; readonly changed: string; readonly plan: TrialPlan };

/** Every single change that changes anything of the plan, each by itself. */
export function experimentsOn(plan: TrialPlan): readonly Experiment[] {
  const { photos, workload } = plan;
  const all = (
    kind: ExperimentKind,
    changed: string,
    change: (photo: PhotoPlan, index: number) => PhotoPlan,
  ): Experiment => ({
    kind,
    changed,
    plan: { ...plan, photos: photos.map(change) },
  });
  const loaded = (kind: ExperimentKind, changed: string, about: Partial<TrialPlan['workload']>): Experiment => ({
    kind,
    changed,
    plan: { ...plan, workload: { ...workload, ...about } },
  });
  const one = workload.batches.flat().map((ask) => [ask]);
  const [widthPx, heightPx] = [
    median(photos.map((photo) => photo.widthPx)),
    median(photos.map((photo) => photo.heightPx)),
  ];
  const experiments: readonly Experiment[] = [
    // Only whole names: a photo that changes has the names of its changes as well.
    all('names', 'every photo under a name of its own', (photo, index) =>
      photo.changes.length > 0 ? photo : { ...photo, name: uniqueName(photo.name, index), nameAttack: 'plain' },
    ),
    all('sizes', 'photos of one size', (photo) => ({ ...photo, widthPx, heightPx })),
    all('archived', 'no archived photos', (photo) => (photo.archived ? { ...photo, archived: false } : photo)),
    all('broken', 'no broken photos', (photo) => (photo.damage === null ? photo : { ...photo, damage: null })),
    loaded(
      'batches',
      'a batch for each photo',
      one.length > workload.batches.length ? { batches: one, batchesInFlight: workload.concurrency } : {},
    ),
    loaded('happenings', 'nothing else happening', { happenings: [] }),
    { kind: 'changes', changed: 'no photo changed', plan: asUploaded(plan, () => true) },
    loaded('arrival', 'a steady arrival', { arrival: STEADY }),
  ];
  const before = JSON.stringify(plan);
  return experiments.filter((experiment) => JSON.stringify(experiment.plan) !== before);
}

function uniqueName(name: string, index: number): string {
  const at = name.lastIndexOf('.');
  return `unique-${index}${at === -1 ? '' : name.slice(at)}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 1;
}

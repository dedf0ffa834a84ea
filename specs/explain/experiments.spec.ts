import { describe, expect, it } from 'vitest';
import { experimentsOn } from '../../harness/explain/experiments.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import { askKey, ownerId, photoId, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import { oneAtATime } from '../literals/workload.ts';
import { photoPlan } from '../materialise/photo-plan.ts';

const ADA = photoPlan();
const BOB = photoPlan({ id: photoId('p2'), owner: ownerId('bob'), contentId: 'c2', widthPx: 300, heightPx: 200 });

function planOf(photos: readonly PhotoPlan[], about: Partial<TrialPlan['workload']> = {}): TrialPlan {
  const batch = photos.map(({ id }, index) => ({ key: askKey(`a${index}`), photo: id, recipe: 0, version: 1 }));
  return {
    schemaVersion: 1,
    seed: 1,
    nonce: 'spec',
    owners: [...new Set(photos.map(({ owner }) => owner))],
    photos,
    recipes: [{ width: 64, height: 64, fit: 'cover', format: 'jpeg', quality: 80 }],
    workload: { ...oneAtATime([batch]), concurrency: 2, ...about },
  };
}
const names = (plan: TrialPlan) => experimentsOn(plan).map(({ changed }) => changed);
const after = (plan: TrialPlan, changed: string) => {
  const found = experimentsOn(plan).find((experiment) => experiment.changed === changed);
  if (found === undefined) throw new Error(`Expected an experiment with ${changed}, got ${names(plan).join(', ')}.`);
  return found.plan;
};

describe('experiments on a plan', () => {
  it('change one thing each, and leave valid plans', () => {
    const plan = planOf([ADA, { ...BOB, archived: true }]);
    expect(names(plan)).toEqual([
      'every photo under a name of its own',
      'photos of one size',
      'no archived photos',
      'a batch for each photo',
    ]);
    expect(experimentsOn(plan).flatMap((experiment) => planProblems(experiment.plan))).toEqual([]);
  });

  it('are left out where they would change nothing', () => {
    const plain = planOf([{ ...ADA, name: 'unique-0.jpg' }]);
    expect(names(plain)).toEqual([]);
  });

  it('tell names from sizes', () => {
    const plan = planOf([ADA, BOB]);
    const renamed = after(plan, 'every photo under a name of its own').photos;
    expect(new Set(renamed.map(({ name }) => name))).toEqual(new Set(['unique-0.jpg', 'unique-1.jpg']));
    expect(renamed.map(({ widthPx }) => widthPx)).toEqual([160, 300]);
    const alike = after(plan, 'photos of one size').photos;
    expect(new Set(alike.map(({ widthPx, heightPx }) => `${widthPx}x${heightPx}`)).size).toBe(1);
    expect(alike.map(({ name }) => name)).toEqual([ADA.name, BOB.name]);
  });

  it('keep the crowd where they ask for each photo by itself', () => {
    const { workload } = after(planOf([ADA, BOB]), 'a batch for each photo');
    expect(workload.batches.map((batch) => batch.length)).toEqual([1, 1]);
    expect(workload).toMatchObject({ concurrency: 2, batchesInFlight: 2 });
  });

  it('take away what happens beside the asking, and what becomes of photos', () => {
    const changing = { ...ADA, changes: [{ kind: 'replaced' }] as const };
    const plan = planOf([changing], {
      happenings: [{ kind: 'restart', at: askKey('a0') }],
      batches: [[{ key: askKey('a0'), photo: ADA.id, recipe: 0, version: 2 }]],
    });
    expect(after(plan, 'nothing else happening').workload.happenings).toEqual([]);
    expect(after(plan, 'no photo changed').workload.batches[0]?.[0]?.version).toBe(1);
  });
});

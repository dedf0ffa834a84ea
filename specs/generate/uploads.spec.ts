import { describe, expect, it } from 'vitest';
import { PLAIN_SHAPE } from '../../harness/generate/load-shape.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import { changesBefore, needsQuiet } from '../../harness/model/photo-versions.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import { GATE } from './requests.ts';

const planWith = (uploads: number, trial = 1) =>
  planTrial({ ...GATE, asks: 300, trial, shape: { ...PLAIN_SHAPE, uploads } });
const meanwhile = ({ photos }: TrialPlan) => photos.filter(({ uploaded }) => uploaded === 'meanwhile');
const uploadsOf = (plan: TrialPlan) =>
  [...changesBefore(plan)].flatMap(([batch, changes]) =>
    changes.flatMap((change) =>
      change.kinds.flatMap((kind) => (kind === 'uploaded' || kind === 'shared' ? [{ ...change, batch, kind }] : [])),
    ),
  );

describe('photos that are uploaded meanwhile', () => {
  it('are as many as the load asks for, in valid plans, none where it asks for none', () => {
    expect(meanwhile(planWith(0))).toEqual([]);
    const [some, all] = [planWith(0.3), planWith(1)];
    expect([some, all].flatMap(planProblems)).toEqual([]);
    const share = meanwhile(some).length / some.photos.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
    const first = new Set(all.workload.batches[0]?.map(({ photo }) => photo));
    expect(new Set(meanwhile(all).map(({ id }) => id))).toEqual(
      new Set(all.photos.map(({ id }) => id).filter((id) => !first.has(id))),
    );
  });

  it('come each just before the first batch that asks for it, once, and need no quiet', () => {
    const plan = planWith(0.3);
    const firstBatch = (id: string) =>
      plan.workload.batches.findIndex((batch) => batch.some(({ photo }) => photo === id));
    const uploads = uploadsOf(plan);
    expect(uploads.map(({ after }) => after.id).toSorted()).toEqual(meanwhile(plan).map(({ id }) => id));
    for (const upload of uploads) {
      expect(upload.batch).toBe(firstBatch(upload.after.id));
      expect(needsQuiet(upload)).toBe(false);
    }
  });

  it('are shared where somebody else has the very picture already', () => {
    const plans = [1, 2, 3, 4].map((trial) => planWith(0.3, trial));
    const shared = plans.flatMap((plan) =>
      uploadsOf(plan)
        .filter(({ kind }) => kind === 'shared')
        .map((upload) => ({ plan, upload })),
    );
    expect(shared.length).toBeGreaterThan(0);
    for (const { plan, upload } of shared) {
      const twins = plan.photos.filter(
        ({ contentId, id }) => contentId === upload.after.contentId && id !== upload.after.id,
      );
      expect(twins.some(({ owner }) => owner !== upload.after.owner)).toBe(true);
    }
    const others = plans.flatMap(uploadsOf).filter(({ kind }) => kind === 'uploaded');
    expect(others.length).toBeGreaterThan(20 * shared.length);
  });
});

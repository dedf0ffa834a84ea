import { describe, expect, it } from 'vitest';
import { type LoadShape, PLAIN_SHAPE } from '../../harness/generate/load-shape.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import type { PhotoPlan, TrialPlan } from '../../harness/model/plan.ts';
import { GATE, existing } from './requests.ts';

function trialOf(shape: Partial<LoadShape>): TrialPlan {
  return planTrial({ ...GATE, asks: 300, shape: { ...PLAIN_SHAPE, ...shape } });
}

/** The photos in the order in which they are asked for. */
function askedFor({ photos, workload }: TrialPlan): readonly PhotoPlan[] {
  const byId = new Map(photos.map((photo) => [photo.id, photo]));
  return workload.batches.flat().map(({ photo }) => existing(byId.get(photo)));
}

/** How often what comes next is another one. */
function changes(values: readonly (string | number)[]): number {
  return values.filter((value, at) => at > 0 && value !== values[at - 1]).length;
}

const plain = trialOf({});

describe('a load in shape', () => {
  it('asks for the same photos in every order', () => {
    const idsOf = (plan: TrialPlan) => plan.photos.map(({ id }) => id);
    expect(idsOf(trialOf({ order: 'by-owner' }))).toEqual(idsOf(plain));
    const sortedAsks = (plan: TrialPlan) =>
      askedFor(plan)
        .map(({ id }) => id)
        .toSorted();
    expect(sortedAsks(trialOf({ order: 'large-then-small' }))).toEqual(sortedAsks(plain));
  });

  it('brings photos of one owner together, or of one format', () => {
    const owners = (plan: TrialPlan) => changes(askedFor(plan).map(({ owner }) => owner));
    const formats = (plan: TrialPlan) => changes(askedFor(plan).map(({ format }) => format));
    // One batch never holds a photo twice, so asks of one photo for several recipes are spread over the next ones.
    expect(owners(trialOf({ order: 'by-owner' }))).toBeLessThan(0.7 * owners(plain));
    expect(formats(trialOf({ order: 'by-format' }))).toBeLessThan(formats(plain) / 4);
  });

  it('brings equal sizes together, or a large one before each small one', () => {
    const areas = (plan: TrialPlan) => askedFor(plan).map(({ widthPx, heightPx }) => widthPx * heightPx);
    const falls = (values: readonly number[]) => values.filter((value, at) => value < (values[at - 1] ?? 0)).length;
    const equal = areas(trialOf({ order: 'equal-sizes' }));
    expect(changes(equal)).toBeLessThan(changes(areas(plain)));
    const inTurns = areas(trialOf({ order: 'large-then-small' }));
    expect(falls(inTurns)).toBeGreaterThan(0.4 * inTurns.length);
  });

  it('has batches of many sizes up to the one that was asked for', () => {
    const lengths = trialOf({ batches: 'uneven' }).workload.batches.map(({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(GATE.batch);
    expect(new Set(lengths).size).toBeGreaterThan(8);
  });

  it('asks for all of it again in the second pass', () => {
    const once = askedFor(plain).length;
    expect(askedFor(trialOf({ passes: 2 })).length).toBe(2 * once);
  });

  it('sends each ask a second time while the first is still in flight', () => {
    const { workload } = trialOf({ submissions: 2 });
    const places = new Map<string, number[]>();
    workload.batches.forEach((batch, index) => {
      for (const { photo, recipe } of batch) {
        const name = `${photo}|${recipe}`;
        places.set(name, [...(places.get(name) ?? []), index]);
      }
    });
    expect(workload.batches.flat()).toHaveLength(2 * askedFor(plain).length);
    const apart = [...places.values()].map(([first = 0, second = Infinity]) => second - first);
    const together = apart.filter((batches) => batches >= 1 && batches < workload.batchesInFlight);
    expect(together.length).toBeGreaterThan(0.9 * apart.length);
  });
});

import { describe, expect, it } from 'vitest';
import type { ChangeKind } from '../../harness/generate/changes.ts';
import { PLAIN_SHAPE } from '../../harness/generate/load-shape.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import { isCovered, shownSize } from '../../harness/model/coverage.ts';
import { changesBefore, isDeletion, needsQuiet, photoAt, versionsOf } from '../../harness/model/photo-versions.ts';
import type { PhotoPlan, TrialPlan } from '../../harness/model/plan.ts';
import { existing, GATE } from './requests.ts';

/** Everything is asked for twice, in plans of several trials. */
function plansWith(changes: readonly ChangeKind[]): readonly TrialPlan[] {
  return [1, 2, 3].map((trial) =>
    planTrial({ ...GATE, asks: 300, trial, changedShare: 1, shape: { ...PLAIN_SHAPE, passes: 3, changes } }),
  );
}

const changing = ({ photos }: TrialPlan) => photos.filter(({ changes }) => changes.length > 0);
const placeOf = ({ owner, album, name }: PhotoPlan) => `${owner}/${album}/${name}`;

describe('what becomes of photos while they are asked for', () => {
  it('is one of the kinds that the load asks for, several things in turn to one photo, in valid plans', () => {
    for (const kind of ['replaced', 'recreated', 'archived', 'moved'] as const) {
      const plans = plansWith([kind]);
      expect(plans.flatMap(planProblems)).toEqual([]);
      const seen = plans.flatMap(changing).flatMap(({ changes }) => changes.map((change) => change.kind));
      expect(seen.length).toBeGreaterThan(50);
      expect(new Set(seen)).toEqual(new Set([kind]));
    }
    const mixed = plansWith(['replaced', 'recreated', 'archived', 'moved']);
    expect(mixed.flatMap(planProblems)).toEqual([]);
    expect(mixed.flatMap(changing).some(({ changes }) => changes.length === 3)).toBe(true);
    expect(plansWith([]).flatMap(changing)).toEqual([]);
  });

  it('leaves photos of an attack, damaged ones, and those of which too little is shown as they are', () => {
    for (const plan of plansWith(['replaced', 'recreated', 'archived', 'moved'])) {
      for (const photo of changing(plan)) {
        expect(photo).toMatchObject({ nameAttack: 'plain', damage: null });
        const isDrawnAnew = photo.changes.some(({ kind }) => kind !== 'moved');
        const asks = plan.workload.batches.flat().filter((ask) => ask.photo === photo.id);
        const recipes = asks.map((ask) => existing(plan.recipes[ask.recipe]));
        if (isDrawnAnew) expect(recipes.every((recipe) => isCovered(photo, shownSize(photo, recipe)))).toBe(true);
      }
    }
  });

  it('moves photos into places that others of the owner have left, never so that a place and a version name two pictures', () => {
    const plans = plansWith(['moved', 'replaced']);
    let reused = 0;
    for (const plan of plans) {
      const firsts = new Set(plan.photos.map(placeOf));
      const latest = versionsOf(plan);
      const named = new Map<string, string>();
      for (const photo of plan.photos) {
        for (let version = 1; version <= (latest.get(photo.id) ?? 1); version++) {
          const now = photoAt(photo, version);
          const name = `${placeOf(now)}@${version}`;
          expect(named.get(name) ?? photo.id).toBe(photo.id);
          named.set(name, photo.id);
          if (placeOf(now) !== placeOf(photo) && firsts.has(placeOf(now))) reused++;
        }
      }
    }
    expect(reused).toBeGreaterThan(10);
  });

  it('needs quiet, but for photos that are replaced', () => {
    for (const kind of ['replaced', 'recreated', 'archived', 'moved'] as const) {
      for (const plan of plansWith([kind])) {
        const all = [...changesBefore(plan).values()].flat();
        expect(all).toHaveLength(changing(plan).flatMap(({ changes }) => changes).length);
        expect(new Set(all.map(needsQuiet))).toEqual(new Set([kind !== 'replaced']));
        expect(new Set(all.map(isDeletion))).toEqual(new Set([kind === 'moved' || kind === 'recreated']));
      }
    }
  });
});

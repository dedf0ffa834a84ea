// Damaged photos come on top of those that a trial verifies, and each is asked for twice among different neighbours.

import { describe, expect, it } from 'vitest';
import { planTrial } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import { DAMAGE_FORMS, damageFormOf, damageName } from '../../harness/model/damage.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { asksOf, existing, GATE } from './requests.ts';

const damages = DAMAGE_FORMS.map(damageName);
const plan = planTrial({ ...GATE, damages });
const damaged = plan.photos.filter(({ damage }) => damage !== null);

/** What becomes of a photo depends on when it is asked for, and that on its neighbours. */
const asUploaded = (photo: PhotoPlan): PhotoPlan => ({ ...photo, changes: [] });

describe('the damaged photos of a gate', () => {
  it('are every damage there is, all of them fresh, and a valid plan', () => {
    expect(planProblems(plan)).toEqual([]);
    const names = damaged.map((photo) => damageName(existing(damageFormOf(photo) ?? undefined)));
    expect([...new Set(names)].toSorted()).toEqual(damages.toSorted());
    expect(damaged.filter(({ archived, version }) => archived || version !== 1)).toEqual([]);
  });

  it('leave the sound photos and the number of their asks as they were', () => {
    const without = planTrial({ ...GATE, damages: [] });
    expect(plan.photos.filter(({ damage }) => damage === null).map(asUploaded)).toEqual(without.photos.map(asUploaded));
    expect(asksOf(plan).filter(({ photo }) => photo.damage === null)).toHaveLength(asksOf(without).length);
  });

  it('are each asked for twice, in two batches with other neighbours, and take at most a fiftieth of the asks', () => {
    const asks = asksOf(plan);
    for (const { id } of damaged) {
      const batches = asks.filter(({ photo }) => photo.id === id).map(({ batch }) => batch);
      expect(batches).toHaveLength(2);
      const [one, other] = batches.map((batch) => asks.filter((ask) => ask.batch === batch && ask.photo.id !== id));
      expect(existing(one).some(({ ask }) => existing(other).every((near) => near.ask.photo !== ask.photo))).toBe(true);
    }
    expect(2 * damaged.length).toBeLessThanOrEqual(0.02 * asks.length);
  });

  it('are only of the damages that calibration left', () => {
    const few = planTrial({ ...GATE, damages: ['bomb png', 'truncated webp'], sourceFormats: ['jpeg', 'png'] });
    expect(new Set(few.photos.flatMap(({ damage }) => damage?.kind ?? []))).toEqual(new Set(['bomb']));
  });
});

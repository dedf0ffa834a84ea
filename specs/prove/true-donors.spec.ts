import { expect, it } from 'vitest';
import { askKey, type TrialPlan } from '../../harness/model/plan.ts';
import { album } from '../judge/thumbnails-made-alone.ts';
import { loss } from '../literals/breach.ts';
import { mixup } from '../literals/mixups.ts';
import { donorsNamed } from './true-donors.ts';
import { oneAtATime } from '../literals/workload.ts';

const PHOTOS = album('in one folder', 5, { format: 'jpeg' }).map((photo, i) =>
  i === 2 ? { ...photo, name: `IMG_${i}.jpg`, damage: { kind: 'empty' } as const } : { ...photo, name: `IMG_${i}.jpg` },
);
const PLAN: TrialPlan = {
  schemaVersion: 1,
  seed: 1,
  nonce: 'unused',
  owners: [],
  photos: PHOTOS,
  recipes: [{ width: 128, height: 128, fit: 'fill', format: 'jpeg', quality: 80 }],
  workload: oneAtATime(
    // Not in the order of their names, which is that of the folder.
    [[4, 1, 0, 3, 2].map((i) => ({ key: askKey(`k${i}`), photo: idOf(i), recipe: 0, version: 1 }))],
  ),
};

function idOf(index: number) {
  const id = PHOTOS[index]?.id;
  if (id === undefined) throw new RangeError(`Expected a photo ${index}.`);
  return id;
}

const shows = (victim: number, donor: number, key = `k${victim}`) =>
  mixup(idOf(victim), idOf(donor), { key }, [`IMG_${victim}.jpg`, `IMG_${donor}.jpg`]);

it('the next by name is the one that follows in the folder, or the first sound one after broken ones', () => {
  const possible = [shows(0, 1), shows(1, 2), shows(1, 3), shows(3, 4), shows(3, 4, 'k3~2')];
  expect(donorsNamed('next-by-name', possible, PLAN)).toEqual({ named: 5, impossible: [] });
  const impossible = [shows(0, 2), shows(1, 0), shows(1, 4), shows(4, 0)];
  expect(donorsNamed('next-by-name', impossible, PLAN).impossible).toEqual(impossible);
  expect(donorsNamed('next-by-name', possible, null).impossible).toEqual(possible);
});

it('a namesake has the very name, and who is itself is nobody else', () => {
  const namesake = mixup('p', 'q', {}, ['IMG_1.jpg', 'IMG_1.jpg']);
  expect(donorsNamed('namesake', [namesake, shows(0, 1)], PLAN).impossible).toEqual([shows(0, 1)]);
  const itself = loss({ kind: 'misshapen', shownRecipe: '64x64 fill jpeg' });
  expect(donorsNamed('itself', [itself, namesake], PLAN)).toEqual({ named: 2, impossible: [namesake] });
});

it('neither losses nor pictures of nobody name a donor', () => {
  const nobodys = mixup('p', 'q', { kind: 'alien', donors: [] });
  expect(donorsNamed('namesake', [loss(), nobodys], PLAN).named).toBe(0);
});

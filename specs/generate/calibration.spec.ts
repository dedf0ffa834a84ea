import { describe, expect, it } from 'vitest';
import { planCalibration, planNameProbe } from '../../harness/generate/calibration.ts';
import { NAME_ATTACKS } from '../../harness/generate/names.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import { shownSize, isCovered } from '../../harness/model/coverage.ts';
import { GATE, asksOf, countsOf, existing, megapixels, squareRecipe } from './requests.ts';

const REQUEST = { ...GATE, photosPerClass: 24 };
const calibration = planCalibration(REQUEST);
const probe = planNameProbe(REQUEST);
const trial = planTrial({ ...GATE, asks: 1000 });

describe.each([
  ['calibration', calibration],
  ['name probe', probe],
] as const)('the plan of a %s', (_name, plan) => {
  it('is sound', () => {
    expect(planProblems(plan)).toEqual([]);
  });

  it('asks one photo at a time', () => {
    expect(plan.workload.batches.every(({ length }) => length === 1)).toBe(true);
    expect(plan.workload).toMatchObject({ concurrency: 1, batchesInFlight: 1 });
  });

  it('shares no signature, content, key or owner with a trial of the same seed', () => {
    expect(plan.nonce).not.toBe(trial.nonce);
    const trials = new Set<string>([
      ...trial.owners,
      ...trial.photos.flatMap(({ id, contentId }) => [id, contentId]),
      ...asksOf(trial).map(({ ask }) => ask.key),
    ]);
    const own = [
      ...plan.owners,
      ...plan.photos.flatMap(({ id, contentId }) => [id, contentId]),
      ...asksOf(plan).map(({ ask }) => ask.key),
    ];
    expect(own.filter((name) => trials.has(name))).toEqual([]);
  });

  it('is cheap', () => {
    expect(megapixels(plan.photos)).toBeLessThan(25);
  });
});

describe('a calibration', () => {
  it('asks for every recipe of each class as often as wanted with photos that cover them all', () => {
    const largest = existing(calibration.recipes[2]);
    const large = asksOf(calibration).filter(({ photo }) => isCovered(photo, shownSize(photo, largest)));
    const counts = countsOf(large.map(({ ask, photo }) => `${ask.recipe} ${photo.archived}`));
    expect([...counts.values()]).toEqual(Array.from({ length: 8 }, () => 24));
  });

  it('covers every ask, and asks for the cheapest recipes of photos just large enough for them too', () => {
    expect(asksOf(calibration).filter(({ covered }) => !covered)).toEqual([]);
    const small = calibration.photos.filter(({ widthPx, heightPx }) => Math.min(widthPx, heightPx) < 320);
    expect(small).toHaveLength(24);
  });

  it('shows every format and orientation in both classes', () => {
    for (const archived of [false, true]) {
      const photos = calibration.photos.filter((photo) => photo.archived === archived);
      expect(new Set(photos.map(({ format }) => format)).size).toBe(5);
      expect(new Set(photos.map(({ orientationExif }) => orientationExif)).size).toBe(8);
      expect(new Set(photos.map(({ colour }) => colour)).size).toBe(3);
    }
  });

  it.each([['jpeg'], ['jpeg', 'webp'], ['jpeg', 'png', 'webp']] as const)(
    'shows every orientation of %s',
    (...sourceFormats) => {
      const { photos } = planCalibration({ ...REQUEST, sourceFormats });
      for (const format of sourceFormats) {
        const own = photos.filter((photo) => photo.format === format && !photo.archived);
        expect(new Set(own.map(({ orientationExif }) => orientationExif)).size).toBe(8);
      }
    },
  );

  it.each([
    [0, false],
    [1, true],
  ])('leaves out the class that an archived share of %d never asks for', (archivedShare, archived) => {
    const { photos } = planCalibration({ ...REQUEST, archivedShare });
    expect(new Set(photos.map((photo) => photo.archived))).toEqual(new Set([archived]));
  });

  it('is planned for recipes that no photo can cover, too', () => {
    expect(planProblems(planCalibration({ ...REQUEST, recipes: [squareRecipe(16)] }))).toEqual([]);
  });
});

describe('a name probe', () => {
  it('holds four photos of every attack beside four plain ones, of two owners each', () => {
    const counts = countsOf(probe.photos.map(({ nameAttack }) => nameAttack));
    expect([...counts.keys()]).toEqual(['plain', ...NAME_ATTACKS]);
    expect([...counts.values()].every((count) => count === 4)).toBe(true);
  });

  it('asks for the cheapest recipe only', () => {
    expect(probe.recipes).toEqual([squareRecipe(128)]);
    expect(asksOf(probe).every(({ covered }) => covered)).toBe(true);
  });

  it('tries the attacks on folders that a trial would make', () => {
    const owners = probe.photos.filter(({ nameAttack }) => nameAttack === 'emoji-cjk').map(({ owner }) => owner);
    expect(owners.every((owner) => !/^[ -~]+$/.test(owner))).toBe(true);
  });
});

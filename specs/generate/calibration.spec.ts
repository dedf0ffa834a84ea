import { describe, expect, it } from 'vitest';
import { planCalibration, planDamageProbe, planNameProbe, planOddProbe } from '../../harness/generate/calibration.ts';
import { NAME_ATTACKS } from '../../harness/generate/names.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import { ODD_SOURCES } from '../../harness/model/odd-source.ts';
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

describe('a probe of odd sources', () => {
  const odd = planOddProbe(REQUEST);

  it('is sound, cheap, and asks every kind for every recipe, one at a time', () => {
    expect(planProblems(odd)).toEqual([]);
    expect(megapixels(odd.photos)).toBeLessThan(15);
    expect(odd.workload.batches.every(({ length }) => length === 1)).toBe(true);
    const counts = countsOf(
      asksOf(odd).map(({ ask, photo }) => `${photo.oddity} ${photo.format} ${photo.archived} ${ask.recipe}`),
    );
    // What can be seen through outlives archiving, so it is tried both ways; each kind with two photos.
    expect(counts.size).toBe((ODD_SOURCES.length + 3) * REQUEST.recipes.length);
    expect([...counts.values()].every((count) => count === 2)).toBe(true);
  });

  it('leaves out the formats that are not asked for', () => {
    const { photos } = planOddProbe({ ...REQUEST, sourceFormats: ['jpeg'] });
    expect(new Set(photos.map(({ oddity }) => oddity))).toEqual(new Set(['cmyk', 'one-pixel']));
  });
});

describe('a trial', () => {
  it('holds a few odd sources of every kind, and every kind of tiny ones', () => {
    const { photos } = planTrial(GATE);
    const share = photos.filter(({ oddity }) => oddity !== 'none').length / photos.length;
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.1);
    const kinds = new Set(photos.map(({ oddity, format }) => `${oddity} ${format}`));
    expect(ODD_SOURCES.filter(({ name, oddity }) => oddity !== 'one-pixel' && !kinds.has(name))).toEqual([]);
    expect(photos.some(({ oddity }) => oddity === 'one-pixel')).toBe(true);
  });

  it('holds none of a kind that is not asked for', () => {
    const { photos } = planTrial({ ...GATE, asks: 1000, oddSources: ['cmyk jpeg'] });
    expect(new Set(photos.map(({ oddity }) => oddity))).toEqual(new Set(['none', 'cmyk']));
    expect(planProblems(planTrial({ ...GATE, asks: 1000, oddSources: [] }))).toEqual([]);
  });
});

describe('questions that are not about recipes', () => {
  it('are asked in the format that most tools can write, whichever was named first', () => {
    const recipes = (['avif', 'webp', 'jpeg', 'png'] as const).map((format) => squareRecipe(128, format));
    for (const plan of [planNameProbe({ ...REQUEST, recipes }), planDamageProbe({ ...REQUEST, recipes })])
      expect(plan?.recipes.map(({ format }) => format)).toEqual(['jpeg']);
  });
});

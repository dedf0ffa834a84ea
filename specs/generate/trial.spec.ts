import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTrial } from '../../harness/generate/trial.ts';
import { requestArbitrary } from '../../harness/generate/trial-request.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import { METADATA_CHANNELS } from '../../harness/model/metadata-channel.ts';
import type { Fit, Recipe } from '../../harness/model/recipe.ts';
import { GATE, asksOf, countsOf, existing, groupedBy, megapixels, squareRecipe } from './requests.ts';

const gate = planTrial(GATE);

describe('the trial of the default gate', () => {
  it('is sound', () => {
    expect(planProblems(gate)).toEqual([]);
  });

  it('has exactly the covered first asks that were wanted, and about 5 % more that are not covered', () => {
    const first = asksOf(gate).filter((asked) => asked.first);
    expect(first.filter(({ covered }) => covered)).toHaveLength(GATE.asks);
    const uncovered = first.filter(({ covered }) => !covered).length;
    expect(uncovered / GATE.asks).toBeGreaterThan(0.03);
    expect(uncovered / GATE.asks).toBeLessThan(0.06);
  });

  it('repeats the share of asks that was wanted, under new keys', () => {
    expect(asksOf(gate).filter(({ first }) => !first)).toHaveLength(GATE.asks * GATE.repeatShare);
  });

  it('replaces half of the fresh photos that are asked twice for one recipe, just before the second ask, and keeps the new version', () => {
    const asked = asksOf(gate);
    const byPhoto = groupedBy(asked, ({ photo }) => photo.id);
    const replaced = byPhoto.filter((own) => own.some(({ ask }) => ask.version === 2));
    const couldBe = byPhoto.filter(
      (own) =>
        own.some(({ first }) => !first) && own.every(({ photo }) => !photo.archived && photo.nameAttack === 'plain'),
    );
    expect(replaced.length / couldBe.length).toBeGreaterThan(0.35);
    expect(replaced.length / couldBe.length).toBeLessThan(0.65);
    for (const own of replaced) {
      const versions = own.map(({ ask }) => ask.version);
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      const change = existing(own[versions.indexOf(2)]);
      const before = own.filter(({ ask }) => ask.version === 1).map(({ ask }) => ask.recipe);
      const sameBatch = own.filter(({ batch }) => batch === change.batch).map(({ ask }) => ask.recipe);
      expect(sameBatch.some((recipe) => before.includes(recipe))).toBe(true);
    }
    expect(asksOf(planTrial({ ...GATE, changedShare: 0 })).every(({ ask }) => ask.version === 1)).toBe(true);
  });

  it('never replaces a photo of which too little is shown to tell its versions apart', () => {
    const plans = Array.from({ length: 5 }, (_, trial) =>
      planTrial({ ...GATE, trial, repeatShare: 1, changedShare: 1 }),
    );
    const asked = plans.flatMap((plan) => asksOf(plan));
    const repeated = asked.filter(({ first, photo }) => !first && !photo.archived && photo.nameAttack === 'plain');
    expect(repeated.filter(({ covered }) => !covered).length).toBeGreaterThan(20);
    expect(repeated.filter(({ covered, ask }) => !covered && ask.version > 1)).toEqual([]);
    expect(repeated.filter(({ covered, ask }) => covered && ask.version > 1).length).toBeGreaterThan(500);
  });

  it.each([0, 0.1, 0.5, 0.9, 1])(
    'asks for a share of %d archived photos within 1 %% in every recipe',
    (archivedShare) => {
      const covered = asksOf(planTrial({ ...GATE, archivedShare })).filter(({ first, covered: is }) => first && is);
      const archivedBy = countsOf(covered.filter(({ photo }) => photo.archived).map(({ ask }) => String(ask.recipe)));
      const allBy = countsOf(covered.map(({ ask }) => String(ask.recipe)));
      expect([...allBy.keys()].toSorted()).toEqual(['0', '1', '2', '3']);
      for (const [recipe, all] of allBy) {
        expect(Math.abs((archivedBy.get(recipe) ?? 0) / all - archivedShare)).toBeLessThanOrEqual(0.01);
      }
    },
  );

  it('treats recipes of one size alike, whatever their format', () => {
    const covered = asksOf(gate).filter((asked) => asked.first && asked.covered);
    const counts = countsOf(covered.map(({ ask, photo }) => `${ask.recipe} ${photo.archived}`));
    for (const [cheap, same] of [
      ['0 true', '1 true'],
      ['2 true', '3 true'],
      ['0 false', '0 true'],
      ['2 false', '2 true'],
    ]) {
      expect(Math.abs((counts.get(cheap ?? '') ?? 0) - (counts.get(same ?? '') ?? 0))).toBeLessThanOrEqual(4);
    }
    expect(counts.get('2 true')).toBeGreaterThan(150);
  });

  it.each([1, 2, 3])('costs at most 320 megapixels with seed %i, and less than 0.2 per photo', (seed) => {
    const { photos } = planTrial({ ...GATE, seed });
    expect(megapixels(photos)).toBeLessThan(320);
    expect(megapixels(photos) / photos.length).toBeLessThan(0.2);
  });

  it('fills every metadata channel, in about a third of the photos, each in fresh ones and none in most', () => {
    const carrying = gate.photos.filter(({ metadata }) => metadata.length > 0);
    expect(carrying.length / gate.photos.length).toBeGreaterThan(0.28);
    expect(carrying.length / gate.photos.length).toBeLessThan(0.42);
    for (const channel of METADATA_CHANNELS) {
      const filled = carrying.filter(({ archived, metadata }) => !archived && metadata.includes(channel));
      expect({ channel, few: filled.length < 3 }).toEqual({ channel, few: false });
    }
  });

  it('keeps GIF below 2 % of the pixels, and giants to JPEG and WebP', () => {
    expect(megapixels(gate.photos.filter(({ format }) => format === 'gif'))).toBeLessThan(
      0.02 * megapixels(gate.photos),
    );
    const giants = gate.photos.filter(({ widthPx, heightPx }) => Math.min(widthPx, heightPx) > 700);
    expect(giants.length).toBeGreaterThan(0);
    expect(giants.map(({ format }) => format).filter((format) => format !== 'jpeg' && format !== 'webp')).toEqual([]);
  });

  it('shows every format, orientation, colour and kind of size', () => {
    expect(new Set(gate.photos.map(({ format }) => format)).size).toBe(5);
    expect(new Set(gate.photos.map(({ orientationExif }) => orientationExif)).size).toBe(8);
    expect(new Set(gate.photos.map(({ colour }) => colour)).size).toBe(3);
    const sides = gate.photos.map(
      ({ widthPx, heightPx }) => [Math.min(widthPx, heightPx), Math.max(widthPx, heightPx)] as const,
    );
    expect(sides.some(([short, long]) => long / short > 5)).toBe(true);
    expect(sides.some(([short]) => short < 32)).toBe(true);
    expect(sides.some(([, long]) => long > 1200)).toBe(true);
    expect(gate.photos.some(({ progressive }) => progressive)).toBe(true);
  });

  it('spans all owners, who share albums', () => {
    expect(gate.owners).toHaveLength(GATE.owners);
    const ownersOf = new Map<string, Set<string>>();
    for (const { album, owner } of gate.photos) ownersOf.set(album, (ownersOf.get(album) ?? new Set()).add(owner));
    expect([...ownersOf.values()].filter((owners) => owners.size > 1).length).toBeGreaterThan(10);
  });

  it('mixes fresh with archived photos, and owners, in every batch', () => {
    for (const asks of groupedBy(asksOf(gate), ({ batch }) => batch)) {
      expect(new Set(asks.map(({ photo }) => photo.archived)).size).toBe(2);
      expect(new Set(asks.map(({ photo }) => photo.owner)).size).toBeGreaterThan(2);
    }
  });

  it('fills every batch but the last, and as many batches in flight as the concurrency allows', () => {
    expect(gate.workload.batchesInFlight).toBe(4);
    expect(gate.workload.batches.slice(0, -1).every(({ length }) => length === GATE.batch)).toBe(true);
  });

  it('plants twins: the same content for different owners, as 1 to 2 % of photos', () => {
    const owners = new Map<string, Set<string>>();
    for (const { contentId, owner } of gate.photos)
      owners.set(contentId, (owners.get(contentId) ?? new Set()).add(owner));
    const shared = [...owners.values()].filter((own) => own.size > 1);
    expect((2 * shared.length) / gate.photos.length).toBeGreaterThan(0.01);
    expect((2 * shared.length) / gate.photos.length).toBeLessThan(0.02);
  });
});

describe('a trial of any request', () => {
  it.each(
    fc.sample(requestArbitrary(300), { seed: 10, numRuns: 40 }).map((request, number) => [number, request] as const),
  )('has exactly what was asked for where photos can cover it (request %i)', (_number, request) => {
    const plan = planTrial(request);
    const first = asksOf(plan).filter((asked) => asked.first);
    expect(planProblems(plan)).toEqual([]);
    expect(first.filter(({ covered }) => covered)).toHaveLength(request.asks);
    expect(new Set(first.map(({ ask }) => `${ask.photo}|${ask.recipe}`)).size).toBe(first.length);
    expect(plan.owners.length).toBeLessThanOrEqual(request.owners);
    const allowed = ['plain', ...request.nameAttacks];
    expect(plan.photos.filter(({ nameAttack }) => !allowed.includes(nameAttack))).toEqual([]);
    expect(plan.photos.filter(({ format }) => !request.sourceFormats.includes(format))).toEqual([]);
  });

  it.each([1, 2, 3])('works for %i asks', (asks) => {
    const plan = planTrial({ ...GATE, asks });
    expect(planProblems(plan)).toEqual([]);
    expect(asksOf(plan).filter(({ first, covered }) => first && covered)).toHaveLength(asks);
  });

  it.each<Fit>(['cover', 'contain', 'inside', 'fill'])('covers boxes of any shape when they %s', (fit) => {
    const recipe = (width: number, height: number): Recipe => ({ ...squareRecipe(64), width, height, fit });
    const plan = planTrial({ ...GATE, asks: 200, recipes: [recipe(64, 200), recipe(320, 40), recipe(33, 33)] });
    expect(asksOf(plan).filter(({ first, covered }) => first && covered)).toHaveLength(200);
  });

  it('plans asks that no photo can cover all the same, and counts none of them as covered', () => {
    const plan = planTrial({ ...GATE, asks: 40, recipes: [squareRecipe(16)] });
    const first = asksOf(plan).filter((asked) => asked.first);
    expect(planProblems(plan)).toEqual([]);
    expect(first.filter(({ covered }) => covered)).toEqual([]);
    expect(first.length).toBeGreaterThanOrEqual(40);
  });

  it('asks for recipes that none can cover beside those that some can', () => {
    const plan = planTrial({ ...GATE, asks: 40, recipes: [squareRecipe(16), squareRecipe(64)] });
    const counts = countsOf(asksOf(plan).map(({ ask }) => String(ask.recipe)));
    expect(counts.get('0')).toBeGreaterThan(10);
  });

  it('refuses a name attack that it does not know', () => {
    expect(() => planTrial({ ...GATE, nameAttacks: ['punycode'] })).toThrow(/among same-base-name, .* got "punycode"/);
  });
});

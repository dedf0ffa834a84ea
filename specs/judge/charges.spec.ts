import { describe, expect, it } from 'vitest';
import {
  damagedCharge,
  fabricatedCharge,
  misshapenCharge,
  mixupCharge,
  staleCharge,
  unaskedCharge,
} from '../../harness/judge/charges.ts';
import { createJobBook } from '../../harness/judge/job-book.ts';
import type { Mixup } from '../../harness/model/naming.ts';
import { askKey, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import type { NamedPhoto } from '../../harness/model/verdict.ts';
import { knownProfile, painted, painting } from './painted-thumbnails.ts';
import { album, painter, shown, storedFormat } from './thumbnails-made-alone.ts';
import { oneAtATime } from '../literals/workload.ts';

const WAY = painting();
const PHOTOS = album('charged', 6);
const PLAN: TrialPlan = {
  schemaVersion: 1,
  seed: 1,
  nonce: 'unused',
  owners: [],
  photos: PHOTOS,
  recipes: [WAY.recipe],
  workload: oneAtATime([PHOTOS.map((photo, i) => ({ key: askKey(`a${i}`), photo: photo.id, recipe: 0, version: 1 }))]),
};
const book = createJobBook(PLAN);
const bench = { book, painter, shown, storedFormat };

const at = (index: number): PhotoPlan => {
  const photo = PHOTOS[index];
  if (photo === undefined) throw new RangeError(`Expected a photo ${index}.`);
  return photo;
};
const named = ({ owner, album: of, name, version, id }: PhotoPlan): NamedPhoto => ({
  owner,
  album: of,
  photo: name,
  version,
  id,
});
const NOTHING: Mixup = { kind: 'alien', severity: 'cross-owner', donors: [], candidates: [], regions: [] };

function chargeOf(mixup: Partial<Mixup>, shows = at(1)) {
  const entry = book.find('a1');
  if (entry === undefined) throw new RangeError('Expected a job a1.');
  return mixupCharge(bench, entry, knownProfile(WAY), 4, { ...NOTHING, ...mixup }, 'isolation', painted(shows, WAY));
}

describe('the charge of a mix-up', () => {
  it('says who was expected and who came, on how much of it, and where they stand in the queue', () => {
    const charge = chargeOf({ kind: 'torn', donors: [{ ...named(at(4)), share: 0.374 }] });
    expect(charge).toMatchObject({
      oracle: 'isolation',
      kind: 'torn',
      severity: 'cross-owner',
      batch: 4,
      queueDistance: 3,
    });
    expect(charge.says).toMatch(/^Expected owner-1\/charged\/IMG_1\.png, got 37 % of owner-4\/charged\/IMG_4\.png\. /);
  });

  it('says which picture of an animation came', () => {
    const charge = chargeOf({ kind: 'foreign', donors: [{ ...named(at(4)), frame: 2, share: 1 }] });
    expect(charge.says).toMatch(/, got 100 % of picture 2 of the animation owner-4\/charged\/IMG_4\.png\. /);
  });

  it('says when the pixels are of nobody in the run', () => {
    const charge = chargeOf({});
    expect(charge.says).toMatch(/^Expected owner-1\/charged\/IMG_1\.png, got pixels of no photo of this run\. /);
    expect(charge.queueDistance).toBe(null);
  });

  it('names three at most of those that would fit, and each with its place in the queue', () => {
    const three = chargeOf({ candidates: [at(0), at(2), at(5)].map(named) });
    expect(three.says).toMatch(
      / got pixels that are too few to tell whose: owner-0\/charged\/IMG_0\.jpeg or owner-2\/charged\/IMG_2\.webp or owner-5\/charged\/IMG_5\.webp would fit\. /,
    );
    expect(three.candidates?.map(({ queueDistance }) => queueDistance)).toEqual([-1, 1, 4]);
    const four = chargeOf({ candidates: [at(0), at(2), at(5), at(3)].map(named) });
    expect(four.says).toMatch(/IMG_5\.webp would fit, and more\. /);
  });

  it('says beside the donor nothing of others that would fit', () => {
    const charge = chargeOf({ donors: [{ ...named(at(4)), share: 1 }], candidates: [named(at(2))] });
    expect(charge.says).toMatch(/got 100 % of owner-4/);
  });

  it('carries the second opinion, of what is its own and of what is not', () => {
    expect(chargeOf({}).says).toMatch(
      / 0\.0 % of its pixels differ from what was expected \(alone at most 10\.0 %\), its perceptual hash by 0 of 256 bits \(alone at most 20\)\.$/,
    );
    const [, share = '', bits = ''] =
      / ([\d.]+) % of its pixels differ.* by (\d+) of 256 bits/.exec(chargeOf({}, at(4)).says) ?? [];
    expect(Number(share)).toBeGreaterThan(50);
    expect(Number(bits)).toBeGreaterThan(60);
  });
});

describe('other charges', () => {
  it('repeat a key that nobody asked under up to 80 characters of it', () => {
    expect(unaskedCharge('k'.repeat(81), 2, false).says).toBe(
      `Expected answers to the jobs of its batch, got one under the key "${'k'.repeat(80)}".`,
    );
    expect(unaskedCharge('k', 2, true)).toEqual({
      oracle: 'completeness',
      kind: 'unasked',
      severity: 'loss',
      batch: 2,
      says: 'Expected one answer, got a second one.',
    });
  });

  it('name both versions of what is stale, and the older one as the donor of all', () => {
    const entry = book.find('a2');
    if (entry === undefined) throw new RangeError('Expected a job a2.');
    const charge = staleCharge(3, { ...entry, photo: { ...entry.photo, version: 5 } }, 2);
    expect(charge.donors).toEqual([{ ...named(at(2)), version: 2, share: 1 }]);
    expect(charge.says).toMatch(/^Expected version 5 of owner-2\/charged\/IMG_2\.webp, .*, got version 2\.$/);
  });

  it('say whose size it is, where that is known', () => {
    expect(misshapenCharge(7, 'Expected so.', { ...WAY.recipe, width: 64, height: 64 })).toMatchObject({
      shownRecipe: { width: 64, height: 64 },
      says: expect.stringMatching(/^Expected so\. It is the thumbnail of the same photo for 64x64 /),
    });
  });

  it('say in which way a file without a picture is broken', () => {
    const entry = book.find('a0');
    if (entry === undefined) throw new RangeError('Expected a job a0.');
    const broken = { ...entry, photo: { ...entry.photo, damage: { kind: 'zero-scan' } as const } };
    const start = 'Expected a refusal or a placeholder for a file without a picture';
    expect(fabricatedCharge(broken, 1, 'so').says).toBe(`${start} (zero-scan jpeg), got a picture: so.`);
    expect(fabricatedCharge(entry, 1, 'so').says).toBe(`${start} (jpeg), got a picture: so.`);
  });

  it('name no region where what is damaged has none', () => {
    expect(damagedCharge(3, 'Expected so.')).toMatchObject({ kind: 'damaged', batch: 3, regions: [] });
  });

  it('keep the batch that they are of', () => {
    expect(misshapenCharge(7, 'Expected so.')).toEqual({
      oracle: 'geometry',
      kind: 'misshapen',
      severity: 'shape',
      batch: 7,
      says: 'Expected so.',
    });
  });
});

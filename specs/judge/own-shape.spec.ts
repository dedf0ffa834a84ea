// What a tool makes of every photo alone, whatever it is told, is its habit; what it makes of one photo is not.

import { describe, expect, it } from 'vitest';
import { learnOwnShape, ownBox, type MadeShape } from '../../harness/judge/own-shape.ts';
import type { Told } from '../../harness/model/adapter.ts';
import { policyFor } from '../../harness/model/profile.ts';
import { alone, court, photo, TOLD } from './court.ts';
import {
  album,
  habit,
  learn,
  learnReadable,
  madeAlone,
  shown,
  thumbnailOf,
  type Habit,
} from './thumbnails-made-alone.ts';

const WIDTH_ALONE: Told = { width: true, height: false, fit: false, format: true };
const PHOTOS = album('own shape', 24);

/** Told `asked`, it does as `does`. */
async function ownShapeOf(
  does: Habit,
  asked: Habit,
  told: Told = TOLD,
  spoil: (made: MadeShape[]) => MadeShape[] = (made) => made,
) {
  const samples = await madeAlone(PHOTOS, does);
  const profile = learnReadable(samples, asked);
  const made = samples.map(({ photo: of, storedFormat, observation: { widthPx, heightPx, format } }) => ({
    shape: { widthPx, heightPx, format },
    photo: of,
    storedFormat,
  }));
  return learnOwnShape(
    spoil(made),
    profile,
    { recipe: asked.recipe, told },
    (of, { orientation, ...rest }, stored) => shown(of, policyFor({ ...rest, orientation }, stored)).size,
  );
}

describe('a thumbnailer that does not do what it is told', () => {
  it.each([
    [
      'knows one fit',
      habit({ fit: 'inside' }),
      habit(),
      TOLD,
      { recipe: { fit: 'inside' }, told: TOLD },
      /it fits every photo inside the box \(told cover; ask with --fits inside\), and is held to that$/,
    ],
    [
      'knows one fit and one format',
      habit({ fit: 'inside', format: 'png' }),
      habit(),
      TOLD,
      { recipe: { fit: 'inside', format: 'png' } },
      /--formats png\) and fits .*--fits inside\)/,
    ],
    [
      'knows one format',
      habit({ format: 'png' }),
      habit(),
      TOLD,
      { recipe: { fit: 'cover', format: 'png' } },
      /it makes png of every photo \(told jpeg; ask with --formats png\), and/,
    ],
    [
      'takes a width for both sides',
      habit({ fit: 'inside' }),
      habit(),
      WIDTH_ALONE,
      { recipe: { fit: 'inside' }, told: TOLD },
      /told one side alone/,
    ],
    [
      'sets the width alone',
      habit({}, { sides: 'width' }),
      habit(),
      TOLD,
      { told: WIDTH_ALONE },
      /sets the width alone/,
    ],
  ] as const)('and %s is held to that, and says which flag asks for it', async (_, does, asked, told, rule, says) => {
    const own = await ownShapeOf(does, asked, told);
    expect(own?.rule).toMatchObject(rule);
    expect(own?.says).toMatch(says);
  });

  it('and makes one format for each kind of source is not judged by its formats', async () => {
    const own = await ownShapeOf(habit(), habit(), TOLD, (made) =>
      made.map((one) => ({ ...one, shape: { ...one.shape, format: one.storedFormat } })),
    );
    expect(own?.rule.told).toEqual({ ...TOLD, format: false });
  });
});

describe('a habit is not learned', () => {
  it('from a tool that does as it is told', async () => {
    expect(await ownShapeOf(habit({ fit: 'inside' }), habit({ fit: 'inside' }))).toBeNull();
  });

  it('where one thumbnail of many is of another format, or size', async () => {
    const stray = (shape: Partial<MadeShape['shape']>) => (made: MadeShape[]) =>
      made.map((one, at) => (at === 5 ? { ...one, shape: { ...one.shape, ...shape } } : one));
    expect(await ownShapeOf(habit(), habit(), TOLD, stray({ format: 'png' }))).toBeNull();
    expect(await ownShapeOf(habit(), habit(), TOLD, stray({ widthPx: 64 }))).toBeNull();
    expect(await ownShapeOf(habit({ fit: 'inside' }), habit(), TOLD, stray({ widthPx: 40, heightPx: 40 }))).toBeNull();
  });
});

describe('under load', () => {
  it('another shape than its own is a breach, though it may be what it was told', async () => {
    const inside = habit({ fit: 'inside' });
    const learned = learn(await madeAlone(album('learning', 24), inside), habit());
    if (learned.kind !== 'readable') throw new Error(learned.why);
    const own = { ...learned, ownShape: { recipe: inside.recipe, told: TOLD } };
    const { answer, counts } = court(TOLD, own);
    expect(await answer('a0', await thumbnailOf(photo(0), inside))).toBeNull();
    expect(counts.verified).toBe(1);
    const smaller = await thumbnailOf(photo(1), habit({ width: 96, height: 96, fit: 'inside' }));
    expect((await answer('a1', smaller))?.breach.says).toMatch(/^Expected 128x128 inside jpeg: one side as long/);
    const cropped = court(TOLD, own);
    const bytes = await thumbnailOf(photo(2), habit());
    expect(await cropped.answer('a2', bytes)).toBeNull();
    const doubt = cropped.doubtOf('a2');
    const finding = await cropped.judge.settleDoubt(doubt, alone(await thumbnailOf(photo(2), inside)));
    expect(finding?.breach.kind).toBe('misshapen');
  });
});

describe('a size that was not told', () => {
  const made = (sizes: readonly (readonly [number, number])[]): MadeShape[] =>
    sizes.map(([widthPx, heightPx], at) => ({
      shape: { widthPx, heightPx, format: 'jpeg' },
      photo: PHOTOS[at % PHOTOS.length] ?? photo(0),
      storedFormat: 'jpeg',
    }));
  const untold: Told = { width: false, height: false, fit: false, format: true };
  const { recipe } = habit({ width: 200, height: 100 });

  it.each([
    [
      'the longer side of each',
      untold,
      [
        [128, 96],
        [90, 128],
      ],
      '128x128',
    ],
    [
      'one box of all',
      untold,
      [
        [160, 90],
        [160, 90],
      ],
      '160x90',
    ],
    [
      'a width that it takes for both sides',
      WIDTH_ALONE,
      [
        [200, 150],
        [120, 200],
      ],
      '200x200',
    ],
    [
      'many sizes',
      untold,
      [
        [128, 96],
        [90, 160],
      ],
      null,
    ],
    [
      'the box that was asked for',
      untold,
      [
        [200, 100],
        [200, 100],
      ],
      null,
    ],
    [
      'another size than it was told',
      TOLD,
      [
        [100, 100],
        [100, 100],
      ],
      null,
    ],
  ] as const)('%s', (_, told, sizes, box) => {
    expect(ownBox(made(sizes), { recipe, told })).toBe(box);
  });
});

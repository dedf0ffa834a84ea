import { describe, expect, it } from 'vitest';
import { createCropMemory } from '../../harness/judge/steady-crop.ts';
import { readOwnership, type Reading } from '../../harness/judge/ownership.ts';
import type { Observation, ReadableProfile } from '../../harness/model/profile.ts';
import { mosaic, randomNumbers } from './foreign-pixels.ts';
import { album, habit, learnReadable, madeAlone, painter, shown, type Habit } from './thumbnails-made-alone.ts';

const LEARNING = album('learning', 24);
const JUDGED = album('judged', 40);
const ATTENTION = habit({}, { position: 'attention' });

function read(way: Habit, profile: ReadableProfile, index: number, picture: Observation): Reading {
  const photo = JUDGED[index];
  if (photo === undefined) throw new RangeError(`Expected a photo at ${index}.`);
  return readOwnership(painter, picture, shown(photo, 'rotate'), way.recipe, profile);
}

const FOLLOWING: readonly (readonly [string, Habit])[] = [
  ['to what draws the eye', ATTENTION],
  ['to what is richest in detail', habit({ format: 'webp' }, { position: 'entropy' })],
  ['to what draws the eye, at 32 px', habit({ width: 32, height: 32 }, { position: 'attention' })],
  ['to what draws the eye, in a landscape box', habit({ width: 160, height: 90 }, { position: 'attention' })],
];

describe('a thumbnailer that crops each photo elsewhere', () => {
  it.each(FOLLOWING)('%s is learned as such, and almost none of its others is doubted', async (_, way) => {
    const profile = learnReadable(await madeAlone(LEARNING, way), way);
    expect(profile.placement).toMatchObject({ fitting: 'cover', gravity: 'content' });
    const readings = (await madeAlone(JUDGED, way)).map(({ observation }, i) => read(way, profile, i, observation));
    expect(readings.filter(({ kind }) => kind !== 'own').length).toBeLessThanOrEqual(2);
  });

  it('hides no foreign 8×8 px tile, and no part of another photo', async () => {
    const profile = learnReadable(await madeAlone(LEARNING, ATTENTION), ATTENTION);
    const made = (await madeAlone(JUDGED, ATTENTION)).map(({ observation }) => observation);
    const next = randomNumbers('tiles in crops');
    let noticed = 0;
    for (let i = 0; i < 200; i++) {
      const [own, other] = [made[i % 40], made[(i + 1 + Math.floor(next() * 38)) % 40]];
      if (own === undefined || other === undefined) throw new Error('Expected thumbnails.');
      const tile = { x: Math.floor(next() * 121), y: Math.floor(next() * 121), width: 8, height: 8 };
      if (read(ATTENTION, profile, i % 40, mosaic(own, other, tile)).kind === 'doubt') noticed++;
      const torn = { x: 0, y: 16 + Math.floor(next() * 96), width: 128, height: 16 };
      expect(read(ATTENTION, profile, i % 40, mosaic(own, other, torn)).kind).toBe('doubt');
    }
    expect(noticed).toBeGreaterThanOrEqual(198);
  });

  it('passes no stranger for its own, however far that may be slid', async () => {
    const profile = learnReadable(await madeAlone(LEARNING, ATTENTION), ATTENTION);
    const made = (await madeAlone(JUDGED, ATTENTION)).map(({ observation }) => observation);
    for (const [i, picture] of made.entries()) {
      const said = read(ATTENTION, profile, (i + 9) % 40, picture);
      expect(said.kind === 'doubt' && said.correlation).toBeLessThan(0.3);
    }
  });
});

describe('a thumbnailer that crops at an edge', () => {
  it.each([
    ['left top', { x: 0, y: 0 }],
    ['right bottom', { x: 1, y: 1 }],
  ] as const)('is learned to crop at the %s', async (position, gravity) => {
    const way = habit({}, { position });
    const profile = learnReadable(await madeAlone(LEARNING, way), way);
    expect(profile.placement).toMatchObject({ fitting: 'cover', gravity });
    const readings = (await madeAlone(JUDGED, way)).map(({ observation }, i) => read(way, profile, i, observation));
    expect(readings.filter(({ kind }) => kind !== 'own').length).toBeLessThanOrEqual(2);
  });

  it('is learned to put the photo there between its bars, too', async () => {
    const way = habit({ fit: 'contain' }, { position: 'left top' });
    const profile = learnReadable(await madeAlone(LEARNING, way), way);
    expect(profile.placement).toMatchObject({ fitting: 'contain', gravity: { x: 0, y: 0 } });
    expect(profile.bars.kind).toBe('even');
  });
});

describe('a crop memory', () => {
  const at = (from: number) => ({
    thumbnail: { widthPx: 128, heightPx: 128 },
    x: { start: 0, lengthPx: 128, from, to: from + 512 },
    y: { start: 0, lengthPx: 128, from: 0, to: 512 },
  });

  it('says when a photo is cropped elsewhere than before, beyond a decoder’s rounding', () => {
    const isElsewhere = createCropMemory();
    expect([isElsewhere('a', at(100)), isElsewhere('b', at(0)), isElsewhere('a', at(104))]).toEqual([
      false,
      false,
      false,
    ]);
    expect(isElsewhere('a', at(140))).toBe(true);
  });
});

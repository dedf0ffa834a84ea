import { describe, expect, it } from 'vitest';
import { readOwnership, type Reading } from '../../harness/judge/ownership.ts';
import type { Observation, ReadableProfile } from '../../harness/model/profile.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { blendOf, mosaic, randomNumbers } from './foreign-pixels.ts';
import { album, habit, learnReadable, madeAlone, painter, shown, type Habit } from './thumbnails-made-alone.ts';

const LEARNING = album('learning', 24);
const JUDGED = album('judged', 40);

async function bench(way: Habit) {
  const profile = learnReadable(await madeAlone(LEARNING, way), way);
  const made = await madeAlone(JUDGED, way);
  const at = (index: number) => {
    const sample = made[index % made.length];
    if (sample === undefined) throw new RangeError(`Expected a thumbnail at ${index}.`);
    return sample;
  };
  const read = (index: number, picture: Observation): Reading => reading(way, profile, index, picture);
  return { profile, at, read };
}

function reading(way: Habit, profile: ReadableProfile, index: number, picture: Observation): Reading {
  const photo = JUDGED[index % JUDGED.length];
  if (photo === undefined) throw new RangeError(`Expected a photo at ${index}.`);
  return readOwnership(painter, picture, shown(photo, 'rotate'), way.recipe, profile);
}

const overlaps = (a: Region, b: Region) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const COPIED: readonly (readonly [string, Habit])[] = [
  ['JPEG', habit()],
  ['JPEG of quality 40', habit({ quality: 40 })],
  ['WebP', habit({ format: 'webp' })],
  ['sharpened PNG', habit({ format: 'png' }, { sharpened: true })],
];

describe('readOwnership at 128 px', () => {
  it.each(COPIED)('notices 99 in 100 foreign 8×8 px tiles in a %s and says where they are', async (_, way) => {
    const { at, read } = await bench(way);
    const next = randomNumbers('tiles');
    let [noticed, placed] = [0, 0];
    const tries = 300;
    for (let i = 0; i < tries; i++) {
      const tile: Region = { x: Math.floor(next() * 121), y: Math.floor(next() * 121), width: 8, height: 8 };
      const leaked = mosaic(at(i).observation, at(i + 1 + Math.floor(next() * 38)).observation, tile);
      const said = read(i, leaked);
      if (said.kind !== 'doubt') continue;
      noticed++;
      if (said.regions.some((region) => overlaps(region, tile))) placed++;
    }
    expect(noticed / tries).toBeGreaterThanOrEqual(0.99);
    expect(placed).toBe(noticed);
  });

  it('covers the torn part of a thumbnail, and little of its own part', async () => {
    const { at, read } = await bench(habit());
    for (const [i, top] of [8, 32, 64, 100, 120].entries()) {
      const torn: Region = { x: 0, y: top, width: 128, height: 128 - top };
      const said = read(i, mosaic(at(i).observation, at(i + 7).observation, torn));
      expect(said.kind).toBe('doubt');
      if (said.kind !== 'doubt') continue;
      const [first] = said.regions;
      expect(first.y).toBeGreaterThanOrEqual(top - 8);
      expect(first.y).toBeLessThanOrEqual(top + 8);
      expect(first.y + first.height).toBe(128);
      expect(first.width).toBeGreaterThanOrEqual(120);
    }
  });

  it('notices a single foreign row and a single foreign column', async () => {
    const { at, read } = await bench(habit());
    for (let i = 0; i < 30; i++) {
      const row = read(
        i,
        mosaic(at(i).observation, at(i + 3).observation, { x: 0, y: 4 * i + 1, width: 128, height: 1 }),
      );
      const column = read(
        i,
        mosaic(at(i).observation, at(i + 3).observation, { x: 4 * i + 1, y: 0, width: 1, height: 128 }),
      );
      expect([row.kind, column.kind]).toEqual(['doubt', 'doubt']);
    }
  });

  it('doubts a wholly foreign thumbnail as a whole', async () => {
    const { at, read } = await bench(habit());
    for (let i = 0; i < 30; i++) {
      const said = read(i, at(i + 11).observation);
      expect(said.kind).toBe('doubt');
      const [first] = said.kind === 'doubt' ? said.regions : [];
      expect((first?.width ?? 0) * (first?.height ?? 0)).toBeGreaterThan(0.95 * 128 * 128);
      expect(said.kind === 'doubt' && said.correlation).toBeLessThan(0.3);
    }
  });

  it('doubts a blend with a fifth of another photo', async () => {
    const { at, read } = await bench(habit());
    for (let i = 0; i < 30; i++)
      expect(read(i, blendOf(at(i).observation, at(i + 5).observation, 0.2)).kind).toBe('doubt');
  });

  it('notices a part of its own picture that is out of place', async () => {
    const { at, read } = await bench(habit());
    for (let i = 0; i < 30; i++) {
      const own = at(i).observation;
      const displaced: Observation = {
        ...own,
        luma: own.luma.map((_, p) => own.luma[(p + 32 * 128) % own.luma.length] ?? 0),
      };
      const said = read(i, mosaic(own, displaced, { x: 16, y: 24, width: 32, height: 32 }));
      expect(said.kind).toBe('doubt');
    }
  });

  it('doubts a flat picture, whatever its level', async () => {
    const { at, read } = await bench(habit());
    for (const level of [0, 64, 128, 255]) {
      const said = read(0, { ...at(0).observation, luma: new Uint8Array(128 * 128).fill(level) });
      expect(said).toMatchObject({ kind: 'doubt', correlation: 0 });
    }
  });

  it('notices foreign pixels in the bars around a photo', async () => {
    const { at, read } = await bench(habit({ fit: 'contain' }));
    const wide = JUDGED.findIndex((photo) => photo.widthPx > 1.5 * photo.heightPx);
    const leak: Region = { x: 40, y: 2, width: 16, height: 4 };
    const said = read(
      wide,
      mosaic(at(wide).observation, { ...at(wide).observation, luma: new Uint8Array(128 * 128).fill(90) }, leak),
    );
    expect(said.kind).toBe('doubt');
    expect(said.kind === 'doubt' && said.regions).toContainEqual(leak);
  });
});

describe('readOwnership of what is not covered', () => {
  it('says so, and takes it for its own when the picture as a whole is', async () => {
    const way = habit();
    const profile = learnReadable(await madeAlone(LEARNING, way), way);
    const [photo] = album('too small', 1, { widthPx: 150, heightPx: 140 });
    if (photo === undefined) throw new Error('Expected a photo.');
    const [sample] = await madeAlone([photo], way);
    if (sample === undefined) throw new Error('Expected a sample.');
    expect(readOwnership(painter, sample.observation, shown(photo, 'rotate'), way.recipe, profile)).toMatchObject({
      kind: 'own',
      covered: false,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { readOwnership, type Reading } from '../../harness/judge/ownership.ts';
import { photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import type { Observation, ReadableProfile } from '../../harness/model/profile.ts';
import { altered, knownProfile, painted, painting, type Painting } from './painted-thumbnails.ts';
import { album, painter, shown } from './thumbnails-made-alone.ts';

const OWN = square('own');
const OTHER = square('other');
const WAY = painting();
const TILE = { x: 16, y: 24, width: 16, height: 12 };
const WHOLE = { x: 0, y: 0, width: 64, height: 64 };

function square(name: string): PhotoPlan {
  const [photo] = album(name, 1, { widthPx: 320, heightPx: 320, orientationExif: 1 });
  if (photo === undefined) throw new RangeError('Expected a photo.');
  return photo;
}

function readingOf(
  picture: Observation,
  way: Painting = WAY,
  about: Partial<ReadableProfile> = {},
  photo = OWN,
): Reading {
  return readOwnership(painter, picture, shown(photo, 'rotate'), way.recipe, knownProfile(way, about));
}

const clean = painted(OWN, WAY);
const foreign = painted(OTHER, WAY);
const withTile = altered(clean, TILE, (_, at) => foreign.luma[at] ?? 0);

describe('a painted thumbnail', () => {
  it('is its own where nothing differs', () => {
    const reading = readingOf(clean);
    expect(reading).toMatchObject({ kind: 'own', covered: true, placement: { x: { start: 0, lengthPx: 64 } } });
    expect(reading.kind === 'own' && reading.correlation).toBeGreaterThan(0.999);
  });

  it('is its own where it was moved by half a pixel: a decoder may do that', () => {
    const moved = painted(OWN, painting({}, { shiftPx: { x: 0.5, y: -0.4 } }));
    const reading = readingOf(moved);
    expect(reading).toMatchObject({ kind: 'own', covered: true });
    expect(reading.kind === 'own' && reading.placement.x.from).toBeCloseTo(2.44, 1);
    expect(reading.kind === 'own' && reading.correlation).toBeGreaterThan(0.999);
  });

  it('is in doubt where a tile is foreign, and the doubt says where', () => {
    const reading = readingOf(withTile);
    expect(reading).toMatchObject({ kind: 'doubt', covered: true, isHaze: false, regions: [TILE] });
    expect(reading.kind === 'doubt' && reading.correlation).toBeGreaterThan(0.8);
  });

  it('is in doubt as a whole where it is another picture', () => {
    const reading = readingOf(foreign);
    expect(reading).toMatchObject({ kind: 'doubt', covered: true, isHaze: false, regions: [WHOLE] });
    expect(reading.kind === 'doubt' && reading.correlation).toBeLessThan(0.5);
  });

  it('is in doubt as a whole where it is hazy and loud nowhere', () => {
    const hazy = altered(clean, WHOLE, (own, at) => Math.round(0.95 * own + 0.05 * (foreign.luma[at] ?? 0)));
    expect(readingOf(hazy)).toMatchObject({ kind: 'doubt', isHaze: true, regions: [WHOLE] });
  });

  it('is misshapen beyond the rounding of a pixel', () => {
    const cut = { ...clean, widthPx: 62 };
    expect(readingOf(cut)).toEqual({
      kind: 'misshapen',
      says: 'Expected 64×64 px, as it makes alone, got 62×64 px.',
    });
    const near = painted(OWN, painting({ recipe: { ...WAY.recipe, width: 63 } }));
    expect(readingOf(near).kind).not.toBe('misshapen');
  });
});

describe('a thumbnail that is not covered', () => {
  const SMALL = { ...OWN, id: photoId('small'), widthPx: 90, heightPx: 90 };
  const small = painted(SMALL, WAY);
  const other = painted({ ...OTHER, id: photoId('another small one'), widthPx: 90, heightPx: 90 }, WAY);

  it('is its own as long as it looks like it, whatever a tile of it shows', () => {
    const reading = readingOf(small, WAY, {}, SMALL);
    expect(reading).toMatchObject({ kind: 'own', covered: false });
    expect(
      readingOf(
        altered(small, TILE, (_, at) => other.luma[at] ?? 0),
        WAY,
        {},
        SMALL,
      ),
    ).toMatchObject({
      kind: 'own',
      covered: false,
    });
  });

  it('is in doubt as a whole where it is another picture, and as no haze', () => {
    expect(readingOf(other, WAY, {}, SMALL)).toMatchObject({
      kind: 'doubt',
      covered: false,
      regions: [WHOLE],
      isHaze: false,
    });
  });
});

describe('a thumbnail of which the crop shows a part', () => {
  it('is covered where its whole photo would be at that scale, though the part is narrow', () => {
    for (const [width, height] of [
      [24, 48],
      [48, 24],
    ] as const) {
      const way = painting({ recipe: { ...WAY.recipe, width, height } });
      expect(readingOf(painted(OWN, way), way)).toMatchObject({ kind: 'own', covered: true });
    }
  });
});

describe('a thumbnail of a single line of pixels', () => {
  it('is never its own for sure, however like it is', () => {
    const [line] = album('line', 1, { widthPx: 300, heightPx: 1, orientationExif: 1, oddity: 'one-pixel' });
    if (line === undefined) throw new RangeError('Expected a photo.');
    const filled = painting({ recipe: { ...WAY.recipe, fit: 'fill' } }, { fitting: 'fill' });
    expect(readingOf(painted(line, filled), filled, {}, line)).toMatchObject({ kind: 'doubt', correlation: 0 });
  });
});

describe('a thumbnail between bars', () => {
  const recipe = { ...WAY.recipe, width: 96, fit: 'contain' as const };
  const way = painting({ recipe }, { fitting: 'contain' });
  const between = painted(OWN, way);
  const bars: Partial<ReadableProfile> = { bars: { kind: 'even', luma: 255, ringing: [] } };
  const stray = { x: 2, y: 10, width: 4, height: 30 };

  it('is its own where they are clean, and the photo lies between them', () => {
    expect(readingOf(between, way, bars)).toMatchObject({ kind: 'own', placement: { x: { start: 17, lengthPx: 62 } } });
  });

  it('is in doubt where something lies in them', () => {
    const strayed = altered(between, stray, () => 20);
    expect(readingOf(strayed, way, bars)).toMatchObject({ kind: 'doubt', regions: [stray], isHaze: false });
    expect(readingOf(strayed, way, { bars: { kind: 'none' } }).kind).toBe('own');
  });

  it('that is not covered is in doubt where something lies in them, and as a whole where it is another picture too', () => {
    const small = { ...OWN, id: photoId('small between bars'), widthPx: 90, heightPx: 90 };
    const other = { ...OTHER, id: photoId('another small one between bars'), widthPx: 90, heightPx: 90 };
    const strayed = (picture: Observation) =>
      readingOf(
        altered(picture, stray, () => 20),
        way,
        bars,
        small,
      );
    const withTileToo = altered(painted(small, way), { x: 33, y: 25, width: 16, height: 16 }, () => 128);
    expect(strayed(withTileToo)).toMatchObject({ kind: 'doubt', covered: false, regions: [stray] });
    const photo = { x: 17, y: 0, width: 62, height: 64 };
    expect(strayed(painted(other, way))).toMatchObject({ kind: 'doubt', covered: false, regions: [photo, stray] });
  });

  it('is in doubt in both places where the photo is foreign in part too, the larger first', () => {
    const tile = { x: 33, y: 25, width: 8, height: 8 };
    const both = altered(
      altered(between, stray, () => 20),
      tile,
      () => 128,
    );
    const reading = readingOf(both, way, bars);
    if (reading.kind !== 'doubt') throw new Error(`Expected a doubt, got ${reading.kind}.`);
    expect(reading.regions).toHaveLength(2);
    expect(reading.regions[0]).toEqual(stray);
    const larger = altered(both, { x: 25, y: 9, width: 40, height: 40 }, () => 128);
    const turned = readingOf(larger, way, bars);
    expect(turned.kind === 'doubt' && turned.regions[1]).toEqual(stray);
  });
});

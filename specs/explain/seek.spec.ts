// A donor that is cropped to its content lies somewhere under the region; here it is known where.

import { describe, expect, it } from 'vitest';
import { seek, type Sought } from '../../harness/explain/seek.ts';
import { slid } from '../../harness/model/locate.ts';
import { placementNear, placementWithin, type Placement } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Region } from '../../harness/model/verdict.ts';
import {
  blended,
  paintedAt,
  paintedPhoto,
  pixelsIn,
  PROFILE,
  RECIPE,
  sceneOf,
  shown,
  thumbnail,
  torn,
  WHOLE,
} from './painted-scene.ts';

const VICTIM = paintedPhoto(0);
/** As large as the box is high, or as wide: of their 171 pixels 43 lie beyond it. */
const WIDE = paintedPhoto(5, { widthPx: 800, heightPx: 600 });
const TALL = paintedPhoto(5, { widthPx: 600, heightPx: 800 });
/** Four fifths of it lie beyond. */
const LONG = paintedPhoto(6, { widthPx: 3000, heightPx: 600 });
const CONTENT: typeof PROFILE = { ...PROFILE, placement: { ...PROFILE.placement, gravity: 'content' } };
const ROWS: Region = { x: 16, y: 40, width: 96, height: 48 };

const own = thumbnail(VICTIM);

/** Where the rule would have the photo, were it not for its content. */
function middleOf(photo: PhotoPlan): Placement {
  const middle = placementNear(CONTENT.placement, RECIPE, shown(photo, 'rotate').size, own);
  if (middle === null) throw new RangeError(`Expected ${photo.id} to fill the box.`);
  return middle;
}

/** The photo as it is shown so many pixels right of its middle, or below it. */
const seenFrom = (photo: PhotoPlan, axis: 'x' | 'y', px: number) =>
  paintedAt(shown(photo, 'rotate'), slid(middleOf(photo), { axis, px }));

function soughtIn(picture: typeof own, region: Region, photo: PhotoPlan, profile = CONTENT): Sought {
  const scene = sceneOf(VICTIM, picture, profile);
  return seek(scene, pixelsIn(scene, region), shown(photo, 'rotate'), middleOf(photo));
}

/** How far from its middle a photo is found, in pixels of the thumbnail, that lies so far from it. */
function found(photo: PhotoPlan, axis: 'x' | 'y', px: number, region = ROWS): number {
  const { placement } = soughtIn(torn(own, seenFrom(photo, axis, px), region), region, photo);
  const middle = placementWithin(middleOf(photo), region);
  const sourcePerPx = (middle[axis].to - middle[axis].from) / middle[axis].lengthPx;
  return Number(((placement[axis].from - middle[axis].from) / sourcePerPx).toFixed(2));
}

describe('a donor whose place the rule gives', () => {
  it('is painted there, under the pixels in question and no others', () => {
    const region = { x: 16, y: 40, width: 24, height: 8 };
    const { placement, painted, places } = soughtIn(torn(own, thumbnail(WIDE), region), region, WIDE, PROFILE);
    expect(places).toBe(1);
    expect(placement).toEqual(placementWithin(middleOf(WIDE), region));
    expect([placement.x.start, placement.x.lengthPx, placement.y.start, placement.y.lengthPx]).toEqual([16, 24, 40, 8]);
    expect(painted.placement).toEqual(placement);
    expect(painted.luma.length).toBe(24 * 8);
  });

  it('has one place, though it be cropped to its content, where nothing lies beyond the thumbnail', () => {
    expect(soughtIn(torn(own, thumbnail(paintedPhoto(4)), ROWS), ROWS, paintedPhoto(4)).places).toBe(1);
  });
});

describe('a donor that is cropped to its content', () => {
  it('is found to the pixel, from one end to the other, along either axis', () => {
    // Whole pixels from one end are a third of a pixel off those from the middle.
    for (const px of [-21, -13.33, -6, 0.67, 9.67, 21]) {
      expect(Math.abs(found(WIDE, 'x', px) - px)).toBeLessThanOrEqual(0.5);
      expect(Math.abs(found(TALL, 'y', px) - px)).toBeLessThanOrEqual(0.5);
    }
  });

  it('is found under a small region and under the whole thumbnail', () => {
    for (const region of [WHOLE, { x: 60, y: 60, width: 24, height: 24 }]) {
      for (const px of [-17, 4, 15]) expect(Math.abs(found(WIDE, 'x', px, region) - px)).toBeLessThanOrEqual(0.5);
    }
  });

  it('is found however much of it lies beyond', () => {
    for (const px of [-255, -100, 31, 200, 254]) {
      expect(Math.abs(found(LONG, 'x', px) - px)).toBeLessThanOrEqual(0.5);
    }
  });

  it('is found in a blend, though the own is nearly all of it, and resembles it here and there', () => {
    for (const px of [-18, -9, 0.67, 5, 12, 20]) {
      const { placement } = soughtIn(blended(own, seenFrom(WIDE, 'x', px), 0.06), WHOLE, WIDE);
      expect(Math.abs((placement.x.from - middleOf(WIDE).x.from) / 4.6875 - px)).toBeLessThanOrEqual(0.5);
    }
  });

  it('is found under regions of two or three cells, whatever the own shows there', () => {
    const off = Array.from({ length: 25 }, (_, i) => {
      const region = { x: 24 * (i % 5), y: 24 * Math.floor(i / 5), width: 24, height: 24 };
      return Math.abs(found(WIDE, 'x', 4, region) - 4);
    });
    expect(off.filter((px) => px > 0.5)).toEqual([]);
  });

  it('stays where it was first looked for where there is nothing to see, or nothing to look for', () => {
    const grey = { ...own, luma: new Uint8Array(own.luma.length).fill(128) };
    expect(soughtIn(grey, ROWS, WIDE).placement.x.from).toBeCloseTo(16 * 4.6875, 6);
    const { signature, ...rest } = shown(WIDE, 'rotate');
    const plain = { ...signature, offsets: new Int8Array(signature.offsets.length) };
    const scene = sceneOf(VICTIM, thumbnail(WIDE), CONTENT);
    const blank = { ...rest, grid: plain, signature: plain };
    expect(seek(scene, pixelsIn(scene, ROWS), blank, middleOf(WIDE)).placement.x.from).toBeCloseTo(16 * 4.6875, 6);
  });

  it('never lies farther out than its own edges', () => {
    const stranger = paintedPhoto(9, { widthPx: 800, heightPx: 600 });
    for (let y = 0; y + 8 <= 128; y += 8) {
      const region = { x: 0, y, width: 128, height: 8 };
      const { placement } = soughtIn(torn(own, thumbnail(stranger), region), region, WIDE);
      expect(placement.x.from).toBeGreaterThan(-2.4);
      expect(placement.x.to).toBeLessThan(802.4);
    }
  });

  it('is reckoned to have four places for each coarse cell that lies beyond', () => {
    // It is sixteen cells of 10.67 px; 42.67 px lie beyond: four of them.
    expect(soughtIn(torn(own, thumbnail(WIDE), ROWS), ROWS, WIDE).places).toBeCloseTo(17, 6);
  });

  it('is painted anew where it was found, to the fraction of a pixel, in the tone of the profile', () => {
    const pale = { ...CONTENT, tone: { gain: 0.5, bias: 100 } };
    const picture = seenFrom(WIDE, 'x', 12);
    const paler = { ...picture, luma: picture.luma.map((level) => 100 + (level - 128) / 2) };
    const { painted } = soughtIn(paler, ROWS, WIDE, pale);
    expect([painted.luma.length, painted.placement.x.start, painted.placement.y.start]).toEqual([96 * 48, 16, 40]);
    const off = painted.luma.map((luma, at) => {
      const [x, y] = [16 + (at % 96), 40 + Math.floor(at / 96)];
      return Math.abs(luma + 100 - (paler.luma[y * 128 + x] ?? 0));
    });
    expect(off.reduce((sum, each) => sum + each, 0) / off.length).toBeLessThan(3);
  });
});

// Which box a tool keeps to that was told none, and what it makes of sizes that no box explains: in literal sizes.

import { describe, expect, it } from 'vitest';
import { learnOwnShape, ownBox, type MadeShape } from '../../harness/judge/own-shape.ts';
import type { Told } from '../../harness/model/adapter.ts';
import type { Size } from '../../harness/model/placement.ts';
import { NOTHING_TOLD, TOLD } from './court.ts';
import { knownProfile, painting } from './painted-thumbnails.ts';
import { album } from './thumbnails-made-alone.ts';

const FORMAT_TOLD: Told = { ...NOTHING_TOLD, format: true };
const LARGE: Size = { widthPx: 600, heightPx: 400 };
const RECIPE = { ...painting().recipe, width: 200, height: 100, format: 'jpeg' as const };

/** A thumbnail of such a size, of a photo of such a size. */
function made(widthPx: number, heightPx: number, of: Size = LARGE, format = 'jpeg'): MadeShape {
  const [photo] = album(`${of.widthPx}×${of.heightPx}`, 1, of);
  if (photo === undefined) throw new RangeError('Expected a photo.');
  return { shape: { widthPx, heightPx, format }, photo, storedFormat: 'jpeg' };
}

function boxOf(...shapes: readonly MadeShape[]): string | null {
  return ownBox(shapes, { recipe: RECIPE, told: NOTHING_TOLD });
}

describe('the box of a tool that was told none', () => {
  it('is as long as the longest side, from which rounding may take a pixel', () => {
    expect(boxOf(made(128, 96), made(127, 90))).toBe('128x128');
    expect(boxOf(made(128, 96), made(126, 90))).toBeNull();
  });

  it('is kept to by photos that are smaller than it, and by none that are not', () => {
    expect(boxOf(made(128, 96), made(90, 60, { widthPx: 90, heightPx: 60 }))).toBe('128x128');
    expect(boxOf(made(128, 96), made(90, 60, { widthPx: 128, heightPx: 60 }))).toBeNull();
    expect(boxOf(made(128, 96), made(90, 60, { widthPx: 200, heightPx: 60 }))).toBeNull();
  });

  it('is one size where all have it, in width and in height', () => {
    expect(boxOf(made(160, 90), made(160, 90))).toBe('160x90');
    expect(boxOf(made(160, 90), made(160, 100))).toBe('160x160');
    expect(boxOf(made(90, 160), made(100, 160))).toBe('160x160');
  });

  it('is none where it is what was asked for, in width and in height, or where nothing was made', () => {
    expect(boxOf(made(200, 100))).toBeNull();
    expect(boxOf(made(100, 100))).toBe('100x100');
    expect(boxOf(made(200, 90))).toBe('200x90');
    expect(boxOf()).toBeNull();
  });
});

describe('the shape that a tool makes of every photo', () => {
  const learned = (shapes: readonly MadeShape[], fitting: 'cover' | 'height', told: Told) => {
    const profile = knownProfile(painting({ recipe: RECIPE }, { fitting }));
    return learnOwnShape(shapes, profile, { recipe: RECIPE, told }, ({ widthPx, heightPx }) => ({ widthPx, heightPx }));
  };

  it('may have the height that it was told, and a width that follows', () => {
    const own = learned([made(150, 100), made(100, 100, { widthPx: 400, heightPx: 400 })], 'height', TOLD);
    expect(own?.rule).toEqual({ recipe: RECIPE, told: { width: false, height: true, fit: false, format: true } });
    expect(own?.says).toContain('it sets the height alone and lets the other side follow (told both)');
  });

  it('is no habit where one of them shows its photo somewhere else, whatever its format', () => {
    const png = made(200, 100, LARGE, 'png');
    expect(learned([png, png], 'cover', FORMAT_TOLD)?.rule.recipe.format).toBe('png');
    expect(learned([png, made(60, 20, LARGE, 'png')], 'cover', FORMAT_TOLD)).toBeNull();
    expect(learned([], 'cover', FORMAT_TOLD)).toBeNull();
  });

  it('says by what its format goes, where that is the kind of source', () => {
    const own = learned([made(200, 100), { ...made(200, 100, LARGE, 'png'), storedFormat: 'png' }], 'cover', TOLD);
    expect(own?.rule.told).toEqual({ ...TOLD, format: false });
    expect(own?.says).toContain('makes jpeg or png by the kind of source (told jpeg; its format is not judged)');
  });
});

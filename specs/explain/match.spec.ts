import { describe, expect, it } from 'vitest';
import { matchOf, type Match } from '../../harness/explain/match.ts';
import type { Scene } from '../../harness/explain/scene.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { blended, paintedPhoto, pixelsIn, PROFILE, sceneOf, thumbnail, torn, WHOLE } from './painted-scene.ts';

const VICTIM = paintedPhoto(0);
const DONOR = paintedPhoto(4);
const WIDE = paintedPhoto(5, { widthPx: 800, heightPx: 600, orientationExif: 6 });
const STRANGER = paintedPhoto(8);
const TILE: Region = { x: 32, y: 40, width: 32, height: 32 };

const own = thumbnail(VICTIM);

function matchIn(picture: LumaPicture, region: Region, photo: PhotoPlan, about: Partial<Scene> = {}): Match | null {
  const scene = { ...sceneOf(VICTIM, picture), ...about };
  return matchOf(scene, pixelsIn(scene, region), photo);
}

/** By how much levels are off at each pixel, at most `amount`: the same each time. */
function noisy(picture: LumaPicture, amount: number): LumaPicture {
  return { ...picture, luma: picture.luma.map((level, i) => level + (((i * 7919) % 101) / 50 - 1) * amount) };
}

describe('a photo that gave a region', () => {
  it('matches it, and nobody else does', () => {
    const picture = torn(own, thumbnail(DONOR), TILE);
    expect(matchIn(picture, TILE, DONOR)).toMatchObject({ photo: DONOR, weight: 1 });
    expect([STRANGER, WIDE, VICTIM].map((photo) => matchIn(picture, TILE, photo))).toEqual([null, null, null]);
  });

  it('matches the more surely the more of it is seen: the coarse cells and the texture are two witnesses', () => {
    const gravityOf = (photo: PhotoPlan, region: Region) =>
      matchIn(torn(own, thumbnail(photo), region), region, photo)?.gravity;
    expect(gravityOf(DONOR, WHOLE)).toBeCloseTo(276.67, 1);
    expect(gravityOf(WIDE, WHOLE)).toBeCloseTo(211.18, 1);
    expect(gravityOf(DONOR, TILE)).toBeCloseTo(68.8, 1);
    expect(gravityOf(DONOR, { x: 16, y: 16, width: 8, height: 8 })).toBeCloseTo(12.15, 1);
  });

  it('matches less surely through noise, and with texture that is not its own', () => {
    const picture = noisy(torn(own, thumbnail(DONOR), TILE), 20);
    const sure = matchIn(picture, TILE, DONOR)?.gravity ?? 0;
    expect(sure).toBeGreaterThan(14);
    expect(sure).toBeLessThan(18);
  });

  it("is not looked for where the pixels might be the victim's own, by the profile's noise", () => {
    const picture = torn(own, thumbnail(DONOR), TILE);
    const profile = { ...PROFILE, noise: 40 };
    const ofTile = matchIn(picture, TILE, DONOR)?.gravity ?? 0;
    expect(matchIn(picture, TILE, DONOR, { profile })?.gravity ?? 0).toBeLessThan(ofTile / 2);
  });

  it('matches on sixteen strange pixels and not on fewer', () => {
    const isSeen = (height: number) => {
      const block = { x: 33, y: 44, width: 4, height };
      return matchIn(torn(own, thumbnail(STRANGER), block), TILE, STRANGER) !== null;
    };
    expect([1, 2, 3].map(isSeen)).toEqual([false, false, false]);
    expect([6, 7, 8].map(isSeen)).toEqual([true, true, true]);
  });

  it("is painted in the profile's tone: with another it would not fit", () => {
    const profile = { ...PROFILE, tone: { gain: 0.5, bias: 100 } };
    const pale = (photo: PhotoPlan) => thumbnail(photo, profile);
    const blend = blended(pale(VICTIM), pale(WIDE), 0.3);
    expect(matchIn(blend, WHOLE, WIDE, { profile })?.weight).toBeCloseTo(0.3, 2);
    expect(matchIn(torn(pale(VICTIM), pale(DONOR), TILE), TILE, DONOR, { profile })?.weight).toBe(1);
  });

  it('does not match where its thumbnail would have another size', () => {
    const profile = { ...PROFILE, placement: { ...PROFILE.placement, fitting: 'inside' as const } };
    expect(matchIn(thumbnail(DONOR), WHOLE, DONOR, { profile })?.weight).toBe(1);
    expect(matchIn(thumbnail(DONOR), WHOLE, WIDE, { profile })).toBe(null);
  });
});

describe('a photo of another shape', () => {
  const fill = { ...PROFILE, placement: { ...PROFILE.placement, fitting: 'fill' as const } };
  const filling = (photo: PhotoPlan, region: Region) =>
    matchIn(torn(own, thumbnail(photo, fill), region), region, photo, { profile: fill });

  it('has as many witnesses as its cells have room, along the axis where they are larger', () => {
    expect(filling(WIDE, WHOLE)?.gravity).toBeCloseTo(207.61, 1);
    const flat = paintedPhoto(5, { widthPx: 1600, heightPx: 200 });
    expect(filling(flat, WHOLE)?.gravity).toBeCloseTo(33.17, 1);
  });

  it('is nobody where it is a line of pixels', () => {
    const lines = [
      { widthPx: 640, heightPx: 1 },
      { widthPx: 1, heightPx: 640 },
    ].map((about) => paintedPhoto(4, about));
    expect(lines.map((line) => filling(line, WHOLE))).toEqual([null, null]);
  });

  it('is nobody where it shows nothing, as beside it between bars', () => {
    const contain = { ...PROFILE, placement: { ...PROFILE.placement, fitting: 'contain' as const } };
    const above = { x: 0, y: 0, width: 128, height: 12 };
    const beside = { x: 0, y: 0, width: 12, height: 128 };
    const tall = paintedPhoto(5, { widthPx: 600, heightPx: 800 });
    const pane = paintedPhoto(5, { widthPx: 800, heightPx: 600, format: 'png', oddity: 'translucent' });
    for (const [bar, photo] of [
      [above, WIDE],
      [beside, tall],
      [above, pane],
    ] as const)
      expect(matchIn(torn(own, thumbnail(DONOR), bar), bar, photo, { profile: contain })).toBe(null);
  });

  it('matches less surely the more places it might have been seen from', () => {
    const profile: Scene['profile'] = { ...PROFILE, placement: { ...PROFILE.placement, gravity: 'content' } };
    // As high as the box, it is 192 px wide, of sixteen cells: 64 px, five cells and a third, lie beyond.
    const photo = paintedPhoto(5, { widthPx: 900, heightPx: 600 });
    const picture = torn(own, thumbnail(photo), TILE);
    const surely = (about: Partial<Scene>) => matchIn(picture, TILE, photo, about)?.gravity ?? 0;
    expect(surely({})).toBeGreaterThan(40);
    expect(surely({}) ** 2 - surely({ profile }) ** 2).toBeCloseTo(2 * Math.log(1 + (4 * 16) / 3), 6);
  });
});

describe('a photo in a blend', () => {
  const blendOf = (weight: number) => matchIn(blended(own, thumbnail(WIDE), weight), WHOLE, WIDE);

  it('matches in its weight, from a fiftieth on', () => {
    expect(blendOf(0.01)).toBe(null);
    for (const weight of [0.03, 0.1, 0.3, 0.5]) expect(blendOf(weight)?.weight).toBeCloseTo(weight, 3);
  });

  it('matches the more surely the more of it is there', () => {
    expect(blendOf(0.03)?.gravity).toBeCloseTo(25.07, 1);
    expect(blendOf(0.1)?.gravity).toBeCloseTo(39.56, 1);
    expect(blendOf(0.5)?.gravity).toBeCloseTo(58.19, 1);
  });

  it('does not match for anybody else', () => {
    const picture = blended(own, thumbnail(WIDE), 0.3);
    expect(matchIn(picture, WHOLE, STRANGER)).toBe(null);
  });

  it('matches nobody where something else is in it too, beyond the noise', () => {
    const two = blended(own, thumbnail(WIDE), 0.3);
    expect(matchIn(noisy(two, 4), WHOLE, WIDE)?.weight).toBeCloseTo(0.3, 1);
    expect(matchIn(noisy(two, 8), WHOLE, WIDE)).toBe(null);
    expect(matchIn(noisy(two, 8), WHOLE, WIDE, { profile: { ...PROFILE, noise: 3 } })?.weight).toBeCloseTo(0.3, 1);
    expect(matchIn(blended(two, thumbnail(STRANGER), 0.3), WHOLE, WIDE)).toBe(null);
  });

  it('is nobody where the own picture is merely paler', () => {
    const paler = { ...own, luma: own.luma.map((level) => 128 + 0.8 * (level - 128)) };
    expect([DONOR, WIDE, STRANGER].map((photo) => matchIn(paler, WHOLE, photo))).toEqual([null, null, null]);
  });
});

// Thumbnails that are painted as a tool of known habits would make them, without any codec: what is learned from them can
// be held against what they were made with.

import type { Sample } from '../../harness/judge/made-alone.ts';
import type { Response, Tone } from '../../harness/model/expectation.ts';
import type { OrientationPolicy } from '../../harness/model/orientation.ts';
import { CENTRE, placementOf, type PlacementRule } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Observation, ReadableProfile } from '../../harness/model/profile.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { painter, shown } from './thumbnails-made-alone.ts';

export type Painting = {
  readonly recipe: Recipe;
  readonly rule: PlacementRule;
  readonly response: Response;
  readonly tone: Tone;
  readonly policy: OrientationPolicy;
  readonly barLuma: number;
};

const RULE: PlacementRule = {
  fitting: 'cover',
  gravity: CENTRE,
  rounding: 'centre',
  pitch: 'exact',
  enlarges: true,
  shiftPx: { x: 0, y: 0 },
};

/** A tool that crops to 64 px without a flaw, but for what is said of it. */
export function painting(about: Partial<Omit<Painting, 'rule'>> = {}, rule: Partial<PlacementRule> = {}): Painting {
  return {
    recipe: { width: 64, height: 64, fit: 'cover', format: 'png', quality: 80 },
    rule: { ...RULE, ...rule },
    response: { blurPx: 0.3, sharpen: 0 },
    tone: { gain: 1, bias: 128 },
    policy: 'rotate',
    barLuma: 255,
    ...about,
  };
}

export function painted(photo: PhotoPlan, way: Painting): Observation {
  const { size, grid } = shown(photo, way.policy);
  const { thumbnail, x, y } = placementOf(way.rule, way.recipe, size);
  const offsets = painter.paint(grid, size, { thumbnail, x, y }, way.response);
  const luma = new Uint8ClampedArray(thumbnail.widthPx * thumbnail.heightPx).fill(way.barLuma);
  offsets.forEach((offset, at) => {
    const [row, column] = [Math.floor(at / x.lengthPx), at % x.lengthPx];
    luma[(y.start + row) * thumbnail.widthPx + x.start + column] = way.tone.gain * offset + way.tone.bias;
  });
  return {
    ...thumbnail,
    luma: new Uint8Array(luma.buffer),
    format: way.recipe.format,
    orientationExif: way.policy === 'keep' ? photo.orientationExif : null,
  };
}

export function paintedAlone(photos: readonly PhotoPlan[], way: Painting): readonly Sample[] {
  return photos.map((photo) => ({
    photo,
    storedFormat: photo.format,
    observation: painted(photo, way),
    byteStable: true,
  }));
}

/** What would be learned of such a tool, were its thumbnails a little noisy. */
export function knownProfile(way: Painting, about: Partial<ReadableProfile> = {}): ReadableProfile {
  return {
    kind: 'readable',
    recipe: 0,
    sourceClass: 'fresh',
    placement: way.rule,
    orientation: {},
    orientationOtherwise: way.policy,
    response: way.response,
    tone: way.tone,
    noise: 2,
    thresholds: { block: 12, window: 9, row: 8, column: 8, haze: 2 },
    hazes: {},
    likeness: { mismatchShareMax: 0.1, pdqDistanceBitsMax: 20 },
    bars: { kind: 'none' },
    byteStable: true,
    odd: {},
    samples: 24,
    ...about,
  };
}

/** The picture but for one rectangle, in which each level becomes `level` of it and its place. */
export function altered(
  picture: Observation,
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  level: (own: number, at: number) => number,
): Observation {
  const isIn = (at: number) => {
    const [column, row] = [at % picture.widthPx, Math.floor(at / picture.widthPx)];
    return column >= x && column < x + width && row >= y && row < y + height;
  };
  return { ...picture, luma: picture.luma.map((own, at) => (isIn(at) ? level(own, at) : own)) };
}

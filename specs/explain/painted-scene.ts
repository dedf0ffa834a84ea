// Photos as a thumbnailer without any noise would show them: painted, not made, so that a spec of one step of attribution
// needs neither a codec nor the judge.

import { createPainter, type LumaPicture } from '../../harness/model/expectation.ts';
import type { OrientationPolicy } from '../../harness/model/orientation.ts';
import { CENTRE, placementOf, type Placement } from '../../harness/model/placement.ts';
import { ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import type { ReadableProfile } from '../../harness/model/profile.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { createShownPhotos, type ShownPhoto } from '../../harness/model/shown-photo.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { pixelsOf, type Pixels } from '../../harness/explain/region-pixels.ts';
import { paintLuma, type Scene } from '../../harness/explain/scene.ts';
import { photoPlan } from '../materialise/photo-plan.ts';

export const NONCE = 'painted';
export const painter = createPainter();
export const shown = createShownPhotos(NONCE, 256);

export const RECIPE: Recipe = { width: 128, height: 128, fit: 'cover', format: 'png', quality: 80 };
export const WHOLE: Region = { x: 0, y: 0, width: 128, height: 128 };

export const PROFILE: ReadableProfile = {
  kind: 'readable',
  recipe: 0,
  sourceClass: 'fresh',
  placement: {
    fitting: 'cover',
    gravity: CENTRE,
    rounding: 'centre',
    pitch: 'exact',
    enlarges: true,
    shiftPx: { x: 0, y: 0 },
  },
  orientation: {},
  orientationOtherwise: 'rotate',
  response: { blurPx: 0.3, sharpen: 0 },
  tone: { gain: 1, bias: 128 },
  noise: 1,
  thresholds: { block: 8, window: 6, row: 6, column: 6, haze: 2 },
  hazes: {},
  likeness: { mismatchShareMax: 0.1, pdqDistanceBitsMax: 20 },
  bars: { kind: 'none' },
  byteStable: true,
  odd: {},
  samples: 24,
};

/** Photo `index` of an album of square photos, or what `about` makes of it: another photo, under another id. */
export function paintedPhoto(index: number, about: Partial<PhotoPlan> = {}): PhotoPlan {
  return photoPlan({
    id: photoId([`p${index}`, ...Object.values(about).map((value) => JSON.stringify(value))].join(' ')),
    owner: ownerId(`owner-${index % 3}`),
    contentId: `content-${index}`,
    widthPx: 640,
    heightPx: 640,
    ...about,
  });
}

/** The thumbnail of a photo, without noise. */
export function thumbnail(
  photo: PhotoPlan,
  profile = PROFILE,
  recipe = RECIPE,
  policy: OrientationPolicy = 'rotate',
): LumaPicture {
  const of = shown(photo, policy);
  return paintedAt(of, placementOf(profile.placement, recipe, of.size), profile);
}

/** The thumbnail of a photo that lies there, without noise. */
export function paintedAt({ size, grid }: ShownPhoto, placement: Placement, profile = PROFILE): LumaPicture {
  const offsets = painter.paint(grid, size, placement, profile.response);
  const { widthPx, heightPx } = placement.thumbnail;
  const luma = new Uint8Array(widthPx * heightPx).fill(
    profile.bars.kind === 'even' ? Math.round(profile.bars.luma) : 0,
  );
  const { x, y } = placement;
  offsets.forEach((offset, at) => {
    const [row, column] = [Math.floor(at / x.lengthPx), at % x.lengthPx];
    luma[(y.start + row) * widthPx + x.start + column] = Math.round(profile.tone.bias + profile.tone.gain * offset);
  });
  return { widthPx, heightPx, luma };
}

/** `own` but for the region, which shows `foreign`. */
export function torn(own: LumaPicture, foreign: LumaPicture, { x, y, width, height }: Region): LumaPicture {
  const isIn = (column: number, row: number) => column >= x && column < x + width && row >= y && row < y + height;
  return {
    ...own,
    luma: own.luma.map((level, at) =>
      isIn(at % own.widthPx, Math.floor(at / own.widthPx)) ? (foreign.luma[at] ?? 0) : level,
    ),
  };
}

/** Both pictures in one, `weight` of the foreign one. */
export function blended(own: LumaPicture, foreign: LumaPicture, weight: number): LumaPicture {
  return {
    ...own,
    luma: own.luma.map((level, at) => Math.round((1 - weight) * level + weight * (foreign.luma[at] ?? 0))),
  };
}

export function sceneOf(victim: PhotoPlan, picture: LumaPicture, profile = PROFILE): Scene {
  const ofVictim = shown(victim, 'rotate');
  const placement = placementOf(profile.placement, RECIPE, ofVictim.size, {
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
  });
  return {
    painter,
    picture,
    recipe: RECIPE,
    profile,
    victim: { photo: victim, shown: ofVictim, placement },
    shownOf: (photo) => shown(photo, 'rotate'),
  };
}

/** What a region of the scene's picture shows, beside the victim's own. */
export function pixelsIn(scene: Scene, region: Region): Pixels {
  const own = paintLuma(scene, scene.victim.shown, scene.victim.placement);
  return pixelsOf(scene.picture, own, region, scene.profile);
}

import { describe, expect, it } from 'vitest';
import { align, type Aligned } from '../../harness/judge/alignment.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import { placementOf, type AxisPlacement, type Placement } from '../../harness/model/placement.ts';
import { album, habit, painter, shown } from './thumbnails-made-alone.ts';

const RESPONSE = { blurPx: 0.3, sharpen: 0 };
const TONE = { gain: 1, bias: 128 };
const RULE = {
  fitting: 'cover',
  gravity: { x: 0.5, y: 0.5 },
  rounding: 'centre',
  pitch: 'exact',
  enlarges: true,
  shiftPx: { x: 0, y: 0 },
} as const;
const SCENES = album('aligned', 12).map((photo) => {
  const shownPhoto = shown(photo, 'rotate');
  return { shownPhoto, placement: placementOf(RULE, habit().recipe, shownPhoto.size) };
});
type Scene = (typeof SCENES)[number];

/** The axis as a decoder would show it that moved the picture by `shiftPx` and stretched it by `stretchPx` at its ends. */
function movedAxis(axis: AxisPlacement, shiftPx: number, stretchPx: number): AxisPlacement {
  const sourcePerPx = (axis.to - axis.from) / axis.lengthPx;
  return {
    ...axis,
    from: axis.from + (shiftPx - stretchPx) * sourcePerPx,
    to: axis.to + (shiftPx + stretchPx) * sourcePerPx,
  };
}

function moved({ thumbnail, x, y }: Placement, shiftPx: number, stretchPx: number): Placement {
  return { thumbnail, x: movedAxis(x, shiftPx, stretchPx), y: movedAxis(y, -shiftPx, stretchPx) };
}

function pictureAt({ shownPhoto }: Scene, placement: Placement): LumaPicture {
  const offsets = painter.paint(shownPhoto.grid, shownPhoto.size, placement, RESPONSE);
  return { ...placement.thumbnail, luma: Uint8Array.from(offsets, (offset) => Math.round(offset + 128)) };
}

/** How far two placements lie apart at the ends of x, in thumbnail pixels. */
function apartPx(a: Placement, b: Placement): number {
  const sourcePerPx = (a.x.to - a.x.from) / a.x.lengthPx;
  return Math.max(Math.abs(a.x.from - b.x.from), Math.abs(a.x.to - b.x.to)) / sourcePerPx;
}

function aligned({ shownPhoto, placement }: Scene, picture: LumaPicture): Aligned {
  const residual = painter.compare(picture, shownPhoto.grid, shownPhoto.size, placement, RESPONSE, TONE);
  return align(painter, picture, shownPhoto, { placement, residual }, RESPONSE, TONE);
}

describe('align', () => {
  it('finds a shift and a stretch of up to a pixel to within a twentieth', () => {
    for (const scene of SCENES) {
      for (const [shiftPx, stretchPx] of [
        [0.5, 0],
        [-0.7, 0.2],
        [0.3, -0.3],
      ] as const) {
        const truth = moved(scene.placement, shiftPx, stretchPx);
        const found = aligned(scene, pictureAt(scene, truth));
        expect(apartPx(found.placement, truth)).toBeLessThan(0.05);
      }
    }
  });

  it('is not led astray by a quarter of foreign pixels', () => {
    for (const [i, scene] of SCENES.entries()) {
      const foreign = SCENES[(i + 1) % SCENES.length] ?? scene;
      const picture = pictureAt(scene, moved(scene.placement, 0.4, 0));
      picture.luma.set(pictureAt(foreign, foreign.placement).luma.subarray(0, 32 * 128));
      const found = aligned(scene, picture);
      expect(apartPx(found.placement, moved(scene.placement, 0.4, 0))).toBeLessThan(0.15);
    }
  });

  it('never wanders farther than a decoder rounds, whatever the picture shows', () => {
    for (const [i, scene] of SCENES.entries()) {
      const foreign = SCENES[(i + 5) % SCENES.length] ?? scene;
      const found = aligned(scene, pictureAt(foreign, foreign.placement));
      expect(apartPx(scene.placement, found.placement)).toBeLessThanOrEqual(1.5);
    }
  });
});

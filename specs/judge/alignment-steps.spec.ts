import { describe, expect, it } from 'vitest';
import { align, type Aligned } from '../../harness/judge/alignment.ts';
import type { LumaPicture, Painter } from '../../harness/model/expectation.ts';
import { placementOf } from '../../harness/model/placement.ts';
import { painted, painting } from './painted-thumbnails.ts';
import { album, painter, shown } from './thumbnails-made-alone.ts';

const WAY = painting();
const [PHOTO] = album('steps', 1, { widthPx: 400, heightPx: 400, orientationExif: 1 });
if (PHOTO === undefined) throw new RangeError('Expected a photo.');
const photo = PHOTO;
const shownPhoto = shown(photo, 'rotate');
const placement = placementOf(WAY.rule, WAY.recipe, shownPhoto.size);

/** The picture, aligned; with the loudest blocks that took part in each fit, and how often it was compared. */
function watched(picture: LumaPicture, blocks?: Float32Array) {
  const loudest: number[] = [];
  let compared = 0;
  const watching: Painter = {
    ...painter,
    fitLast: (limit) => {
      loudest.push(limit);
      return painter.fitLast(limit);
    },
    compare: (...of) => {
      compared++;
      return painter.compare(...of);
    },
  };
  const residual = painter.compare(picture, shownPhoto.grid, shownPhoto.size, placement, WAY.response, WAY.tone);
  const start: Aligned = { placement, residual: { ...residual, blocks: blocks ?? residual.blocks } };
  const found = align(watching, picture, shownPhoto, start, WAY.response, WAY.tone);
  return { start, found, loudest, compared };
}

const movedBy = (x: number, y: number) => painted(photo, painting({}, { shiftPx: { x, y } }));
const clean = movedBy(0, 0);
/** 0 to count − 1, each once, in an order that looks like none. */
const shuffled = (count: number) => Float32Array.from({ length: count }, (_, i) => (i * 7919) % count);

describe('the blocks that take part in a fit', () => {
  it.each([
    [4, 1],
    [97, 24],
    [101, 25],
    [256, 64],
    [400, 100],
  ])('are, of %i, those up to nine times as loud as number %i', (count, rank) => {
    expect(watched(clean, shuffled(count)).loudest[0]).toBe(9 * rank);
    expect(watched(clean, shuffled(count).sort()).loudest[0]).toBe(9 * rank);
    expect(watched(clean, shuffled(count).sort().reverse()).loudest[0]).toBe(9 * rank);
  });

  it('are told by the quietest quarter where many are alike', () => {
    expect(watched(clean, new Float32Array(256).fill(7)).loudest[0]).toBe(63);
    const two = Float32Array.from({ length: 200 }, (_, i) => (i % 5 === 0 ? 1 : 50));
    expect(watched(clean, two).loudest[0]).toBe(450);
  });

  it('are told by every second of 512, evenly taken', () => {
    const every = Float32Array.from({ length: 512 }, (_, i) => (i % 2 === 0 ? i / 2 : 100_000));
    expect(watched(clean, every).loudest[0]).toBe(9 * 64);
  });
});

describe('the steps of a fit', () => {
  it('are none where the picture lies where it should', () => {
    const { start, found, compared } = watched(clean);
    expect(found).toBe(start);
    expect(compared).toBe(0);
  });

  it('end with a small one: what is left is settled', () => {
    expect(watched(movedBy(0.1, 0)).compared).toBe(1);
    expect(watched(movedBy(0.6, -0.4)).compared).toBeLessThanOrEqual(3);
    expect(watched(movedBy(0.6, -0.4)).found.residual.correlation).toBeGreaterThan(0.999);
  });

  it('stay within a pixel and a half along either axis', () => {
    for (const [x, y] of [
      [2.4, 0],
      [0, 2.4],
      [-2.4, 0],
      [0, -2.4],
    ] as const) {
      const { found } = watched(movedBy(x, y));
      const sourcePerPx = (placement.x.to - placement.x.from) / 64;
      for (const axis of ['x', 'y'] as const) {
        expect(Math.abs(found.placement[axis].from - placement[axis].from)).toBeLessThanOrEqual(1.5 * sourcePerPx);
        expect(Math.abs(found.placement[axis].to - placement[axis].to)).toBeLessThanOrEqual(1.5 * sourcePerPx);
      }
    }
  });

  it('are none where nothing in the picture could tell', () => {
    const { start, found } = watched(clean, new Float32Array(256).fill(-1));
    expect(found).toBe(start);
  });
});

// What a thumbnail should look like, and where a given one differs from it. Judging and attributing both ask this,
// of the same picture, thousands of times a second; so it is one thing, and its inner loop is WebAssembly.

import { BLOCK_PX, FIT_SUMS, instantiateKernel, SUMS } from './kernel/residual-kernel.ts';
import { axisTaps, EDGE_BLUR_CELLS, writeAxisWeights, type Axis, type BlurPart } from './paint.ts';
import type { AxisPlacement, Placement } from './placement.ts';
import { blockSums, hazeOf, regression, type Tone } from './residual-sums.ts';
import type { SignatureGrid } from './signature.ts';

/** How a thumbnailer renders edges: `blurPx` is a Gaussian's standard deviation in thumbnail pixels, `sharpen` the weight of an unsharp mask. */
export type Response = { readonly blurPx: number; readonly sharpen: number };

export type { Tone } from './residual-sums.ts';

export type LumaPicture = { readonly widthPx: number; readonly heightPx: number; readonly luma: Uint8Array };

/**
 * What differs, within the part of the thumbnail that shows the photo. Energies are sums of squared luma differences:
 * per block of 4×4 px (row-major, `blockColumns` a row), per row and per column. `correlation` is that of the whole, −1 to 1;
 * `tone` is the regression of what was seen on what was painted. `haze` is what lies over the whole picture: the root mean
 * square of the blocks' mean differences, in luma levels, once a change of tone has been allowed for.
 */
export type Residual = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly blockColumns: number;
  readonly blockRows: number;
  readonly blocks: Float32Array;
  readonly rows: Float32Array;
  readonly columns: Float32Array;
  readonly correlation: number;
  readonly tone: Tone;
  readonly haze: number;
};

export { BLOCK_PX };
/** An unsharp mask subtracts a picture blurred by this much more, in thumbnail pixels. */
const UNSHARP_BLUR_PX = 0.8;

export type Painter = {
  /** Painted offsets of the part that shows the photo, row-major x.lengthPx × y.lengthPx, of which either may be 0. A copy: keep it as long as you like. */
  readonly paint: (grid: SignatureGrid, source: SourceSize, placement: Placement, response: Response) => Float32Array;
  /** The residual of a thumbnail of exactly the placement's size. A copy. */
  readonly compare: (
    picture: LumaPicture,
    grid: SignatureGrid,
    source: SourceSize,
    placement: Placement,
    response: Response,
    tone: Tone,
  ) => Residual;
  /**
   * How the picture compared last would have to be moved to differ less: see `Fit`. Blocks of more energy than
   * `loudest` take no part. Throws a RangeError before the first comparison.
   */
  readonly fitLast: (loudest: number) => Fit;
};

/**
 * Normal equations of four unknowns, a shift and a stretch along x, then along y, in thumbnail pixels: positions run
 * from −1 to 1, so that a stretch is what it adds at the ends. `matrix` is 4×4, row-major and symmetric.
 */
export type Fit = { readonly matrix: Float64Array; readonly right: Float64Array };

type SourceSize = { readonly widthPx: number; readonly heightPx: number };

/** One painter owns one WebAssembly memory and is not to be shared between threads. */
export function createPainter(): Painter {
  const kernel = instantiateKernel();
  let fitAgain: ((loudest: number) => Fit) | null = null;
  let slab = new Float32Array(0);
  let used = 0;
  /** A copy, in memory that many copies share: one of a few kilobytes each costs a tenth of judging to be collected. */
  const kept = (values: Float32Array): Float32Array => {
    if (used + values.length > slab.length) {
      slab = new Float32Array(Math.max(SLAB_VALUES, values.length));
      used = 0;
    }
    const copy = slab.subarray(used, used + values.length);
    copy.set(values);
    used += values.length;
    return copy;
  };

  const paintInto = (
    grid: SignatureGrid,
    source: SourceSize,
    placement: Placement,
    response: Response,
    lumaBytes: number,
  ) => {
    const x = blurredAxis(grid.columns, source.widthPx, placement.x, response);
    const y = blurredAxis(grid.rows, source.heightPx, placement.y, response);
    const layout = kernel.layOut(grid, x, y, lumaBytes);
    const { stride } = layout;
    kernel.cells().set(grid.offsets, layout.cells);
    writeAxisWeights(x.axis, x.blur, kernel.weightsAt(x, layout.xFirst, layout.xWeights));
    writeAxisWeights(y.axis, y.blur, kernel.weightsAt(y, layout.yFirst, layout.yWeights));
    kernel.transpose(layout.cells, grid.columns, grid.rows, layout.turned);
    kernel.stretch(layout.turned, grid.rows, layout.xFirst, layout.xWeights, x.taps, stride, layout.stretched);
    kernel.paint(layout.stretched, stride, y.lengthPx, layout.yFirst, layout.yWeights, y.taps, layout.painted);
    fitAgain = null;
    return layout;
  };

  return {
    fitLast: (loudest) => {
      if (fitAgain === null)
        throw new RangeError('Expected a picture to have been compared last, and nothing painted since.');
      return fitAgain(loudest);
    },
    paint: (grid, source, placement, response) => {
      const { lengthPx: width } = placement.x;
      const { lengthPx: height } = placement.y;
      // The kernel paints at least a pixel.
      if (width === 0 || height === 0) return new Float32Array(0);
      const { painted: from, stride } = paintInto(grid, source, placement, response, 0);
      const painted = new Float32Array(width * height);
      for (let row = 0; row < height; row++)
        painted.set(kernel.floats().subarray(from / 4 + row * stride, from / 4 + row * stride + width), row * width);
      return painted;
    },
    compare: (picture, grid, source, placement, response, tone) => {
      const layout = paintInto(grid, source, placement, response, picture.luma.length);
      const { stride, blocks, rows, columns, sums } = layout;
      const width = placement.x.lengthPx;
      const height = placement.y.lengthPx;
      kernel.bytes().set(picture.luma, layout.luma);
      const origin = layout.luma + placement.y.start * picture.widthPx + placement.x.start;
      const scene = [
        origin,
        picture.widthPx,
        layout.painted,
        stride,
        height,
        width,
        tone.gain,
        tone.bias,
        blocks,
      ] as const;
      kernel.measure(...scene, rows, columns, sums, layout.scratch);
      fitAgain = (loudest) => {
        const step = width * height < EVERY_LINE_PX ? 1 : 2;
        kernel.fit(...scene, loudest, step, layout.fit);
        return fitOf(kernel.floats().subarray(layout.fit / 4, layout.fit / 4 + FIT_SUMS));
      };
      const blockColumns = stride / BLOCK_PX;
      const blockRows = Math.ceil(height / BLOCK_PX);
      // What was measured lies in one piece, blocks first: one copy of it costs a quarter of one for each part.
      const measured = kept(kernel.floats().subarray(blocks / 4, layout.scratch / 4));
      const part = (offset: number, length: number) =>
        measured.subarray((offset - blocks) / 4, (offset - blocks) / 4 + length);
      return {
        widthPx: width,
        heightPx: height,
        blockColumns,
        blockRows,
        blocks: part(blocks, blockColumns * blockRows),
        rows: part(rows, height),
        columns: part(columns, width),
        ...regression(part(sums, SUMS), width * height, tone),
        haze: hazeOf(blockSums(part(sums, SUMS), blockColumns * blockRows)),
      };
    },
  };
}

const SLAB_VALUES = 65_536;

/** Pictures smaller than this are fitted to all of their lines, larger ones to every second. */
const EVERY_LINE_PX = 8192;

/** The kernel's sums, as equations. */
function fitOf(sums: Float32Array): Fit {
  const [xx = 0, uxx = 0, uuxx = 0, xy = 0, uxy = 0, vxy = 0, uvxy = 0, yy = 0, vyy = 0, vvyy = 0, ...right] = sums;
  // biome-ignore format: a matrix is read as one.
  const matrix = Float64Array.of(
    xx,  uxx,  xy,   vxy,
    uxx, uuxx, uxy,  uvxy,
    xy,  uxy,  yy,   vyy,
    vxy, uvxy, vyy,  vvyy,
  );
  return { matrix, right: Float64Array.from(right) };
}

type BlurredAxis = {
  readonly axis: Axis;
  readonly blur: readonly BlurPart[];
  readonly lengthPx: number;
  readonly taps: number;
};

/** One axis under a response. */
function blurredAxis(
  cells: number,
  sourcePx: number,
  { lengthPx, from, to }: AxisPlacement,
  response: Response,
): BlurredAxis {
  const cellsPerSourcePx = cells / sourcePx;
  const axis = { cells, lengthPx, from: from * cellsPerSourcePx, to: to * cellsPerSourcePx };
  const blur = blurParts(response, (axis.to - axis.from) / lengthPx, cellsPerSourcePx);
  return { axis, blur, lengthPx, taps: axisTaps(axis, blur) };
}

/**
 * A source shows nothing finer than its own pixels: the standard deviation of one is 0.29 of its width, and enlarging it
 * by any common kernel makes it about this. Only sources of fewer pixels than the thumbnail notice.
 */
const SOURCE_BLUR_PX = 0.4;

function blurParts(response: Response, cellsPerPx: number, cellsPerSourcePx: number): readonly BlurPart[] {
  const asStored = Math.hypot(EDGE_BLUR_CELLS, SOURCE_BLUR_PX * cellsPerSourcePx);
  const blurCells = (blurPx: number) => Math.hypot(asStored, blurPx * cellsPerPx);
  if (response.sharpen === 0) return [{ weight: 1, blurCells: blurCells(response.blurPx) }];
  return [
    { weight: 1 + response.sharpen, blurCells: blurCells(response.blurPx) },
    { weight: -response.sharpen, blurCells: blurCells(response.blurPx + UNSHARP_BLUR_PX) },
  ];
}

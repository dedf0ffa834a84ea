// What a thumbnail should look like, and where a given one differs from it. Judging and attributing both ask this,
// of the same picture, thousands of times a second; so it is one thing, and its inner loop is WebAssembly.

import { EDGE_BLUR_CELLS, axisWeights, type AxisWeights, type BlurPart } from './paint.ts';
import type { AxisPlacement, Placement } from './placement.ts';
import type { SignatureGrid } from './signature.ts';
import { residualModuleBytes } from './kernel/residual-module.ts';

/** How a thumbnailer renders edges: `blurPx` is a Gaussian's standard deviation in thumbnail pixels, `sharpen` the weight of an unsharp mask. */
export type Response = { readonly blurPx: number; readonly sharpen: number };

/** `luma` = gain × painted offset + bias. */
export type Tone = { readonly gain: number; readonly bias: number };

export type LumaPicture = { readonly widthPx: number; readonly heightPx: number; readonly luma: Uint8Array };

/**
 * What differs, within the part of the thumbnail that shows the photo. Energies are sums of squared luma differences:
 * per block of 4×4 px (row-major, `blockColumns` a row), per row and per column. `correlation` is that of the whole, −1 to 1;
 * `tone` is the regression of what was seen on what was painted.
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
};

export const BLOCK_PX = 4;
/** An unsharp mask subtracts a picture blurred by this much more, in thumbnail pixels. */
const UNSHARP_BLUR_PX = 0.8;

export type Painter = {
  /** Painted offsets of the part that shows the photo, row-major x.lengthPx × y.lengthPx. A copy: keep it as long as you like. */
  readonly paint: (grid: SignatureGrid, source: SourceSize, placement: Placement, response: Response) => Float32Array;
  /** The residual of a thumbnail of exactly the placement's size. A copy. */
  readonly compare: (picture: LumaPicture, grid: SignatureGrid, source: SourceSize, placement: Placement, response: Response, tone: Tone) => Residual;
};

type SourceSize = { readonly widthPx: number; readonly heightPx: number };

/** One painter owns one WebAssembly memory and is not to be shared between threads. */
export function createPainter(): Painter {
  const kernel = instantiate();

  const paintInto = (grid: SignatureGrid, source: SourceSize, placement: Placement, response: Response, lumaBytes: number) => {
    const x = weightsOf(grid.columns, source.widthPx, placement.x, response);
    const y = weightsOf(grid.rows, source.heightPx, placement.y, response);
    const layout = kernel.layOut(grid, x, y, lumaBytes);
    kernel.floats(layout.cells, grid.offsets.length).set(grid.offsets);
    kernel.ints(layout.xFirst, x.first.length).set(x.first);
    kernel.floats(layout.xWeights, x.weights.length).set(x.weights);
    kernel.ints(layout.yFirst, y.first.length).set(y.first);
    kernel.floats(layout.yWeights, y.weights.length).set(y.weights);
    kernel.stretch(layout.cells, grid.columns, grid.rows, layout.xFirst, layout.xWeights, x.taps, layout.stride, layout.stretched);
    kernel.paint(layout.stretched, layout.stride, y.lengthPx, layout.yFirst, layout.yWeights, y.taps, layout.painted);
    return layout;
  };

  return {
    paint: (grid, source, placement, response) => {
      const layout = paintInto(grid, source, placement, response, 0);
      const { lengthPx: width } = placement.x;
      const { lengthPx: height } = placement.y;
      const painted = new Float32Array(width * height);
      for (let row = 0; row < height; row++) painted.set(kernel.floats(layout.painted + row * layout.stride * 4, width), row * width);
      return painted;
    },
    compare: (picture, grid, source, placement, response, tone) => {
      const layout = paintInto(grid, source, placement, response, picture.luma.length);
      const width = placement.x.lengthPx;
      const height = placement.y.lengthPx;
      kernel.bytes(layout.luma, picture.luma.length).set(picture.luma);
      const origin = layout.luma + placement.y.start * picture.widthPx + placement.x.start;
      kernel.measure(origin, picture.widthPx, layout.painted, layout.stride, height, width, tone.gain, tone.bias, layout.blocks, layout.rows, layout.columns, layout.sums);
      const blockColumns = layout.stride / BLOCK_PX;
      const blockRows = Math.ceil(height / BLOCK_PX);
      return {
        widthPx: width,
        heightPx: height,
        blockColumns,
        blockRows,
        blocks: kernel.floats(layout.blocks, blockColumns * blockRows).slice(),
        rows: kernel.floats(layout.rows, height).slice(),
        columns: kernel.floats(layout.columns, width).slice(),
        ...regression(kernel.floats(layout.sums, 5), width * height),
      };
    },
  };
}

/** The weights of one axis under a response. Source pixels wider than thumbnail pixels blur by themselves. */
function weightsOf(cells: number, sourcePx: number, axis: AxisPlacement, response: Response): AxisWeights {
  const cellsPerSourcePx = cells / sourcePx;
  const from = axis.from * cellsPerSourcePx;
  const to = axis.to * cellsPerSourcePx;
  return axisWeights(cells, axis.lengthPx, from, to, blurParts(response, (to - from) / axis.lengthPx));
}

function blurParts(response: Response, cellsPerPx: number): readonly BlurPart[] {
  const blurCells = (blurPx: number) => Math.hypot(EDGE_BLUR_CELLS, blurPx * cellsPerPx);
  if (response.sharpen === 0) return [{ weight: 1, blurCells: blurCells(response.blurPx) }];
  return [
    { weight: 1 + response.sharpen, blurCells: blurCells(response.blurPx) },
    { weight: -response.sharpen, blurCells: blurCells(response.blurPx + UNSHARP_BLUR_PX) },
  ];
}

/** `sums`: Σluma, Σpainted, Σluma·painted, Σpainted², Σluma². */
function regression(sums: Float32Array, count: number): { correlation: number; tone: Tone } {
  const [luma = 0, painted = 0, both = 0, painted2 = 0, luma2 = 0] = sums;
  const covariance = both - (luma * painted) / count;
  const paintedVariance = painted2 - (painted * painted) / count;
  const lumaVariance = luma2 - (luma * luma) / count;
  const gain = paintedVariance > 0 ? covariance / paintedVariance : 0;
  // A flat picture has no variance; rounding may leave a trace of one.
  const correlation = lumaVariance > count * 0.01 && paintedVariance > 0 ? covariance / Math.sqrt(lumaVariance * paintedVariance) : 0;
  return { correlation, tone: { gain, bias: (luma - gain * painted) / count } };
}

// Node's own types leave WebAssembly out unless the browser's are included; these are the parts used here.
type WasmMemory = { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

type Kernel = {
  readonly memory: WasmMemory;
  readonly stretch: (cells: number, columns: number, rows: number, first: number, weights: number, taps: number, width: number, out: number) => void;
  readonly paint: (stretched: number, width: number, height: number, first: number, weights: number, taps: number, out: number) => void;
  readonly measure: (...args: number[]) => void;
};

function instantiate() {
  // The module is 1 kB and has no imports, so compiling it in line costs less than a file read would.
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(residualModuleBytes()));
  const kernel = exports as Kernel;
  return {
    stretch: kernel.stretch,
    paint: kernel.paint,
    measure: kernel.measure,
    floats: (offset: number, length: number) => new Float32Array(kernel.memory.buffer, offset, length),
    ints: (offset: number, length: number) => new Int32Array(kernel.memory.buffer, offset, length),
    bytes: (offset: number, length: number) => new Uint8Array(kernel.memory.buffer, offset, length),
    /** Byte offsets for pictures of these sizes; grows the memory when they need more. `stride` is the width rounded up to blocks. */
    layOut: (grid: SignatureGrid, x: AxisWeights, y: AxisWeights, lumaBytes: number) => {
      const stride = Math.ceil(x.lengthPx / BLOCK_PX) * BLOCK_PX;
      let end = FIRST_FREE_BYTE;
      const take = (byteLength: number) => {
        const offset = end;
        end += Math.ceil(byteLength / 16) * 16;
        return offset;
      };
      const layout = {
        stride,
        cells: take(grid.offsets.length * 4),
        xFirst: take(stride * 4),
        xWeights: take(stride * x.taps * 4),
        yFirst: take(y.lengthPx * 4),
        yWeights: take(y.weights.length * 4),
        stretched: take(grid.rows * stride * 4),
        painted: take(stride * y.lengthPx * 4),
        blocks: take((stride / BLOCK_PX) * Math.ceil(y.lengthPx / BLOCK_PX) * 4),
        rows: take(y.lengthPx * 4),
        columns: take(stride * 4),
        sums: take(5 * 4),
        // The last block of the last row may be read past its end.
        luma: take(lumaBytes + BLOCK_PX),
      };
      const missing = end - kernel.memory.buffer.byteLength;
      if (missing > 0) kernel.memory.grow(Math.ceil(missing / WASM_PAGE_BYTES));
      // Padded pixels past the width read cell 0 with weight 0.
      new Int32Array(kernel.memory.buffer, layout.xFirst, stride).fill(0);
      new Float32Array(kernel.memory.buffer, layout.xWeights, stride * x.taps).fill(0);
      return layout;
    },
  };
}

const FIRST_FREE_BYTE = 1024;
const WASM_PAGE_BYTES = 65_536;

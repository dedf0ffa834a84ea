// The WebAssembly of residual.as.ts and its memory: where each picture and table lies, and how the memory grows.
// Everything else knows it by offsets alone.

import type { AxisWeights } from '../paint.ts';
import type { SignatureGrid } from '../signature.ts';
import { instantiate, WASM_PAGE_BYTES, type WasmMemory } from './instantiate.ts';
import { residualModuleBytes } from './residual-module.ts';

export const BLOCK_PX = 4;
/** Sums over the picture that `measure` gives. */
export const SUMS = 8;
/** Sums that `fit` gives. */
export const FIT_SUMS = 14;

/** One side of a picture: its pixels, and how many cells each of them shows. */
type Side = { readonly lengthPx: number; readonly taps: number };

type Kernel = {
  readonly memory: WasmMemory;
  readonly transpose: (cells: number, columns: number, rows: number, out: number) => void;
  readonly stretch: (
    turned: number,
    rows: number,
    first: number,
    weights: number,
    taps: number,
    width: number,
    out: number,
  ) => void;
  readonly paint: (
    stretched: number,
    width: number,
    height: number,
    first: number,
    weights: number,
    taps: number,
    out: number,
  ) => void;
  readonly measure: (...args: number[]) => void;
  readonly fit: (...args: number[]) => void;
};

/** An instance with a memory of its own. */
export function instantiateKernel() {
  const kernel = instantiate<Kernel>(residualModuleBytes());
  // Views of the whole memory, made anew when it has grown: one for each use would cost more than what they copy.
  let views = viewsOf(kernel.memory.buffer);
  return {
    transpose: kernel.transpose,
    stretch: kernel.stretch,
    paint: kernel.paint,
    measure: kernel.measure,
    fit: kernel.fit,
    floats: () => views.floats,
    ints: () => views.ints,
    bytes: () => views.bytes,
    cells: () => views.cells,
    /** The place of an axis's weights in the memory, as it lies now. */
    weightsAt: ({ lengthPx, taps }: Side, first: number, weights: number): AxisWeights => ({
      lengthPx,
      taps,
      first: views.ints.subarray(first / 4, first / 4 + lengthPx),
      weights: views.floats.subarray(weights / 4, weights / 4 + lengthPx * taps),
    }),
    /** Byte offsets for pictures of these sizes; grows the memory when they need more. `stride` is the width rounded up to blocks. */
    layOut: (grid: SignatureGrid, x: Side, y: Side, lumaBytes: number) => {
      const { lengthPx: widthPx } = x;
      const { lengthPx: heightPx } = y;
      const stride = Math.ceil(widthPx / BLOCK_PX) * BLOCK_PX;
      let end = FIRST_FREE_BYTE;
      const take = (byteLength: number) => {
        const offset = end;
        end += Math.ceil(byteLength / 16) * 16;
        return offset;
      };
      const layout = {
        stride,
        cells: take(grid.offsets.length),
        turned: take(grid.offsets.length * 4),
        xFirst: take(stride * 4),
        xWeights: take(stride * x.taps * 4),
        yFirst: take(heightPx * 4),
        yWeights: take(heightPx * y.taps * 4),
        stretched: take(grid.rows * stride * 4),
        painted: take(stride * heightPx * 4),
        blocks: take((stride / BLOCK_PX) * Math.ceil(heightPx / BLOCK_PX) * 4),
        rows: take(heightPx * 4),
        columns: take(stride * 4),
        sums: take(SUMS * 4),
        scratch: take(3 * stride * 4),
        fit: take(FIT_SUMS * 4),
        // The last block of the last row may be read past its end.
        luma: take(lumaBytes + BLOCK_PX),
      };
      const missing = end - kernel.memory.buffer.byteLength;
      if (missing > 0) {
        kernel.memory.grow(Math.ceil(missing / WASM_PAGE_BYTES));
        views = viewsOf(kernel.memory.buffer);
      }
      // Padded pixels past the width read cell 0 with weight 0.
      views.ints.fill(0, layout.xFirst / 4 + widthPx, layout.xFirst / 4 + stride);
      views.floats.fill(0, layout.xWeights / 4 + widthPx * x.taps, layout.xWeights / 4 + stride * x.taps);
      return layout;
    },
  };
}

function viewsOf(memory: ArrayBuffer): {
  readonly floats: Float32Array;
  readonly ints: Int32Array;
  readonly bytes: Uint8Array;
  readonly cells: Int8Array;
} {
  return {
    floats: new Float32Array(memory),
    ints: new Int32Array(memory),
    bytes: new Uint8Array(memory),
    cells: new Int8Array(memory),
  };
}

const FIRST_FREE_BYTE = 1024;

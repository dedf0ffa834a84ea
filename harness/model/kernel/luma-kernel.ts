// The WebAssembly of luma.as.ts and its memory: pixels go in part by part, so that a large picture needs no more of it.

import { instantiate, WASM_PAGE_BYTES, type WasmMemory } from './instantiate.ts';
import { lumaModuleBytes } from './luma-module.ts';

/** Pixels at a time: whole vectors of sixteen. */
const PART_PX = 65_536;
const VECTOR_PX = 16;
const CHANNELS = 3;
const PIXELS_AT = 1024;
const LUMA_AT = PIXELS_AT + CHANNELS * PART_PX;

type Kernel = {
  readonly memory: WasmMemory;
  readonly lumaOfRgb: (pixels: number, count: number, out: number) => void;
};

/** Writes the luma of RGB pixels, three bytes each, into `luma`, one byte each; `luma` says how many. */
export function createLumaKernel(): (pixels: Uint8Array, luma: Uint8Array) => void {
  const kernel = instantiate<Kernel>(lumaModuleBytes());
  kernel.memory.grow(Math.ceil((LUMA_AT + PART_PX) / WASM_PAGE_BYTES));
  const memory = new Uint8Array(kernel.memory.buffer);
  return (pixels, luma) => {
    for (let from = 0; from < luma.length; from += PART_PX) {
      const count = Math.min(PART_PX, luma.length - from);
      memory.set(pixels.subarray(CHANNELS * from, CHANNELS * (from + count)), PIXELS_AT);
      // What lies behind the last pixel is left from before, and so is its luma.
      kernel.lumaOfRgb(PIXELS_AT, Math.ceil(count / VECTOR_PX) * VECTOR_PX, LUMA_AT);
      luma.set(memory.subarray(LUMA_AT, LUMA_AT + count), from);
    }
  };
}

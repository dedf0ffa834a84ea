// A second opinion on PNG, so that an alarm never rests on one decoder. The door to pngjs for reading.

import { PNG } from 'pngjs';
import { lumaOf } from './luma.ts';

/** The luma of a PNG of the given size, row-major; a string says why there is none. */
export function decodePngLuma(bytes: Uint8Array, widthPx: number, heightPx: number): Uint8Array | string {
  try {
    const png = PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const luma = lumaOf(png.data, widthPx * heightPx, { channels: 4, sampleBytes: 1 });
    return luma ?? `the header says ${widthPx}x${heightPx}, pngjs found ${png.width}x${png.height}`;
  } catch (error) {
    return `pngjs: ${error instanceof Error ? error.message : String(error)}`;
  }
}

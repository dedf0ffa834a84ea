// libvips quantises whatever it writes as GIF, at 400 ms a megapixel and with dithering that would blur the signature.
// A painted photo has fewer than 256 luma levels and one tint, so its palette is known and every pixel stays exact.

import { createRequire } from 'node:module';
import type { PaintedSource } from './paint-source.ts';
import type { Tint } from './source-tint.ts';

type GifWriter = {
  readonly writeFrame: (
    indices: Uint8Array,
    widthPx: number,
    heightPx: number,
    options: { readonly palette?: readonly Tint[]; readonly repeat?: number; readonly delay?: number },
  ) => void;
  readonly finish: () => void;
  readonly bytes: () => Uint8Array;
};

// Required, not imported: its default export is the module to Node and the encoder to vite. It ships no types either.
const require = createRequire(import.meta.url);
const { GIFEncoder }: { readonly GIFEncoder: () => GifWriter } = require('gifenc');

/** gifenc's word for a still picture: without it a loop count is written, as in an animation. */
const NO_REPEAT = -1;
const FRAME_MS = 100;

/**
 * A GIF of luma painted in one channel, still if it is one picture, where colour `l` of the palette is luma level `l` plus
 * the tint. Pictures after the first are of its size and palette.
 */
export function encodeGif(frames: readonly PaintedSource[], tint: Tint): Uint8Array {
  const palette = Array.from({ length: 256 }, (_, level): Tint => {
    const [red, green, blue] = tint.map((channel) => Math.min(255, Math.max(0, level + channel)));
    return [red ?? level, green ?? level, blue ?? level];
  });
  const gif = GIFEncoder();
  frames.forEach(({ pixels, widthPx, heightPx }, index) => {
    const timing = frames.length === 1 ? { repeat: NO_REPEAT } : { repeat: 0, delay: FRAME_MS };
    gif.writeFrame(pixels, widthPx, heightPx, index === 0 ? { ...timing, palette } : timing);
  });
  gif.finish();
  return gif.bytes();
}

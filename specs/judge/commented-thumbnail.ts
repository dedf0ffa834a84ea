// A thumbnail that says something beside its pixels, for specs of what it must not say.

import { withSegments } from '../../fixtures/canaries/jpeg-segments.ts';

/** A JPEG with a comment of at most 253 characters. */
export function saying(thumbnail: Uint8Array, text: string): Uint8Array {
  const head = Buffer.from([0xff, 0xfe, 0, 2 + text.length]);
  return withSegments(thumbnail, [head, Buffer.from(text, 'latin1')]);
}

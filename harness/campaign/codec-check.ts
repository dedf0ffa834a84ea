// A decoder that was built for another machine, or an encoder that was built without a format, shows itself as thousands
// of unreadable thumbnails. Here each is tried once, on a picture of a few pixels.

import { painted } from '../materialise/image-codec.ts';
import type { CodecCheck } from '../model/doctor.ts';
import { THUMBNAIL_FORMATS } from '../model/recipe.ts';
import { createLumaDecoder } from '../observe/decode.ts';

const SIDE_PX = 32;
/** Codecs of good quality stay within a level or two on a ramp. */
const MEAN_ERROR_LEVELS_MAX = 3;

/** Encodes a grey ramp with sharp, which makes the photos, and reads it back with the decoders of the judge. */
export async function checkCodecs(): Promise<readonly CodecCheck[]> {
  const decoder = createLumaDecoder({ maxBytes: 1e6, maxPixels: 1e6 });
  const ramp = Uint8Array.from({ length: SIDE_PX ** 2 }, (_, at) => 60 + 4 * (at % SIDE_PX));
  const checks: CodecCheck[] = [];
  for (const format of THUMBNAIL_FORMATS) {
    try {
      const picture = painted({ widthPx: SIDE_PX, heightPx: SIDE_PX, channels: 1, pixels: ramp });
      const seen = await decoder.decode(await picture.toFormat(format, { quality: 90 }).toBuffer());
      if (seen.kind !== 'decoded') {
        checks.push({ name: format, passed: false, says: `could not be read back: ${seen.why}` });
        continue;
      }
      const error = seen.luma.reduce((sum, level, at) => sum + Math.abs(level - (ramp[at] ?? 0)), 0) / ramp.length;
      const says = `written by sharp, read by ${seen.decoder}, ${error.toFixed(1)} levels apart`;
      checks.push({ name: format, passed: error <= MEAN_ERROR_LEVELS_MAX, says });
    } catch (trouble) {
      checks.push({ name: format, passed: false, says: `sharp could not write it: ${String(trouble)}` });
    }
  }
  return checks;
}

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../harness/report/png.ts';

describe('encodePng', () => {
  it('writes a picture that another reader gives back pixel by pixel', async () => {
    const rgba = Uint8Array.from({ length: 4 * 5 * 3 }, (_, i) => (i % 4 === 3 ? 255 - (i % 7) : (i * 37) % 256));
    const { data, info } = await sharp(encodePng(rgba, 5, 3))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.format, info.width, info.height, info.channels]).toEqual(['raw', 5, 3, 4]);
    expect(new Uint8Array(data)).toEqual(rgba);
  });

  it('refuses bytes that do not fit the size', () => {
    expect(() => encodePng(new Uint8Array(15), 2, 2)).toThrow(new RangeError('Expected 16 bytes for 2x2, got 15.'));
  });
});

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ERROR_PICTURE, showsErrorPicture } from '../../harness/model/error-picture.ts';
import { album, habit, observed, thumbnailOf } from '../judge/thumbnails-made-alone.ts';

const sized = (width: number, height: number, fit: 'cover' | 'contain' | 'inside' | 'fill') =>
  sharp(ERROR_PICTURE).resize({ width, height, fit }).toColourspace('srgb');

describe('the picture in the body of an error', () => {
  it.each([
    [64, 64, 'cover'],
    [128, 96, 'cover'],
    [96, 128, 'cover'],
    [200, 100, 'contain'],
    [100, 200, 'fill'],
    [32, 32, 'inside'],
    [8, 8, 'inside'],
  ] as const)('is known again in %i×%i px, %s', async (width, height, fit) => {
    for (const bytes of [
      await sized(width, height, fit).png().toBuffer(),
      await sized(width, height, fit).jpeg({ quality: 60 }).toBuffer(),
      await sized(width, height, fit).webp({ quality: 60 }).toBuffer(),
    ])
      expect(showsErrorPicture(await observed(bytes))).toBe(true);
  });

  it('is not seen in photos, nor in what is of one colour, nor in its mirror', async () => {
    for (const photo of album('seen', 12))
      expect(showsErrorPicture(await observed(await thumbnailOf(photo, habit())))).toBe(false);
    const of = (level: number) => ({ widthPx: 32, heightPx: 32, luma: new Uint8Array(1024).fill(level) });
    for (const level of [0, 128, 255]) expect(showsErrorPicture(of(level))).toBe(false);
    expect(showsErrorPicture(await observed(await sized(64, 64, 'fill').flop().png().toBuffer()))).toBe(false);
    expect(showsErrorPicture({ widthPx: 0, heightPx: 0, luma: new Uint8Array() })).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { ownShare } from '../../harness/judge/own-share.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { easel, jobFor } from './jobs-of-paintings.ts';
import { altered, knownProfile, painted, painting } from './painted-thumbnails.ts';
import { album } from './thumbnails-made-alone.ts';

const WAY = painting();
const [OWN] = album('partly own', 1, { widthPx: 320, heightPx: 320, orientationExif: 1 });
const job = jobFor(OWN, WAY);
const clean = painted(job.photo, WAY);
const WHOLE = { x: 0, y: 0, width: 64, height: 64 };

function shareOf(seen: LumaPicture, ...regions: readonly Region[]): number {
  return ownShare(easel, job, knownProfile(WAY), seen, regions);
}

/** As far from what it was as can be. */
function opposite(own: number): number {
  return own < 128 ? 255 : 0;
}

describe('what is its own of a picture', () => {
  const lower = altered(clean, { x: 0, y: 0, width: 64, height: 32 }, opposite);
  const tile = altered(
    altered(clean, WHOLE, opposite),
    { x: 56, y: 48, width: 8, height: 8 },
    (_, at) => clean.luma[at] ?? 0,
  );
  const corner = altered(
    altered(clean, WHOLE, opposite),
    { x: 60, y: 60, width: 4, height: 4 },
    (_, at) => clean.luma[at] ?? 0,
  );

  it('is all of it where nothing else is shown, and nothing where all is strange', () => {
    expect(shareOf(clean, WHOLE)).toBe(1);
    expect(shareOf(altered(clean, WHOLE, opposite), WHOLE)).toBe(0);
  });

  it('is the share of tiles that look as they should, within the regions that are asked about', () => {
    expect(shareOf(lower, WHOLE)).toBe(0.5);
    expect(shareOf(lower, { x: 0, y: 0, width: 64, height: 32 })).toBe(0);
    expect(shareOf(lower, { x: 0, y: 0, width: 64, height: 32 }, { x: 8, y: 40, width: 64, height: 16 })).toBe(1 / 3);
  });

  it('is counted in tiles of eight pixels, of which none reaches into its neighbours', () => {
    expect(shareOf(tile, { x: 48, y: 48, width: 16, height: 8 })).toBe(1 / 2);
    expect(shareOf(tile, { x: 56, y: 40, width: 8, height: 16 })).toBe(1 / 2);
    expect(shareOf(tile, { x: 40, y: 32, width: 24, height: 24 })).toBe(1 / 9);
  });

  it('is counted in tiles cut off where the picture ends', () => {
    expect(shareOf(corner, { x: 60, y: 60, width: 4, height: 4 })).toBe(1);
    expect(shareOf(corner, { x: 60, y: 52, width: 4, height: 12 })).toBe(1 / 2);
  });

  it('is nothing where nothing is asked about', () => {
    expect(shareOf(clean)).toBe(0);
  });

  it('is nothing in a picture of another size, though it were made of the same pixels', () => {
    expect(shareOf({ widthPx: 64, heightPx: 40, luma: clean.luma.slice(0, 64 * 40) }, WHOLE)).toBe(0);
    expect(shareOf({ widthPx: 40, heightPx: 64, luma: clean.luma.slice(0, 40 * 64) }, WHOLE)).toBe(0);
  });
});

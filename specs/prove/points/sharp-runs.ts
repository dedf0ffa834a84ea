// A million thumbnails must fit into an hour and still be of every kind. What is cheap carries the number, what is dear
// is there in its share, and how they are asked for differs from run to run.

import type { Share } from '../point.ts';

/** `id` is stable; `thumbnails` are to be verified. */
export type SharpRun = {
  readonly id: string;
  readonly seed: number;
  readonly thumbnails: number;
  readonly flags: readonly string[];
};

const ALL_FITS = ['--fits', 'cover,contain,inside,fill'];
/** The two sizes of a pair are so close that one small photo serves both: few photos are made for many thumbnails. */
const TINY_JPEG = ['--sizes', '32x32,36x36', '--formats', 'jpeg', ...ALL_FITS];
const SMALL_JPEG = ['--sizes', '48x48,52x52', '--formats', 'jpeg', ...ALL_FITS];
const SMALL_LOSSLESS = ['--sizes', '48x48,64x48', '--formats', 'jpeg,png', ...ALL_FITS];
const MEDIUM_JPEG = ['--sizes', '128x128,128x96', '--formats', 'jpeg', ...ALL_FITS];
const SMALL_WEBP = ['--sizes', '64x64', '--formats', 'jpeg,webp', ...ALL_FITS];
const LARGE_JPEG = ['--sizes', '256x256', '--formats', 'jpeg', '--fits', 'cover,inside'];
const TINY_AVIF = ['--sizes', '32x32,36x36', '--formats', 'jpeg,avif', ...ALL_FITS];

/** 1 000 000 in all. */
const FULL: readonly SharpRun[] = [
  sharpRun(1, 250_000, TINY_JPEG, 64, 16),
  sharpRun(2, 50_000, TINY_JPEG, 4, 1),
  sharpRun(3, 50_000, TINY_JPEG, 256, 16),
  sharpRun(4, 50_000, TINY_JPEG, 16, 16),
  sharpRun(5, 50_000, TINY_JPEG, 64, 1),
  sharpRun(6, 50_000, SMALL_JPEG, 128, 128),
  sharpRun(7, 50_000, SMALL_JPEG, 8, 4),
  sharpRun(8, 50_000, SMALL_JPEG, 64, 32),
  sharpRun(9, 50_000, SMALL_JPEG, 512, 8),
  sharpRun(10, 50_000, SMALL_LOSSLESS, 64, 16),
  sharpRun(11, 50_000, SMALL_LOSSLESS, 96, 3),
  sharpRun(12, 50_000, SMALL_LOSSLESS, 32, 8),
  sharpRun(13, 50_000, MEDIUM_JPEG, 64, 16),
  sharpRun(14, 50_000, MEDIUM_JPEG, 128, 5),
  sharpRun(15, 50_000, SMALL_WEBP, 64, 16),
  sharpRun(16, 30_000, LARGE_JPEG, 64, 16),
  sharpRun(17, 20_000, TINY_AVIF, 64, 16),
];

export const SHARP_RUNS: Readonly<Record<Share, readonly SharpRun[]>> = {
  full: FULL,
  ci: [sharpRun(1, 1500, TINY_JPEG, 64, 16), sharpRun(15, 500, SMALL_WEBP, 32, 5)],
};

function sharpRun(
  seed: number,
  thumbnails: number,
  recipes: readonly string[],
  concurrency: number,
  batch: number,
): SharpRun {
  const [, sizes, , formats] = recipes;
  return {
    id: `sharp ${seed}: ${formats} ${sizes}, ${concurrency} in flight, ${batch} a batch`,
    seed,
    thumbnails,
    flags: [...recipes, '--concurrency', String(concurrency), '--batch', String(batch)],
  };
}

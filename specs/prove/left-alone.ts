// A false alarm is as bad as a miss. Thumbnailers that are right, however odd, are loaded for long enough that one
// false alarm in 20 000 would show.

import { join } from 'node:path';
import type { OddThumbnailer } from '../../fixtures/odd/registry.ts';
import { gateFigures } from './gate-figures.ts';
import { REPOSITORY_ROOT, runGate } from './gate-run.ts';
import { atLeast, CI_SAMPLE, equals, numberIn, type Claim, type DoneStep, type Figures, type Share } from './point.ts';

/** A false alarm at one in 20 000 would make a nightly run cry wolf. */
export const LEFT_ALONE_THUMBNAILS = 20_000;

/** Many thumbnailers are asked for the photos of one seed: these are made once. */
export const PHOTOS_SHARED = join(REPOSITORY_ROOT, '.thumbproof/cache');

export const LEFT_ALONE_FLAGS: Readonly<Record<Share, readonly string[]>> = {
  full: ['--thumbnails', String(LEFT_ALONE_THUMBNAILS)],
  ci: CI_SAMPLE,
};

export const oddStep = ({ file }: OddThumbnailer): string => `odd ${file}`;

export async function runOdd({ file, flags }: OddThumbnailer, seed: number, share: Share): Promise<Figures> {
  const all = ['--adapter', `fixtures/odd/${file}`, '--seed', String(seed), ...LEFT_ALONE_FLAGS[share], ...flags];
  return gateFigures(await runGate({ flags: all, cacheFolder: PHOTOS_SHARED }));
}

export function oddClaims({ file }: OddThumbnailer, step: DoneStep, share: Share): readonly Claim[] {
  return leftAloneClaims(file, step, share === 'full' ? LEFT_ALONE_THUMBNAILS : 1);
}

/** `least`: how many thumbnails it must have been right in. */
export function leftAloneClaims(name: string, step: DoneStep, least: number): readonly Claim[] {
  return [
    equals(`exit code on ${name}`, 0, numberIn(step, 'exitCode')),
    equals(`breaches on ${name}`, 0, numberIn(step, 'breaches')),
    atLeast(`thumbnails verified on ${name}`, least, numberIn(step, 'verified')),
  ];
}

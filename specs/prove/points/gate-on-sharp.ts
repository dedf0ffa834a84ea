// Point 1 of issue 1: the gate as npm run gate runs it, from an empty cache and again from a full one.

import { join } from 'node:path';
import { gateFigures } from '../gate-figures.ts';
import { runGate, withScratchFolder } from '../gate-run.ts';
import { atLeast, atMost, equals, numberIn, short, textIn, type DoneStep, type Figures, type Point } from '../point.ts';

const FLAGS = ['--seed', '1', '--phases', 'calibrate,names,stress'];
const WALL_S_MAX = 90;
const GENERATE_SHARE_MAX = 1 / 3;

export const gateOnSharp: Point = {
  title: 'The gate on the built-in sharp thumbnailer',
  steps: (share) => [{ id: 'cold, then warm', run: () => coldThenWarm(share === 'full') }],
  conclude: ([step], share) => {
    if (step === undefined) throw new RangeError('Expected the step "cold, then warm".');
    const caches = share === 'full' ? ['cold', 'warm'] : ['cold'];
    return {
      claims: caches.flatMap((cache) => [
        ...claimsOf(step, cache),
        ...(share === 'full' ? timeClaims(step, cache) : []),
      ]),
      table: {
        columns: ['photo cache', 'verdict', 'verified', 'archived', 'owners', 'bound at 99 %', 'wall', 'making photos'],
        rows: caches.map((cache) => [
          cache,
          textIn(step, `${cache} verdict`),
          textIn(step, `${cache} verified`),
          textIn(step, `${cache} archivedVerified`),
          textIn(step, `${cache} owners`),
          short(numberIn(step, `${cache} boundPerThumbnail`)),
          `${short(numberIn(step, `${cache} wallMs`) / 1000)} s`,
          `${short(100 * numberIn(step, `${cache} generateShare`))} %`,
        ]),
      },
    };
  },
};

/** One step, because the second run means nothing without the cache that the first one filled. */
function coldThenWarm(andWarm: boolean): Promise<Figures> {
  return withScratchFolder(async (scratch) => {
    const run = async (cache: string) =>
      Object.entries(gateFigures(await runGate({ flags: FLAGS, cacheFolder: join(scratch, 'cache') }))).map(
        ([name, value]) => [`${cache} ${name}`, value] as const,
      );
    const cold = await run('cold');
    return Object.fromEntries([...cold, ...(andWarm ? await run('warm') : [])]);
  });
}

function claimsOf(step: DoneStep, cache: string) {
  const figure = (name: string) => numberIn(step, `${cache} ${name}`);
  return [
    equals(`exit code, ${cache}`, 0, figure('exitCode')),
    atLeast(`thumbnails verified, ${cache}`, 4603, figure('verified')),
    atLeast(`owners, ${cache}`, 50, figure('owners')),
    atLeast(`archived thumbnails verified, ${cache}`, 1, figure('archivedVerified')),
    atLeast(`fresh thumbnails verified, ${cache}`, 1, figure('verified') - figure('archivedVerified')),
    equals(`concurrency, ${cache}`, 64, figure('concurrency')),
    equals(`confidence, ${cache}`, 0.99, figure('confidence')),
    atMost(`bound on the mix-up rate, ${cache}`, 0.001, figure('boundPerThumbnail')),
  ];
}

/** Only with the machine to itself: CI runs two proofs at once. */
function timeClaims(step: DoneStep, cache: string) {
  return [
    atMost(`wall time, ${cache}`, WALL_S_MAX, numberIn(step, `${cache} wallMs`) / 1000, ' s'),
    atMost(
      `share of the time spent on making photos, ${cache}`,
      GENERATE_SHARE_MAX,
      numberIn(step, `${cache} generateShare`),
    ),
  ];
}

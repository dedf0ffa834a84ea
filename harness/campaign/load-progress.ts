// How far the load is, and the bound it would prove if it ended now. Looked at after every answer, so it does next to
// nothing unless some time has passed.

import { boundOf } from '../gate/bound.ts';
import { advancePace, ratePerSecondOf, secondsLeftOf, startPace } from '../report/progress.ts';
import type { Bench } from './bench.ts';
import type { Score } from './score.ts';

const LOOK_EVERY_MS = 100;

/** A function to call after each answer. `planned` thumbnails are to be verified. */
export function loadProgress(
  bench: Bench,
  score: Score,
  power: number,
  planned: number,
  isDecided: () => boolean,
): () => void {
  const { confidence, maxMixupRate } = bench.options;
  let pace = startPace(bench.now(), score.totals().verified);
  return () => {
    const nowMs = bench.now();
    if (nowMs - pace.atMs < LOOK_EVERY_MS) return;
    const { verified, mixups } = score.totals();
    pace = advancePace(pace, verified, nowMs);
    const bound =
      mixups > 0
        ? null
        : boundOf({ batches: [{ verified, mixups: 0, count: 1 }], confidence, power, asked: maxMixupRate });
    bench.progress({
      phase: isDecided() ? 'gathering breaches to explain' : 'under load',
      done: verified,
      of: planned,
      ratePerSecond: ratePerSecondOf(pace),
      boundSoFar: bound?.perThumbnail ?? null,
      secondsLeft: isDecided() ? null : secondsLeftOf(pace, planned),
    });
  };
}

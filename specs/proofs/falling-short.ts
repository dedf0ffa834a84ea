// Every change proves a share of each point, by the same code that proves it in full.

import type { DoneStep, Point } from '../prove/point.ts';

/**
 * Runs a point's steps in the share of CI, or those of them named, and says each claim that does not hold, followed by
 * what was measured.
 */
export async function fallingShort(point: Point, stepIds?: readonly string[]): Promise<readonly string[]> {
  const done: DoneStep[] = [];
  for (const { id, run } of point.steps('ci')) {
    if (stepIds === undefined || stepIds.includes(id)) done.push({ id, figures: await run() });
  }
  if (done.length === 0) throw new RangeError(`Expected a step of ${stepIds?.join(', ')}, got none.`);
  const short = point.conclude(done, 'ci').claims.filter(({ holds }) => !holds);
  if (short.length === 0) return [];
  return [
    ...short.map(({ says, expected, measured }) => `${says}: expected ${expected}, measured ${measured}`),
    ...done.map((step) => JSON.stringify(step)),
  ];
}

/** Far above what a share takes on two busy cores, and far below CI's patience with a hang. */
export const PROOF_TIMEOUT_MS = 10 * 60 * 1000;

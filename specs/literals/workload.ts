// The plainest way in which a plan asks: batch by batch.

import type { Ask, Workload } from '../../harness/model/plan.ts';

export function oneAtATime(batches: readonly (readonly Ask[])[]): Workload {
  return { concurrency: 1, batchesInFlight: 1, batches };
}

// The plainest way in which a plan asks: batch by batch.

import { STEADY, type Ask, type Workload } from '../../harness/model/plan.ts';

export function oneAtATime(batches: readonly (readonly Ask[])[]): Workload {
  return { rounds: 1, concurrency: 1, batchesInFlight: 1, arrival: STEADY, happenings: [], batches };
}

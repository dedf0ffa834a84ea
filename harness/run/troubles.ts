// Disks lag and run full, networks break off: what is to happen to one read, one request or one written thumbnail goes with
// its very job, while its neighbours go on, in an order that nobody planned.

import type { Instance, PlainJob } from '../model/adapter.ts';
import type { Happening } from '../model/plan.ts';
import { isGivenUp } from '../model/troubles.ts';

/** The job with the troubles that are planned for it, as far as the instance lets them be; the same job where there are none. */
export function withTroubles(
  job: PlainJob,
  happenings: readonly Happening[],
  { readsThroughUs, transfers, writesForUs }: Pick<Instance, 'readsThroughUs' | 'transfers' | 'writesForUs'>,
): PlainJob {
  return happenings.reduce((troubled, happening) => {
    if (happening.at !== job.key) return troubled;
    if (happening.kind === 'read' && readsThroughUs)
      return { ...troubled, read: { lagMs: happening.lagMs, how: happening.how } };
    if (happening.kind === 'transfer' && transfers)
      return { ...troubled, transfer: { lagMs: happening.lagMs, how: happening.how } };
    if (happening.kind === 'write' && writesForUs) return { ...troubled, write: happening.how };
    return troubled;
  }, job);
}

/** The troubles of jobs, each in a few words, for the history. */
export function troublesOf(jobs: readonly PlainJob[]): {
  readonly reads: readonly string[];
  readonly transfers: readonly string[];
  readonly writes: readonly string[];
} {
  return {
    reads: jobs.flatMap(({ key, read }) => (read === undefined ? [] : [`${key}: ${read.how} after ${read.lagMs} ms`])),
    transfers: jobs.flatMap(({ key, transfer }) =>
      transfer === undefined ? [] : [`${key}: ${transfer.how}, ${transfer.lagMs} ms`],
    ),
    writes: jobs.flatMap(({ key, write }) => (write === undefined ? [] : [`${key}: ${write}`])),
  };
}

/** The jobs on which we hang up, among those that were not answered. */
export function givenUpAmong(jobs: readonly PlainJob[], answered: readonly string[]): readonly string[] {
  return jobs.flatMap(({ key, transfer }) =>
    transfer !== undefined && isGivenUp(transfer) && !answered.includes(key) ? [key] : [],
  );
}

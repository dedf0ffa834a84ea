// Disks lag, networks break off: the read of one photo fails while its neighbours go on, in an order that nobody planned.

import type { PlainJob } from '../model/adapter.ts';
import type { Happening } from '../model/plan.ts';

/** The job with the trouble that is planned for its read; the same job where there is none. */
export function withTrouble(job: PlainJob, happenings: readonly Happening[]): PlainJob {
  const trouble = happenings.find((happening) => happening.kind === 'read' && happening.at === job.key);
  if (trouble?.kind !== 'read') return job;
  return { ...job, read: { lagMs: trouble.lagMs, how: trouble.how } };
}

/** The troubled reads among jobs, each in a few words, for the history. */
export function troublesOf(jobs: readonly PlainJob[]): readonly string[] {
  return jobs.flatMap(({ key, read }) => (read === undefined ? [] : [`${key}: ${read.how} after ${read.lagMs} ms`]));
}

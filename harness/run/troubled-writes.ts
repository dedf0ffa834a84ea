// Disks run full: one photo's thumbnail cannot be written while its neighbours' can, and what is in hand must go nowhere.

import type { PlainJob } from '../model/adapter.ts';
import type { Happening } from '../model/plan.ts';

/** The job with the trouble that is planned for its thumbnail; the same job where there is none. */
export function withTroubledWrite(job: PlainJob, happenings: readonly Happening[]): PlainJob {
  const trouble = happenings.find((happening) => happening.kind === 'write' && happening.at === job.key);
  return trouble?.kind === 'write' ? { ...job, write: trouble.how } : job;
}

/** The thumbnails among jobs that cannot be written, each in a few words, for the history. */
export function troubledWritesOf(jobs: readonly PlainJob[]): readonly string[] {
  return jobs.flatMap(({ key, write }) => (write === undefined ? [] : [`${key}: ${write}`]));
}

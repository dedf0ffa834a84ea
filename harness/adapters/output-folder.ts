// What a batch command left in its folder, matched to what it was asked: by base name, or by the number in the name.
// The folder is hostile: names are compared as text, and nothing is read here.

import { readdir } from 'node:fs/promises';
import type { PlainJob } from '../model/adapter.ts';
import { stemOf, type Outputs } from './process-share.ts';

/** More entries than this are not looked at. */
const ENTRIES_MAX = 10_000;

/** The file name in `folder` that answers each job; a job with none, or with several, is absent, or told why. */
export async function outputsIn(
  folder: string,
  jobs: readonly PlainJob[],
  outputs: Outputs,
): Promise<ReadonlyMap<PlainJob, string | { readonly why: string }>> {
  const names = (await readdir(folder).catch((): string[] => [])).slice(0, ENTRIES_MAX);
  return outputs === 'named' ? byStem(names, jobs) : byNumber(names, jobs);
}

function byStem(names: readonly string[], jobs: readonly PlainJob[]) {
  const found = new Map<PlainJob, string | { readonly why: string }>();
  for (const job of jobs) {
    const own = names.filter((name) => stemOf(name) === stemOf(job.photo.name) || name === job.photo.name);
    const [first, ...more] = own;
    if (first === undefined) continue;
    const why = `it wrote ${own.length} files of that base name: ${own.slice(0, 3).join(', ')}`;
    found.set(job, more.length === 0 ? first : { why });
  }
  return found;
}

/** The last number in a name is its place among the sorted inputs, from 0 on, or from 1 where no file is numbered 0. */
function byNumber(names: readonly string[], jobs: readonly PlainJob[]) {
  const sorted = jobs.toSorted((a, b) => Buffer.compare(Buffer.from(a.photo.name), Buffer.from(b.photo.name)));
  const numbered = names.flatMap((name) => {
    const digits = /(\d+)\D*$/.exec(stemOf(name))?.[1];
    return digits === undefined ? [] : [{ name, number: Number(digits) }];
  });
  const first = numbered.some(({ number }) => number === 0) ? 0 : 1;
  const found = new Map<PlainJob, string>();
  for (const { name, number } of numbered) {
    const job = sorted[number - first];
    if (job !== undefined) found.set(job, name);
  }
  return found;
}

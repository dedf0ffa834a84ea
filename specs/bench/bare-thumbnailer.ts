// The built-in thumbnailer without thumbproof: the same batches, as many in flight, in a process of its own. Started with
// a file of `BareLoad` as JSON; prints how long the load took once it is running, in milliseconds.

import { readFile } from 'node:fs/promises';
import sharpThumbnailer from '../../harness/adapters/sharp-thumbnailer.ts';
import type { PlainJob } from '../../harness/model/adapter.ts';

export type BareLoad = { readonly batches: readonly (readonly PlainJob[])[]; readonly batchesInFlight: number };

const [file = ''] = process.argv.slice(2);
const { batches, batchesInFlight }: BareLoad = JSON.parse(await readFile(file, 'utf8'));
const beganMs = performance.now();
const waiting = batches.values();
await Promise.all(Array.from({ length: batchesInFlight }, askOneAfterAnother));
console.log(performance.now() - beganMs);

async function askOneAfterAnother(): Promise<void> {
  for (const batch of waiting) {
    const jobs = batch.map((job) => ({ ...job, photo: { ...job.photo, bytes: async () => readFile(job.photo.path) } }));
    const answers: unknown = await sharpThumbnailer.thumbnails(jobs, new AbortController().signal);
    if (!Array.isArray(answers) || answers.some(({ kind }: { kind: string }) => kind !== 'thumbnail')) {
      throw new Error('Expected a thumbnail for every job; without them the two loads are not the same.');
    }
  }
}

// One check of the port: a folder, photos laid in it, an adapter opened and closed around it, and patience with an end,
// because an adapter that never answers must fail the check and not hang it.

import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Adapter, Closing, Delivery, Instance, PlainJob } from '../model/adapter.ts';
import type { Recipe } from '../model/recipe.ts';
import { type Census, startCensus } from './census.ts';
import type { Eye } from './sample-photos.ts';

const LOOK_MS = 50;
const GONE_MS = 5_000;

export type Named = { readonly owner?: string; readonly album?: string; readonly name: string };

export type Stage = {
  /** Jobs for photos of these names, in order; `from` is the first photo, and no two batches share a key. */
  readonly batch: (names: readonly Named[], from?: number) => Promise<readonly PlainJob[]>;
  /** A job for a file that is no picture. */
  readonly broken: () => Promise<PlainJob>;
  /** Closed after the check, whatever comes of it. */
  readonly open: () => Promise<{ readonly instance: Instance; readonly workspace: string }>;
  /** All that a batch yields, in order. */
  readonly ask: (instance: Instance, jobs: readonly PlainJob[], signal?: AbortSignal) => Promise<readonly Delivery[]>;
  readonly close: (instance: Instance) => Promise<Closing>;
  /** Throws unless each job is answered once, by a thumbnail of its own photo. */
  readonly expectOwn: (jobs: readonly PlainJob[], told: readonly Delivery[]) => Promise<void>;
  readonly census: Census;
  readonly patienceMs: number;
};

export type StageOptions = {
  readonly makeAdapter: () => Adapter | Promise<Adapter>;
  readonly photos: readonly Uint8Array[];
  readonly eye: Eye;
  readonly recipe: Recipe;
  readonly patienceMs: number;
};

/** Rejects with the first thing that was not as the port has it. */
export async function onStage(options: StageOptions, check: (stage: Stage) => Promise<void>): Promise<void> {
  const { photos, recipe, patienceMs } = options;
  const folder = await mkdtemp(join(tmpdir(), 'adapter-conformance-'));
  const census = startCensus();
  const opened: Instance[] = [];
  const photoOf = new Map<string, number>();
  let files = 0;
  let batches = 0;

  // One owner, album, name and version is one photo for ever, so each batch has owners of its own.
  const lay = async (
    { owner = `ann ${batches}`, album = 'summer', name }: Named,
    bytes: Uint8Array,
  ): Promise<PlainJob> => {
    files += 1;
    // A folder of its own: two names that one disk takes for the same stay two files.
    const home = join(folder, 'photos', String(files), owner, album);
    await mkdir(home, { recursive: true });
    await writeFile(join(home, name), bytes);
    const photo = { owner, album, name, version: 1, archived: false, path: join(home, name) };
    return { key: `job-${files}`, photo, recipe };
  };
  const close = (instance: Instance) =>
    within(patienceMs, 'close() to resolve', 'Kill what does not end by itself.', instance.close());
  const stage: Stage = {
    census,
    patienceMs,
    close,
    ask: (instance, jobs, signal = new AbortController().signal) => gathered(instance, jobs, signal, patienceMs),
    batch: async (names, from = 0) => {
      const jobs: PlainJob[] = [];
      batches += 1;
      for (const [at, named] of names.entries()) {
        const photo = (from + at) % photos.length;
        const job = await lay(named, photos[photo] ?? new Uint8Array());
        photoOf.set(job.key, photo);
        jobs.push(job);
      }
      return jobs;
    },
    broken: () => lay({ name: 'broken.jpg' }, new TextEncoder().encode('This is no picture.')),
    open: async () => {
      const workspace = await mkdtemp(join(folder, 'workspace-'));
      const adapter = await options.makeAdapter();
      const result = await within(
        patienceMs,
        'open() to resolve',
        'Give up on what does not start.',
        adapter.open({ workspace, seed: 5 }),
      );
      if (result.kind !== 'opened')
        throw new Error(`Expected the adapter to open, got ${result.kind}: ${result.detail}. Mend that first.`);
      opened.push(result.instance);
      return { instance: result.instance, workspace };
    },
    expectOwn: async (jobs, told) => {
      expectOneEach(jobs, told);
      for (const delivery of told) {
        if (delivery.kind !== 'thumbnail') continue;
        const wrong = await options.eye(delivery.bytes, photoOf.get(delivery.key) ?? -1);
        if (wrong === null) continue;
        const own = photoOf.get(delivery.key);
        throw new Error(
          `Expected the answer for ${delivery.key} to show photo ${own}, got ${wrong}. Look for what two jobs share: a path, a buffer, an index.`,
        );
      }
      const refused = told.find((delivery) => delivery.kind === 'refused');
      if (refused?.kind !== 'refused') return;
      const job = jobs.find(({ key }) => key === refused.key);
      throw new Error(
        `Expected a thumbnail for ${refused.key} (${JSON.stringify(job?.photo.name)}), got a refusal: ${refused.reason}. It is a plain JPEG photo: look at how its name and path are passed on.`,
      );
    },
  };
  try {
    await check(stage);
  } finally {
    for (const instance of opened) await close(instance).catch(() => undefined);
    census.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Throws unless every job is answered once, and nothing else is. */
export function expectOneEach(jobs: readonly PlainJob[], told: readonly Delivery[]): void {
  const owed = new Set(jobs.map(({ key }) => key));
  for (const delivery of told) {
    if (delivery.kind === 'incident')
      throw new Error(`Expected answers, got an incident: ${delivery.incident}: ${delivery.detail}. Mend that first.`);
    if (owed.delete(delivery.key)) continue;
    const known = jobs.some(({ key }) => key === delivery.key);
    throw new Error(
      known
        ? `Expected one answer for ${delivery.key}, got a second one. Deliver each answer once.`
        : `Expected answers for the jobs of this batch, got one for ${JSON.stringify(delivery.key)}. Answer under the key that was asked, in the batch that asked it.`,
    );
  }
  if (owed.size > 0)
    throw new Error(
      `Expected an answer for each of ${jobs.length} jobs, got none for ${[...owed].join(', ')}. A photo that cannot be made is refused, not left out.`,
    );
}

/** Throws when a file lies in the folder, however deep; empty folders are no matter. */
export async function expectNoFiles(folder: string): Promise<void> {
  const left = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => !entry.isDirectory(),
  );
  const [first] = left;
  if (first === undefined) return;
  throw new Error(
    `Expected an empty workspace after close(), got ${left.length} files, such as ${JSON.stringify(first.name)}. Remove each output once it is read, and the rest in close().`,
  );
}

/** Throws when a process that was started on this stage is still there; one that was killed gets a moment. */
export async function expectNoProcess({ census, patienceMs }: Stage): Promise<void> {
  let left = await census.alive();
  for (let waitedMs = 0; left.length > 0 && waitedMs < Math.min(patienceMs, GONE_MS); waitedMs += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    left = await census.alive();
  }
  if (left.length === 0) return;
  throw new Error(
    `Expected no process after close(), got ${left.length}, such as ${left[0]}. Start it in a process group of its own, and kill the group.`,
  );
}

async function gathered(
  instance: Instance,
  jobs: readonly PlainJob[],
  signal: AbortSignal,
  patienceMs: number,
): Promise<readonly Delivery[]> {
  const all: Delivery[] = [];
  const reading = async () => {
    for await (const delivery of instance.ask(jobs, signal)) {
      all.push(delivery);
      if (all.length > 2 * jobs.length + 10)
        throw new Error(
          `Expected ${jobs.length} answers, got ${all.length} and more. End the batch with its last answer.`,
        );
    }
  };
  await within(
    patienceMs,
    'the batch to end',
    'End the iteration with the last answer, an incident, or a moment after the signal.',
    reading(),
  );
  return all;
}

async function within<Value>(ms: number, what: string, advice: string, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Expected ${what} within ${ms} ms, and it did not. ${advice}`)), ms);
  });
  // Who is late may still fail, when nobody listens any more.
  promise.catch(() => undefined);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

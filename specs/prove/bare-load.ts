// What being watched costs depends on the way in as much as on the program behind it. The first jobs of a gate's load are
// asked once more through the same adapter, as many at a time, with nobody to judge them.

import { readFailure } from '../../harness/run/failures-folder.ts';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adapterOf } from '../../harness/campaign/adapter-of.ts';
import { ARCHIVE_FORMS } from '../../harness/campaign/calibrate.ts';
import { readInvocation } from '../../harness/cli/options.ts';
import { materialise } from '../../harness/materialise/materialise.ts';
import type { Instance, PlainJob } from '../../harness/model/adapter.ts';
import type { CheckOptions } from '../../harness/model/campaign.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { plainJobs } from '../../harness/model/plain-job.ts';
import type { TrialPlan } from '../../harness/model/plan.ts';
import type { Result } from '../../harness/model/verdict.ts';
import { isHistoryEvent } from '../../harness/run/history-event.ts';
import { REPOSITORY_ROOT, withScratchFolder } from './gate-run.ts';
import { readPlan } from './stored-plan.ts';

/** `flags` are those of the gate, `runFolder` what it left, `cacheFolder` where its photos were cached. */
export type Watched = {
  readonly flags: readonly string[];
  readonly runFolder: string;
  readonly cacheFolder: string;
  readonly narrowed: Result['narrowed'];
};

/** Jobs a second, over the same `jobs` jobs: what starts once is started for both. */
export type Pace = { readonly jobs: number; readonly bare: number; readonly underHarness: number };

/** Enough batches that the first and the last weigh little, few enough for a program started once for each photo. */
const BATCHES = 30;

/** Rejects when the thumbnailer cannot be opened, or dies: then nothing was measured. */
export async function paceOf(watched: Watched): Promise<Pace> {
  const plan = await readPlan(watched.runFolder);
  if (plan === null) throw new TypeError(`Expected ${watched.runFolder} to hold the plan of a load.`);
  const batches = plan.workload.batches.slice(0, BATCHES);
  const jobs = batches.flat().length;
  const underHarnessMs = loadMs(await readHistory(watched.runFolder), batches.length);
  const bareMs = await withScratchFolder((folder) =>
    askBare({ ...plan, workload: { ...plan.workload, batches } }, watched, folder),
  );
  return { jobs, bare: (1000 * jobs) / bareMs, underHarness: (1000 * jobs) / underHarnessMs };
}

async function askBare(plan: TrialPlan, watched: Watched, folder: string): Promise<number> {
  const asked = new Set(plan.workload.batches.flat().map(({ photo }) => photo));
  const laid = await materialise(
    plan.photos.filter(({ id }) => asked.has(id)),
    {
      nonce: plan.nonce,
      photosFolder: join(folder, 'photos'),
      cacheFolder: watched.cacheFolder,
      archiveForm: archiveFormOf(watched),
      archive: null,
      signal: new AbortController().signal,
    },
  );
  const workspace = join(folder, 'bench');
  await mkdir(workspace);
  const opened = await adapterOf(optionsOf(watched.flags)).open({ workspace, seed: plan.seed });
  if (opened.kind !== 'opened') throw new Error(`Expected the thumbnailer to open once more, got: ${opened.detail}`);
  const toJob = plainJobs(plan, laid.pathOf);
  const waiting = plan.workload.batches.map((batch) => batch.map(toJob)).values();
  try {
    const beganMs = performance.now();
    await Promise.all(
      Array.from({ length: plan.workload.batchesInFlight }, () => askOneAfterAnother(opened.instance, waiting)),
    );
    return performance.now() - beganMs;
  } finally {
    await opened.instance.close();
  }
}

async function askOneAfterAnother(instance: Instance, waiting: Iterable<readonly PlainJob[]>): Promise<void> {
  for (const batch of waiting) {
    for await (const delivery of instance.ask(batch, new AbortController().signal))
      if (delivery.kind === 'incident') throw new Error(`Expected every job to be answered, got: ${delivery.detail}`);
  }
}

/** From the first batch of the load to the end of the last of so many. */
function loadMs(history: readonly HistoryEvent[], batches: number): number {
  const asked = history.filter((event) => event.kind === 'asked' && event.phase === 'load').slice(0, batches);
  const numbers = new Set(asked.map((event) => (event.kind === 'asked' ? event.batch : null)));
  const settled = history.filter((event) => event.kind === 'settled' && numbers.has(event.batch));
  const [first, last] = [asked.at(0), settled.at(-1)];
  if (first === undefined || last === undefined || settled.length < batches)
    throw new RangeError(`Expected ${batches} batches of the load to have ended, got ${settled.length}.`);
  return last.atMs - first.atMs;
}

/** The form in which the gate laid archived photos: it tells of those that were not read. */
function archiveFormOf({ narrowed }: Watched): (typeof ARCHIVE_FORMS)[number] {
  const isRead = (format: string) => !narrowed.some((line) => line.startsWith(`archived photos as ${format}`));
  const form = ARCHIVE_FORMS.find(({ format }) => isRead(format));
  if (form === undefined) throw new RangeError('Expected a form of archived photos that is read, got none.');
  return form;
}

function optionsOf(flags: readonly string[]): CheckOptions {
  const invocation = readInvocation({
    argv: ['check', ...flags],
    environment: {},
    workingFolder: REPOSITORY_ROOT,
    temporaryFolder: tmpdir(),
    randomSeed: () => 1,
    readFailure,
    version: '',
    widthColumns: 80,
  });
  if (invocation.kind === 'check') return invocation.options;
  throw new TypeError(`Expected the flags of a gate, got ${flags.join(' ')}.`);
}

async function readHistory(runFolder: string): Promise<readonly HistoryEvent[]> {
  const text = await readFile(join(runFolder, 'history.ndjson'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
    .filter(isHistoryEvent);
}

// What being watched costs: a trial of the gate beside the bare thumbnailer on the same jobs. Photos are laid before
// either begins, calibration is left out, and the two alternate so that a busy moment of the machine hits both.
// `npm run bench:gate`, with --json FILE to keep the figures.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { adapterOf } from '../../harness/campaign/adapter-of.ts';
import { createBench, type Bench } from '../../harness/campaign/bench.ts';
import { PAINTED_ONLY } from '../../harness/campaign/carriers.ts';
import { calibrate, type Calibrated } from '../../harness/campaign/calibrate.ts';
import { createScore } from '../../harness/campaign/score.ts';
import { materialise } from '../../harness/materialise/materialise.ts';
import type { CheckOptions } from '../../harness/model/campaign.ts';
import { plainJobs } from '../../harness/model/plain-job.ts';
import { STEADY, askKey, type TrialPlan } from '../../harness/model/plan.ts';
import { runTrial, type TrialRecord } from '../../harness/pipeline.ts';
import { withHistoryFile } from '../../harness/run/history-file.ts';
import { album, NONCE } from '../judge/thumbnails-made-alone.ts';
import { median, publish } from './figures.ts';

const PAIRS = 5;
const PHOTOS = 2000;
const CONCURRENCY = 64;
const BATCH = 16;
/** As in the gate, one ask in ten is for a photo that was asked for before. */
const REPEATED_SHARE = 0.1;
const RECIPE = { width: 128, height: 128, fit: 'cover', format: 'jpeg', quality: 80 } as const;

const folder = await mkdtemp(join(tmpdir(), 'thumbproof-bench-'));
try {
  await publish(await measured());
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measured() {
  const plan = planned();
  const pairs = await withHistoryFile(join(folder, 'history.ndjson'), async ({ record }) => {
    const options = checkOptions();
    const hooks = { signal: new AbortController().signal, onProgress: () => {} };
    const bench = createBench({
      options,
      hooks,
      adapter: adapterOf(options),
      carriers: PAINTED_ONLY,
      record,
      photosFolder: join(folder, 'photos'),
      benchFolder: join(folder, 'bench'),
    });
    const calibration = await calibrate(bench);
    if (calibration.kind !== 'calibrated')
      throw new Error(`Expected sharp to be calibrated, got ${JSON.stringify(calibration)}.`);
    const loadFile = await layBareLoad(plan, calibration);
    const measuredPairs: { readonly bareMs: number; readonly gate: TrialRecord }[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const bareMs = await bareLoad(loadFile);
      measuredPairs.push({ bareMs, gate: await gatedLoad(bench, plan, calibration) });
    }
    return measuredPairs;
  });
  const asks = plan.workload.batches.flat().length;
  const ratios = pairs.map(({ bareMs, gate }) => (gate.loadMs + gate.recheckMs) / bareMs);
  return {
    'whole gate against the bare thumbnailer, wall ratio': median(ratios),
    'whole gate against the bare thumbnailer, least wall ratio': Math.min(...ratios),
    'whole gate against the bare thumbnailer, greatest wall ratio': Math.max(...ratios),
    'load alone against the bare thumbnailer, wall ratio': median(
      pairs.map(({ bareMs, gate }) => gate.loadMs / bareMs),
    ),
    'bare thumbnailer, per second': median(pairs.map(({ bareMs }) => (1000 * asks) / bareMs)),
    'load of the gate, per second': median(pairs.map(({ gate }) => (1000 * asks) / gate.loadMs)),
    'judging within the load, milliseconds per thumbnail': median(pairs.map(({ gate }) => gate.judgeMs / asks)),
    'asking alone after the load, milliseconds': median(pairs.map(({ gate }) => gate.recheckMs)),
    'asked alone after the load, thumbnails': median(pairs.map(({ gate }) => gate.doubts)),
  };
}

function planned(): TrialPlan {
  const photos = album('bench', PHOTOS, { widthPx: 1024, heightPx: 768, format: 'jpeg' });
  const again = photos.filter((_, index) => index % Math.round(1 / REPEATED_SHARE) === 0);
  const asks = [...photos, ...again].map((photo, index) => ({
    key: askKey(`k${index}`),
    photo: photo.id,
    recipe: 0,
    version: 1,
  }));
  const batches = Array.from({ length: Math.ceil(asks.length / BATCH) }, (_, index) =>
    asks.slice(index * BATCH, (index + 1) * BATCH),
  );
  const owners = [...new Set(photos.map(({ owner }) => owner))];
  return {
    schemaVersion: 1,
    seed: 1,
    nonce: NONCE,
    owners,
    photos,
    recipes: [RECIPE],
    workload: {
      rounds: 1,
      concurrency: CONCURRENCY,
      batchesInFlight: CONCURRENCY / BATCH,
      arrival: STEADY,
      happenings: [],
      batches,
    },
  };
}

/** The defaults of the gate, for one recipe and fresh photos. */
function checkOptions(): CheckOptions {
  return {
    thumbnailer: { kind: 'built-in' },
    seed: 1,
    thumbnails: PHOTOS,
    maxMixupRate: 0.001,
    confidence: 0.99,
    maxTimeMs: null,
    explainTimeMs: 0,
    shrinks: false,
    failures: null,
    concurrency: CONCURRENCY,
    batch: BATCH,
    owners: 50,
    recipes: [RECIPE],
    archivedShare: 0,
    maxFailures: 1,
    inconclusive: 'fail',
    orientation: null,
    photosFolder: null,
    unmarked: false,
    sourceFormats: ['jpeg'],
    reportFolder: folder,
    cacheFolder: join(folder, 'cache'),
    workspaceParent: folder,
    batchTimeoutMs: 60_000,
    memoryLimitBytes: 4 * 2 ** 30,
    dryRun: false,
    phases: ['calibrate', 'names'],
    drawnLoads: { kind: 'count', count: 0, earlier: [] },
  };
}

/** Lays the photos for the bare thumbnailer, which also fills the cache, and writes what it is to do. */
async function layBareLoad(plan: TrialPlan, { archiveForm }: Calibrated): Promise<string> {
  const laid = await materialise(plan.photos, {
    nonce: plan.nonce,
    photosFolder: join(folder, 'bare'),
    cacheFolder: join(folder, 'cache'),
    archiveForm,
    archive: null,
    signal: new AbortController().signal,
  });
  const toJob = plainJobs(plan, laid.pathOf);
  const file = join(folder, 'load.json');
  const { batches, batchesInFlight } = plan.workload;
  await writeFile(file, JSON.stringify({ batches: batches.map((batch) => batch.map(toJob)), batchesInFlight }));
  return file;
}

async function bareLoad(loadFile: string): Promise<number> {
  const program = fileURLToPath(new URL('bare-thumbnailer.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, loadFile]);
  return Number(stdout);
}

async function gatedLoad(bench: Bench, plan: TrialPlan, calibration: Calibrated): Promise<TrialRecord> {
  const score = createScore();
  const record = await runTrial({
    bench,
    plan,
    folder: 'gated',
    calibration,
    scorer: (book) => ({ ...score.scorer(plan, book), answered: () => {} }),
    mood: () => 'go-on',
    isToBear: true,
    onFinding: ({ breach }) => {
      throw new Error(`Expected no breach of sharp, got ${breach.kind} of ${breach.key}.`);
    },
    onIncident: ({ incident, detail }) => {
      throw new Error(`Expected no incident, got ${incident}: ${detail}`);
    },
  });
  const { verified, repeats } = score.totals();
  if (verified + repeats < 0.95 * plan.workload.batches.flat().length)
    throw new Error(`Expected nearly all to be verified, got ${verified} and ${repeats} repeats.`);
  return record;
}

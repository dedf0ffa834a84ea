// One trial, top to bottom: lay the photos, load the thumbnailer, judge each answer as it comes, then ask alone for
// whatever stayed in doubt. A newcomer reads this file first.

import type { Bench, Opened } from './campaign/bench.ts';
import type { Calibrated } from './campaign/calibrate.ts';
import { createNaming } from './explain/naming.ts';
import type { Finding } from './judge/finding.ts';
import { createJobBook, ROUND_MARK, type JobBook, type JobEntry } from './judge/job-book.ts';
import type { Scorer } from './judge/judge-bench.ts';
import type { Alone } from './judge/settle-doubt.ts';
import { createTrialJudge, type TrialJudge } from './judge/trial-judge.ts';
import { materialise, type Materialised } from './materialise/materialise.ts';
import type { Incident, PlainJob } from './model/adapter.ts';
import { plainJobs, plainPhoto } from './model/plain-job.ts';
import { askKey, type PhotoPlan, type SourceFormat, type TrialPlan } from './model/plan.ts';
import { createShownPhotos } from './model/shown-photo.ts';
import type { RunEvent } from './run/run-event.ts';

export type Trial = {
  readonly bench: Bench;
  readonly plan: TrialPlan;
  readonly folder: string;
  readonly calibration: Calibrated;
  readonly scorer: (book: JobBook) => Scorer & TrialScorer;
  /** Called with each finding before anything else happens; tells what to do next. */
  readonly onFinding: (finding: Finding, pathOf: (photo: PhotoPlan) => string) => void;
  /** Looked at after each event: `enough` stops asking, `again` goes on asking when the plan is used up. */
  readonly mood: () => 'go-on' | 'again' | 'enough';
  readonly onIncident: (incident: Incident & { readonly batch: number | null }) => void;
};

export type TrialScorer = {
  readonly refused: (entry: JobEntry) => void;
  readonly missing: (entry: JobEntry | undefined) => void;
  readonly answered: () => void;
};

export type TrialRecord = {
  readonly generateMs: number;
  readonly loadMs: number;
  readonly judgeMs: number;
  readonly recheckMs: number;
  readonly doubts: number;
  readonly batches: number;
  readonly peakRssBytes: number;
  readonly log: string;
};

/** Deaths of the thumbnailer that a load survives; each costs the batches in flight. */
const INCIDENTS_MAX = 3;
const GRIDS_REMEMBERED = 2048;

export async function runTrial(trial: Trial): Promise<TrialRecord> {
  const { bench, plan } = trial;
  const beganMs = bench.now();
  const opened = await bench.open();
  if (opened.kind !== 'opened') return nothingDone(trial, opened);
  const laid = await layPhotos(trial, opened);
  const generateMs = bench.now() - beganMs;

  const book = createJobBook(plan);
  const scorer = trial.scorer(book);
  const judge = judgeOf(trial, book, scorer);
  const load = bench.ask({
    phase: 'load',
    opened,
    batches: rounds(trial, laid),
    batchesInFlight: plan.workload.batchesInFlight,
    maxIncidents: INCIDENTS_MAX,
  });
  const record = { judgeMs: 0, batches: 0, peakRssBytes: 0, log: '' };
  for await (const event of load) {
    const judgedFromMs = performance.now();
    for (const finding of await judged(judge, event, book, scorer)) trial.onFinding(finding, laid.pathOf);
    if (event.kind === 'incident' && !bench.signal.aborted)
      trial.onIncident({ kind: 'incident', incident: event.incident, detail: event.detail, batch: event.batch });
    if (event.kind === 'closed')
      Object.assign(record, { peakRssBytes: Math.max(record.peakRssBytes, event.peakRssBytes), log: event.log });
    if (event.kind === 'ended') record.batches = event.batchesAsked;
    record.judgeMs += performance.now() - judgedFromMs;
    if (trial.mood() === 'enough') load.stopAsking();
  }
  const loadMs = bench.now() - beganMs - generateMs;
  const doubts = await settleDoubts(trial, judge, laid);
  return { ...record, generateMs, loadMs, doubts, recheckMs: bench.now() - beganMs - generateMs - loadMs };
}

async function layPhotos(
  { bench, plan, folder, calibration }: Trial,
  opened: Extract<Opened, { kind: 'opened' }>,
): Promise<Materialised> {
  const archive = opened.instance.archive;
  try {
    return await materialise(plan.photos, {
      nonce: plan.nonce,
      photosFolder: bench.photosFolder(folder),
      cacheFolder: bench.options.cacheFolder,
      archiveForm: calibration.archiveForm,
      archive: archive === null ? null : (photo, path) => archive(plainPhoto(photo, path)),
      signal: bench.signal,
      onProgress: (done, of) => bench.progress({ phase: 'painting photos', done, of }),
    });
  } catch (error) {
    await opened.instance.close();
    throw error;
  }
}

function judgeOf({ bench, plan, calibration }: Trial, book: JobBook, scorer: Scorer): TrialJudge {
  const shown = createShownPhotos(plan.nonce, GRIDS_REMEMBERED);
  const storedFormat = (photo: PhotoPlan): SourceFormat =>
    photo.archived ? calibration.archiveForm.format : photo.format;
  return createTrialJudge({
    seed: plan.seed,
    book,
    told: bench.adapter.told,
    painter: bench.painter,
    naming: createNaming(bench.painter, shown, storedFormat),
    shown,
    storedFormat,
    profileOf: (entry) =>
      calibration.profiles.find(
        (profile) => profile.recipe === entry.recipeIndex && profile.sourceClass === entry.sourceClass,
      ) ?? {
        kind: 'unreadable',
        recipe: entry.recipeIndex,
        sourceClass: entry.sourceClass,
        why: 'It was not calibrated.',
      },
    decode: bench.decoder.decode,
    secondOpinion: bench.decoder.secondOpinion,
    scorer,
  });
}

/** The plan's batches; after a first breach, again and again under new keys, for as long as more breaches are wanted. */
function* rounds({ plan, mood }: Trial, laid: Materialised): Iterable<readonly PlainJob[]> {
  const toJob = plainJobs(plan, laid.pathOf);
  for (const batch of plan.workload.batches) yield batch.map(toJob);
  for (let round = 2; mood() === 'again'; round++) {
    for (const batch of plan.workload.batches)
      yield batch.map((ask) => toJob({ ...ask, key: askKey(`${ask.key}${ROUND_MARK}${round}`) }));
  }
}

async function judged(
  judge: TrialJudge,
  event: RunEvent,
  book: JobBook,
  scorer: TrialScorer,
): Promise<readonly Finding[]> {
  switch (event.kind) {
    case 'thumbnail': {
      scorer.answered();
      const finding = await judge.thumbnail(event);
      return finding === null ? [] : [finding];
    }
    case 'refused': {
      scorer.answered();
      const entry = book.find(event.key);
      const finding = judge.refused(event.key, event.batch);
      if (finding === null && entry !== undefined) scorer.refused(entry);
      return finding === null ? [] : [finding];
    }
    case 'settled': {
      const findings = judge.settled(event.batch, event.asked);
      for (const finding of findings) scorer.missing(book.find(finding.breach.key));
      return findings;
    }
    case 'late':
      return [judge.late(event.answer.key)];
    case 'mutated':
      return [judge.mutated(event.key)];
    case 'incident':
    case 'reopened':
    case 'closed':
    case 'ended':
      return [];
    default:
      return event satisfies never;
  }
}

/** Asks a fresh instance, one photo at a time, for every doubt; returns how many there were. */
async function settleDoubts(trial: Trial, judge: TrialJudge, laid: Materialised): Promise<number> {
  const { bench } = trial;
  const doubts = judge.doubts();
  if (doubts.length === 0 || bench.signal.aborted) return doubts.length;
  const opened = await bench.open();
  if (opened.kind !== 'opened') {
    trial.onIncident({ kind: 'incident', incident: 'unavailable', detail: opened.detail, batch: null });
    return doubts.length;
  }
  const byKey = new Map(doubts.map((doubt, index) => [`alone${index}`, doubt]));
  const jobs = [...byKey].map(
    ([key, { entry }]): PlainJob => ({
      key,
      photo: plainPhoto(entry.photo, laid.pathOf(entry.photo)),
      recipe: entry.recipe,
    }),
  );
  const run = bench.ask({
    phase: 'recheck',
    opened,
    batches: jobs.map((job) => [job]),
    batchesInFlight: 1,
    maxIncidents: 1,
  });
  let done = 0;
  const settle = async (key: string, alone: Alone) => {
    const doubt = byKey.get(key);
    byKey.delete(key);
    if (doubt === undefined) return;
    const finding = await judge.settleDoubt(doubt, alone);
    if (finding !== null) trial.onFinding(finding, laid.pathOf);
    bench.progress({ phase: 'asking alone', done: ++done, of: doubts.length });
  };
  for await (const event of run) {
    if (event.kind === 'thumbnail')
      await settle(event.key, { kind: 'thumbnail', bytes: event.bytes, digest: event.digest });
    else if (event.kind === 'refused') await settle(event.key, { kind: 'refused', reason: event.reason });
    else if (event.kind === 'incident' && !bench.signal.aborted)
      trial.onIncident({ kind: 'incident', incident: event.incident, detail: event.detail, batch: event.batch });
  }
  // What it no longer answered stays unproven.
  for (const doubt of byKey.values()) await judge.settleDoubt(doubt, { kind: 'refused', reason: 'not answered alone' });
  return doubts.length;
}

function nothingDone(trial: Trial, opened: Exclude<Opened, { kind: 'opened' }>): TrialRecord {
  trial.onIncident({ kind: 'incident', incident: 'unavailable', detail: opened.detail, batch: null });
  return { generateMs: 0, loadMs: 0, judgeMs: 0, recheckMs: 0, doubts: 0, batches: 0, peakRssBytes: 0, log: '' };
}

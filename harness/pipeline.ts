// One trial, top to bottom: lay the photos, load the thumbnailer, judge each answer as it comes, then ask alone for
// whatever stayed in doubt. A newcomer reads this file first.

import { settleDoubts } from './campaign/ask-alone.ts';
import type { Bench, Opened } from './campaign/bench.ts';
import type { Calibrated } from './campaign/calibrate.ts';
import { judgeEvent, type TrialScorer } from './campaign/judge-event.ts';
import { judgeOfPlan } from './campaign/judge-of-plan.ts';
import { openAsPlanned } from './campaign/open-as-planned.ts';
import type { Finding } from './judge/finding.ts';
import { createJobBook, type JobBook } from './judge/job-book.ts';
import type { Scorer } from './judge/judge-bench.ts';
import { materialiseVersions, type VersionedPhotos } from './materialise/versions.ts';
import type { Incident, PlainJob } from './model/adapter.ts';
import type { Grounds } from './model/grounds.ts';
import { plainJobs, plainPhoto } from './model/plain-job.ts';
import { isDeletion, needsQuiet, changesBefore, versionsOf } from './model/photo-versions.ts';
import { keyInRound, roundOf } from './model/ask-rounds.ts';
import type { PhotoPlan, TrialPlan } from './model/plan.ts';
import type { WorkloadOptions } from './run/workload-options.ts';

export type Trial = {
  readonly bench: Bench;
  readonly plan: TrialPlan;
  readonly folder: string;
  readonly calibration: Calibrated;
  /** Its photos, where they lie there already. */
  readonly laid?: VersionedPhotos;
  /** Opens the instance that is loaded; left out, it is opened as the plan wants it. */
  readonly open?: () => Promise<Opened>;
  readonly scorer: (book: JobBook) => Scorer & TrialScorer;
  /** Called with each finding before anything else happens; tells what to do next. */
  readonly onFinding: (finding: Finding, fileOf: (photo: PhotoPlan) => string) => void;
  /** Looked at after each event: `enough` stops asking, `again` goes on asking when the plan is used up. */
  readonly mood: () => 'go-on' | 'again' | 'enough';
  readonly onIncident: (incident: Incident & { readonly batch: number | null }) => void;
  /** It was asked to bear this load: what its death takes along is missed. */
  readonly isToBear: boolean;
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

export async function runTrial(trial: Trial): Promise<TrialRecord> {
  const { bench, plan } = trial;
  const beganMs = bench.now();
  const opened = await (trial.open?.() ?? openAsPlanned(bench, plan));
  if (opened.kind !== 'opened') return nothingDone(trial, opened);
  const laid = trial.laid ?? (await layPhotos(trial, opened));
  const generateMs = bench.now() - beganMs;

  const book = createJobBook(plan, opened.instance.readsThroughUs);
  const scorer = trial.scorer(book);
  const eyes = { painter: bench.painter, decoder: bench.decoder, carrierOf: bench.carriers.carrierOf };
  const judge = judgeOfPlan(eyes, plan, groundsOf(bench, trial.calibration), book, scorer);
  const changes = changesBefore(plan);
  const load = bench.ask({
    phase: 'load',
    opened,
    batches: rounds(trial, laid, changes),
    batchesInFlight: plan.workload.batchesInFlight,
    arrival: plan.workload.arrival,
    happenings: plan.workload.happenings,
    isPlanned: (key) => roundOf(key) <= plan.workload.rounds,
    quietBefore: deletionsBefore(changes, laid),
    maxIncidents: INCIDENTS_MAX,
  });
  const record = { judgeMs: 0, batches: 0, peakRssBytes: 0, log: '' };
  const cutShort = new Set<number>();
  for await (const event of load) {
    const judgedFromMs = performance.now();
    if (event.kind === 'incident' && event.incident !== 'faulted' && event.batch !== null) cutShort.add(event.batch);
    const isForgiven = !trial.isToBear && event.kind === 'settled' && cutShort.has(event.batch);
    const told = isForgiven ? { ...event, owes: false } : event;
    for (const finding of await judgeEvent(judge, told, book, scorer, bench.signal.aborted))
      trial.onFinding(finding, laid.fileOf);
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

/** Every photo of the plan in its place; the instance is closed if that fails. */
export async function layPhotos(
  { bench, plan, folder, calibration }: Pick<Trial, 'bench' | 'plan' | 'folder' | 'calibration'>,
  opened: Extract<Opened, { kind: 'opened' }>,
): Promise<VersionedPhotos> {
  const archive = opened.instance.archive;
  try {
    return await materialiseVersions(plan, {
      nonce: plan.nonce,
      carrierOf: bench.carriers.carrierOf,
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

/** What the judge goes by, as it was learned before the load. */
export function groundsOf({ adapter, carriers }: Bench, calibration: Calibrated): Grounds {
  return {
    schemaVersion: 1,
    told: adapter.told,
    archiveFormat: calibration.archiveForm.format,
    trails: calibration.metadata.trails,
    photographs: carriers.digests.length > 0,
    profiles: calibration.profiles,
  };
}

/** What becomes of photos before each batch. */
type Changes = ReturnType<typeof changesBefore>;

/**
 * The plan's batches, photos changed before those that ask for a new version; then all again under new keys, as many rounds
 * as are planned, and after a first breach for as long as more breaches are wanted.
 */
function* rounds({ bench, plan, mood }: Trial, laid: VersionedPhotos, changes: Changes): Iterable<readonly PlainJob[]> {
  const toJob = plainJobs(plan, laid.pathOf);
  for (const [index, batch] of plan.workload.batches.entries()) {
    for (const { after, kinds } of changes.get(index) ?? []) {
      laid.show(after);
      bench.record({ kind: 'changed', atMs: bench.now(), photo: after.id, version: after.version, changes: kinds });
    }
    yield batch.map(toJob);
  }
  const latest = versionsOf(plan);
  for (let round = 2; round <= plan.workload.rounds || mood() === 'again'; round++) {
    for (const batch of plan.workload.batches)
      yield batch.map(({ key, photo, recipe, version }) =>
        toJob({ key: keyInRound(key, round), photo, recipe, version: latest.get(photo) ?? version }),
      );
  }
}

/** The photos that are deleted before a batch, as they lie until then; null before those that need no quiet. */
function deletionsBefore(changes: Changes, laid: VersionedPhotos): WorkloadOptions['quietBefore'] {
  return (batch) => {
    const now = changes.get(batch) ?? [];
    if (!now.some(needsQuiet)) return null;
    return now.filter(isDeletion).map(({ before }) => plainPhoto(before, laid.pathOf(before)));
  };
}

function nothingDone(trial: Trial, opened: Exclude<Opened, { kind: 'opened' }>): TrialRecord {
  trial.onIncident({ kind: 'incident', incident: 'unavailable', detail: opened.detail, batch: null });
  return { generateMs: 0, loadMs: 0, judgeMs: 0, recheckMs: 0, doubts: 0, batches: 0, peakRssBytes: 0, log: '' };
}

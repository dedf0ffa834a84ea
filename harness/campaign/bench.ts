// What every phase of a run needs: the thumbnailer to open, the clock, the history, the eyes. Made once by the campaign.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adapter, Misconfigured, Incident, Instance, OpenResult } from '../model/adapter.ts';
import type { Bench as Workbench } from '../model/thumbnailer.ts';
import type { CheckHooks, CheckOptions, Progress } from '../model/campaign.ts';
import { createPainter, type Painter } from '../model/expectation.ts';
import type { HistoryEvent, Phase } from '../model/history.ts';
import type { PlainJob } from '../model/adapter.ts';
import type { CircumstanceCount } from '../model/circumstances.ts';
import type { Course } from '../model/timeline.ts';
import { askKey, type Arrival, type Happening, type TrialPlan } from '../model/plan.ts';
import type { Fates, Occurrences } from '../model/fates.ts';
import { createLumaDecoder, type LumaDecoder } from '../observe/decode.ts';
import { plannedKeyOf } from '../model/ask-rounds.ts';
import { fastDigest } from '../observe/digest.ts';
import type { Carriers } from './carriers.ts';
import type { WorkloadOptions, WorkloadRun } from '../run/workload-options.ts';
import { countCircumstances } from '../run/circumstances.ts';
import { followCourse } from '../run/course.ts';
import { countFates } from '../run/fates.ts';
import { countOccurrences } from '../run/occurrences.ts';
import { runWorkload } from '../run/workload.ts';

export type Bench = {
  readonly options: CheckOptions;
  readonly adapter: Adapter;
  readonly painter: Painter;
  readonly carriers: Carriers;
  readonly decoder: LumaDecoder;
  /** Milliseconds since the run began. */
  readonly now: () => number;
  readonly record: (event: HistoryEvent) => void;
  /** What became of all jobs so far. */
  readonly fates: () => Fates;
  /** What happened beside them so far. */
  readonly occurrences: () => Occurrences;
  /** What answers under load so far were surrounded by. */
  readonly coverage: () => readonly CircumstanceCount[];
  /** The run so far at a glance. */
  readonly course: () => Course;
  /** The most jobs of the present trial that were in flight at once. */
  readonly inFlightMax: () => number;
  /** Before its load begins: its answers are told by its plan. */
  readonly begin: (plan: TrialPlan, trial: number) => void;
  readonly progress: (progress: Pick<Progress, 'phase' | 'done' | 'of'> & Partial<Progress>) => void;
  readonly signal: AbortSignal;
  /** Folder for photos of one plan. */
  readonly photosFolder: (name: string) => string;
  /** An instance that is told this seed, that of the run when it is left out. */
  readonly open: (seed?: number) => Promise<Opened>;
  /** The same, by a way in of one's own. */
  readonly openBy: (way: (bench: Workbench) => Promise<OpenResult>, seed?: number) => Promise<Opened>;
  readonly ask: (request: AskRequest) => WorkloadRun;
};

export type Opened =
  | { readonly kind: 'opened'; readonly instance: Instance; readonly number: number; readonly seed: number }
  | Misconfigured
  | Incident;

export type AskRequest = {
  readonly phase: Phase;
  readonly opened: Extract<Opened, { kind: 'opened' }>;
  readonly batches: Iterable<readonly PlainJob[]>;
  readonly batchesInFlight: number;
  readonly arrival: Arrival;
  readonly happenings: readonly Happening[];
  /** Whether what is planned for an ask happens to this one; to all when left out. */
  readonly isPlanned?: (key: string) => boolean;
  readonly quietBefore: WorkloadOptions['quietBefore'];
  readonly maxIncidents: number;
};

/** An answer is decoded up to this size; beyond it is named, not read. */
const DECODE_CAPS = { maxBytes: 64 * 1024 * 1024, maxPixels: 40_000_000 };
/** Events that may wait for the judge: enough that it never slows a thumbnailer that it keeps up with. */
const BACKLOG = 256;

export type BenchRequest = {
  readonly options: CheckOptions;
  readonly hooks: CheckHooks;
  readonly adapter: Adapter;
  readonly carriers: Carriers;
  readonly record: (event: HistoryEvent) => void;
  readonly photosFolder: string;
  readonly benchFolder: string;
};

export function createBench(request: BenchRequest): Bench {
  const { options, hooks, adapter, carriers, photosFolder, benchFolder } = request;
  const [fates, occurrences, circumstances] = [countFates(), countOccurrences(), countCircumstances()];
  const course = followCourse();
  const record = (event: HistoryEvent) => {
    request.record(event);
    fates.see(event);
    occurrences.see(event);
    circumstances.see(event);
    course.see(event);
  };
  const startedMs = performance.now();
  const now = () => Math.round((performance.now() - startedMs) * 10) / 10;
  let instances = 0;
  let batches = 0;

  const openBy: Bench['openBy'] = async (way, seed = options.seed) => {
    const number = instances++;
    const workspace = join(benchFolder, `instance-${number}`);
    await mkdir(workspace, { recursive: true });
    const result = await way({ workspace, seed });
    return result.kind === 'opened' ? { ...result, number, seed } : result;
  };
  const open: Bench['open'] = async (seed) => openBy(adapter.open, seed);

  const ask = ({
    phase,
    opened,
    batches: asked,
    happenings,
    isPlanned = () => true,
    ...load
  }: AskRequest): WorkloadRun =>
    runWorkload({
      ...load,
      phase,
      instance: opened.instance,
      firstInstance: opened.number,
      reopen: async () => open(opened.seed),
      batches: counted(asked, () => batches++),
      happeningsTo: happeningsOf(happenings, isPlanned),
      firstBatch: batches,
      record,
      digest: fastDigest,
      now,
      signal: hooks.signal,
      backlog: BACKLOG,
    });

  return {
    options,
    adapter,
    painter: createPainter(),
    carriers,
    decoder: createLumaDecoder(DECODE_CAPS),
    now,
    record,
    fates: fates.fates,
    occurrences: occurrences.occurrences,
    coverage: circumstances.counts,
    course: course.course,
    inFlightMax: circumstances.inFlightMax,
    begin: (plan, trial) => {
      circumstances.begin(plan);
      record({ kind: 'trial-started', atMs: now(), trial, seed: options.seed });
    },
    progress: (progress) =>
      hooks.onProgress({ ratePerSecond: null, boundSoFar: null, secondsLeft: null, note: null, ...progress }),
    signal: hooks.signal,
    photosFolder: (name) => join(photosFolder, name),
    open,
    openBy,
    ask,
  };
}

function* counted<Value>(values: Iterable<Value>, count: () => void): Iterable<Value> {
  for (const value of values) {
    count();
    yield value;
  }
}

/** Those of the asks of a batch, each at the key that its ask has in this round. */
function happeningsOf(
  happenings: readonly Happening[],
  isPlanned: (key: string) => boolean,
): WorkloadOptions['happeningsTo'] {
  if (happenings.length === 0) return () => [];
  return (keys) => {
    const present = new Map(keys.filter(isPlanned).map((key) => [plannedKeyOf(key), askKey(key)]));
    return happenings.flatMap((happening) => {
      const at = present.get(happening.at);
      return at === undefined ? [] : [{ ...happening, at }];
    });
  };
}

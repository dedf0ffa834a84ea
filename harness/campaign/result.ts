// Everything gathered, in the shape that DESIGN §5 fixes for result.json.

import { relative } from 'node:path';
import { diagnose } from '../explain/diagnosis.ts';
import { boundOf } from '../gate/bound.ts';
import { decide } from '../gate/decide.ts';
import type { SamplePlan } from '../gate/sample-plan.ts';
import { strataOf } from '../gate/strata.ts';
import type { AskFacts } from '../model/ask-facts.ts';
import type { Counterexample } from '../model/counterexample.ts';
import type { Experimented } from '../model/reproduction.ts';
import type { KnownFailure } from '../model/failure.ts';
import type { Timeline } from '../model/timeline.ts';
import type { Result } from '../model/verdict.ts';
import type { Bench } from './bench.ts';
import type { Calibrated, Calibration } from './calibrate.ts';
import { machineFacts } from './environment.ts';
import type { EvidenceRoom } from './evidence-room.ts';
import { metadataLine } from './metadata-lessons.ts';
import { profileLines } from './profile-lines.ts';
import type { Score } from './score.ts';
import type { Trials } from './trials.ts';

/** All that a campaign gathers on its way to a result. */
export type Gathered = {
  readonly bench: Bench;
  readonly runFolder: string;
  readonly calibration: Calibration;
  readonly calibrateMs: number;
  readonly sample: SamplePlan | null;
  readonly power: number;
  readonly score: Score;
  readonly room: EvidenceRoom;
  readonly trials: Trials;
  /** A fault of thumbproof's own that ended the trials; null when there was none. */
  readonly fault: string | null;
  readonly timelines: readonly Timeline[];
  /** Every ask of the loads in which breaches were found. */
  readonly asks: ReadonlyMap<string, AskFacts>;
  readonly counterexample: Counterexample | null;
  readonly experiments: readonly Experimented[];
  readonly known: readonly KnownFailure[];
  readonly workspaceKept: string | null;
};

/** Why a thumbnailer that answered could be asked for nothing under load; null when it could. */
function nothingToAsk({ recipes, sourceFormats, recipesNarrowed, narrowed }: Calibrated): string | null {
  if (recipes.length > 0 && sourceFormats.length > 0) return null;
  return recipes.length === 0
    ? `it made none of the recipes: ${recipesNarrowed.join('; ')}`
    : `it took no format of photos: ${narrowed.filter((says) => !recipesNarrowed.includes(says)).join('; ')}`;
}

export function assembleResult(gathered: Gathered): Result {
  const { bench, calibration, sample, power, score, room, trials } = gathered;
  const { records, beside } = trials;
  const inCalibration =
    calibration.kind === 'ended' ? calibration.incidents.map((incident) => ({ ...incident, batch: null })) : [];
  const incidents = [...inCalibration, ...trials.incidents];
  const { options } = bench;
  const totals = score.totals();
  const besides = beside.totals();
  const breaches = room.breaches();
  const batches = score.batches();
  const bound = boundOf({ batches, confidence: options.confidence, power, asked: options.maxMixupRate });
  const strata = strataOf(score.tallies(), options.confidence, power);
  const planned = sample?.kind === 'planned' ? sample.thumbnails : 0;
  const decision = decide({
    breaches,
    incidents,
    selfCheck: null,
    fault: gathered.fault,
    interrupted: bench.signal.aborted,
    stoppedBecause: trials.stoppedBecause,
    nothingToAsk: calibration.kind === 'calibrated' ? nothingToAsk(calibration) : null,
    planned,
    verified: totals.verified,
    mixups: totals.mixups,
    bound,
    archived: { verified: totals.archivedVerified, floor: sample?.kind === 'planned' ? sample.archivedFloor : 0 },
    strata,
    inconclusive: options.inconclusive,
  });
  const sum = (pick: (record: (typeof records)[number]) => number) =>
    Math.round(records.reduce((total, record) => total + pick(record), 0));
  const learned = calibration.kind === 'calibrated' ? calibration : null;
  return {
    schemaVersion: 1,
    verdict: decision.verdict,
    exitCode: decision.exitCode,
    why: decision.why,
    seed: options.seed,
    thumbnailer: bench.adapter.name,
    requested: trials.requested,
    verified: totals.verified,
    repeats: totals.repeats,
    byteIdentical: totals.byteIdentical,
    refused: totals.refused + besides.refused,
    firstRefusal: score.firstRefusal() ?? beside.firstRefusal(),
    missing: totals.missing + besides.missing,
    unreadable: totals.unreadable,
    mixups: totals.mixups + besides.mixups,
    fates: bench.fates(),
    occurrences: bench.occurrences(),
    coverage: bench.coverage(),
    sweeps: trials.sweeps,
    interleavings: trials.interleavings,
    batches: sum((record) => record.batches),
    batchGroups: batches,
    owners: trials.owners,
    photos: trials.photos,
    archivedVerified: totals.archivedVerified,
    concurrency: options.concurrency,
    bound: decision.verdict === 'violated' ? null : bound,
    sensitivity: learned?.sensitivity ?? [],
    strata,
    profile:
      learned === null
        ? []
        : [...profileLines(learned.profiles, learned.recipes), metadataLine(learned.metadata), ...learned.damage.lines],
    narrowed: learned?.narrowed ?? [],
    recipesNarrowed: learned?.recipesNarrowed ?? [],
    photographs: bench.carriers.about,
    incidents: incidents.map(({ incident, detail }) => ({ incident, detail })),
    breaches,
    timelines: gathered.timelines,
    course: bench.course(),
    breachesUnlisted: room.count() - breaches.length,
    exposure: room.exposure(),
    diagnosis: diagnose(breaches, {
      archivedShare: options.archivedShare,
      refused: new Set([...score.refusedPhotos(), ...beside.refusedPhotos()]),
      asks: gathered.asks,
      experiments: gathered.experiments,
    }),
    counterexample: gathered.counterexample,
    known: gathered.known,
    timing: {
      calibrateMs: Math.round(gathered.calibrateMs),
      generateMs: sum((record) => record.generateMs) + Math.round(learned?.generateMs ?? 0),
      thumbnailerMs: sum((record) => record.loadMs),
      judgeMs: sum((record) => record.judgeMs),
      recheckMs: sum((record) => record.recheckMs),
      wallMs: Math.round(bench.now()),
    },
    environment: {
      ...machineFacts(),
      peakThumbnailerMiB: String(Math.round(Math.max(0, ...records.map((record) => record.peakRssBytes)) / 2 ** 20)),
      doubtsAskedAlone: String(sum((record) => record.doubts)),
      damagedPhotosContained: String(totals.contained),
      ...(score.unsteady().length > 0 ? { damagedAnsweredVariously: score.unsteady().join(', ') } : {}),
    },
    // As someone in the working folder would type it.
    folder: relative('', gathered.runFolder) || '.',
    workspaceKept: gathered.workspaceKept,
  };
}

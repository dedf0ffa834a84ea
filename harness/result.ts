// Everything gathered, in the shape that DESIGN §5 fixes for result.json.

import { availableParallelism, release, totalmem } from 'node:os';
import { relative } from 'node:path';
import type { Gathered } from './campaign.ts';
import { diagnose } from './explain/diagnosis.ts';
import { boundOf } from './gate/bound.ts';
import { decide } from './gate/decide.ts';
import { strataOf } from './gate/strata.ts';
import { PIXEL_METRIC } from './judge/likeness.ts';
import type { Result } from './model/verdict.ts';
import { profileLines } from './profile-lines.ts';

/** An answer that is this far from its batch says nothing about it. */
export function assembleResult(gathered: Gathered): Result {
  const { bench, calibration, sample, power, score, room, incidents, records } = gathered;
  const { options } = bench;
  const totals = score.totals();
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
    stoppedBecause: gathered.stoppedBecause,
    planned,
    verified: totals.verified,
    mixups: totals.mixups,
    bound,
    archived: { verified: totals.archivedVerified, floor: sample?.kind === 'planned' ? sample.archivedFloor : 0 },
    strata,
    inconclusive: options.inconclusive,
  });
  const sum = (pick: (record: (typeof records)[number]) => number) => Math.round(records.reduce((total, record) => total + pick(record), 0));
  const learned = calibration.kind === 'calibrated' ? calibration : null;
  return {
    schemaVersion: 1,
    verdict: decision.verdict,
    exitCode: decision.exitCode,
    why: decision.why,
    seed: options.seed,
    thumbnailer: bench.adapter.name,
    requested: gathered.requested,
    verified: totals.verified,
    repeats: totals.repeats,
    byteIdentical: totals.byteIdentical,
    refused: totals.refused,
    missing: totals.missing,
    unreadable: totals.unreadable,
    mixups: totals.mixups,
    batches: sum((record) => record.batches),
    owners: gathered.owners,
    photos: gathered.photos,
    archivedVerified: totals.archivedVerified,
    concurrency: options.concurrency,
    bound: decision.verdict === 'violated' ? null : bound,
    sensitivity: learned?.sensitivity ?? [],
    strata,
    profile: learned === null ? [] : profileLines(learned.profiles, learned.recipes),
    narrowed: learned?.narrowed ?? [],
    incidents: incidents.map(({ incident, detail }) => ({ incident, detail })),
    breaches,
    breachesUnlisted: room.count() - breaches.length,
    diagnosis: diagnose(breaches, { archivedShare: options.archivedShare }),
    counterexample: null,
    timing: {
      calibrateMs: Math.round(gathered.calibrateMs),
      generateMs: sum((record) => record.generateMs) + Math.round(learned?.generateMs ?? 0),
      thumbnailerMs: sum((record) => record.loadMs),
      judgeMs: sum((record) => record.judgeMs),
      recheckMs: sum((record) => record.recheckMs),
      wallMs: Math.round(bench.now()),
    },
    environment: {
      node: process.version,
      platform: `${process.platform} ${process.arch} ${release()}`,
      cores: String(availableParallelism()),
      memoryGiB: (totalmem() / 2 ** 30).toFixed(1),
      pixelMetric: PIXEL_METRIC,
      peakThumbnailerMiB: String(Math.round(Math.max(0, ...records.map((record) => record.peakRssBytes)) / 2 ** 20)),
      doubtsAskedAlone: String(sum((record) => record.doubts)),
    },
    folder: relative(process.cwd(), gathered.runFolder) || '.',
    workspaceKept: gathered.workspaceKept,
  };
}

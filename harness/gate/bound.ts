// The number a run ends in: how rare mix-ups must be, given what was seen and how well it could be seen. Thumbnails of
// one batch fail together, so the bound is stated per thumbnail, as if they were independent, and per batch, with the
// design effect beside them: how much the clustering widens the truth.

import type { BatchGroup, Bound } from '../model/verdict.ts';
import { upperLimit } from './clopper-pearson.ts';
import { samplingConfidence } from './error-budget.ts';

export type BoundRequest = {
  readonly batches: readonly BatchGroup[];
  readonly confidence: number;
  /** The proven chance that the reference leak is seen, 0 to 1. */
  readonly power: number;
  /** The rate asked for. */
  readonly asked: number;
};

/**
 * Upper confidence bounds on the share of thumbnails, and of batches, with a leak at least as large as the reference.
 * Null when nothing was verified. `designEffect` is 1 without mix-ups: one cannot see clustering in none.
 */
export function boundOf(request: BoundRequest): Bound | null {
  const { batches, confidence, power, asked } = request;
  const judged = batches.filter((group) => group.verified > 0);
  const verified = sumOf(judged, (group) => group.verified);
  if (verified === 0) return null;
  const mixups = sumOf(judged, (group) => group.mixups);
  const total = sumOf(judged, () => 1);
  const dirty = sumOf(judged, (group) => (group.mixups > 0 ? 1 : 0));
  return {
    confidence,
    perThumbnail: limitOf(mixups, verified, confidence, power),
    perBatch: limitOf(dirty, total, confidence, power),
    designEffect: designEffectOf(judged, verified, mixups, total),
    power,
    asked,
  };
}

/** Groups of equal batches, sorted, from the counts of single batches or of other shards' groups. */
export function groupBatches(
  batches: Iterable<{ readonly verified: number; readonly mixups: number; readonly count?: number }>,
): readonly BatchGroup[] {
  const groups = new Map<string, { verified: number; mixups: number; count: number }>();
  for (const { verified, mixups, count = 1 } of batches) {
    const key = `${verified}|${mixups}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { verified, mixups, count });
    else group.count += count;
  }
  return [...groups.values()].sort((one, other) => one.verified - other.verified || one.mixups - other.mixups);
}

/** What is seen happens at `power` times the true rate at least, so the bound on what is seen is divided by it. */
function limitOf(events: number, trials: number, confidence: number, power: number): number {
  const seen = upperLimit(events, trials, samplingConfidence(confidence));
  return Math.min(1, seen / power);
}

/**
 * The variance of the mix-up rate with batches as clusters over its variance were thumbnails independent, by the ratio
 * estimator (Cochran, Sampling Techniques, 3rd ed., 6.3 and 9A). Never below 1: a lucky estimate must not narrow a bound.
 */
function designEffectOf(groups: readonly BatchGroup[], verified: number, mixups: number, total: number): number {
  if (mixups === 0 || mixups === verified || total < 2) return 1;
  const rate = mixups / verified;
  const scatter = sumOf(groups, (group) => (group.mixups - rate * group.verified) ** 2);
  const clustered = (total / (total - 1)) * scatter;
  return Math.max(1, clustered / (verified * rate * (1 - rate)));
}

function sumOf(groups: readonly BatchGroup[], value: (group: BatchGroup) => number): number {
  return groups.reduce((sum, group) => sum + group.count * value(group), 0);
}

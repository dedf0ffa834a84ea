// The figures of one gate run that proofs compare, cut down from its result so that a journal line stays readable.

import type { Breach, Result } from '../../harness/model/verdict.ts';
import type { GateRun } from './gate-run.ts';
import type { Figures } from './point.ts';

/** Times in milliseconds; `wallMs` is taken from outside, from start to exit. Rates and shares lie between 0 and 1. */
export function gateFigures({ exitCode, wallMs, result }: GateRun): Figures {
  return { exitCode, wallMs: Math.round(wallMs), ...(result === null ? {} : resultFigures(result)) };
}

function resultFigures(result: Result): Figures {
  const { bound, timing } = result;
  return {
    verdict: result.verdict,
    why: result.why,
    seed: result.seed,
    requested: result.requested,
    verified: result.verified,
    repeats: result.repeats,
    askedAlone: Number(result.environment['doubtsAskedAlone'] ?? 0),
    archivedVerified: result.archivedVerified,
    owners: result.owners,
    concurrency: result.concurrency,
    mixups: result.mixups,
    unreadable: result.unreadable,
    refused: result.refused,
    missing: result.missing,
    boundPerThumbnail: bound?.perThumbnail ?? null,
    confidence: bound?.confidence ?? null,
    power: bound?.power ?? null,
    generateShare: timing.wallMs > 0 ? timing.generateMs / timing.wallMs : null,
    breaches: result.breaches.length + result.breachesUnlisted,
    caughtBy: distinct(result.breaches, ({ oracle }) => oracle),
    kinds: distinct(result.breaches, ({ kind }) => kind),
    says: result.breaches[0]?.says ?? null,
    incidents: [...new Set(result.incidents.map(({ incident }) => incident))].join(' '),
  };
}

function distinct(breaches: readonly Breach[], of: (breach: Breach) => string): string {
  return [...new Set(breaches.map(of))].join(' ');
}

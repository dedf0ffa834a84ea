// Rounds of a fuzz as they lie on disk, one that held and whatever of it a spec is about.

import type { FuzzFinding, FuzzRound } from '../../harness/model/fuzz.ts';

export const FINDING: FuzzFinding = {
  kind: 'torn',
  severity: 'cross-owner',
  archived: true,
  cause: 'Neighbours in the queue are mixed.',
  count: 2,
  says: 'Half of it is of somebody else.',
};

export function fuzzRound(index: number, about: Partial<FuzzRound> = {}): FuzzRound {
  return {
    schemaVersion: 1,
    campaign: 'npx thumbproof check --adapter a.ts',
    fuzzSeed: 7,
    index,
    seed: 100 + index,
    again: false,
    thumbnailer: 'a',
    verdict: 'upheld',
    exitCode: 0,
    why: 'All is well.',
    verified: 2400,
    besides: 480,
    batchGroups: [{ verified: 16, mixups: 0, count: 150 }],
    power: 0.99,
    confidence: 0.99,
    asked: 0.001,
    findings: [],
    loads: [],
    wallMs: 60_000,
    folder: null,
    ...about,
  };
}

export function failedRound(index: number, about: Partial<FuzzRound> = {}): FuzzRound {
  return fuzzRound(index, {
    verdict: 'violated',
    exitCode: 1,
    why: '2 thumbnails show another photo.',
    power: null,
    findings: [FINDING],
    folder: `reports/fuzz/rounds/${index}`,
    ...about,
  });
}

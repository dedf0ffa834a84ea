// Results of runs as they would be at their end, one per way a run can end.

import type { Result } from '../../harness/model/verdict.ts';
import { breach, DONOR } from './breach.ts';
import { sensitivity } from './sensitivity.ts';

export const UPHELD: Result = {
  schemaVersion: 1,
  verdict: 'upheld',
  exitCode: 0,
  why: '0 mix-ups in 5 350 verified thumbnails: with 99 % confidence fewer than 1 in 1 000 thumbnails show a leak of at least one 8×8 px tile (asked: 1 in 1 000).',
  seed: 1,
  thumbnailer: 'sharp 0.35.5 (built in)',
  requested: 5510,
  verified: 5350,
  repeats: 131,
  byteIdentical: 131,
  refused: 0,
  firstRefusal: null,
  missing: 0,
  unreadable: 0,
  mixups: 0,
  batches: 345,
  owners: 60,
  photos: 1345,
  archivedVerified: 2690,
  concurrency: 64,
  bound: { confidence: 0.99, perThumbnail: 0.00099987, perBatch: 0.0153, designEffect: 1, power: 0.99, asked: 0.001 },
  sensitivity: [
    sensitivity({ recipe: '128x128 cover jpeg', stratum: 'archived', area: 0.0039 }),
    sensitivity({ recipe: '256x256 cover webp', stratum: 'fresh', area: 0.00098 }),
  ],
  strata: [
    { name: 'archived×jpeg×128', covered: true, verified: 1350, unreadable: 0, floor: 533, mixups: 0 },
    { name: 'fresh×webp×256', covered: true, verified: 1330, unreadable: 0, floor: 533, mixups: 0 },
    { name: 'small sources', covered: false, verified: 29, unreadable: 0, floor: 0, mixups: 0 },
  ],
  profile: ['turns photos upright by their EXIF orientation', 'gives the same bytes every time'],
  narrowed: ['GIF sources: it refused every one'],
  photographs: null,
  incidents: [],
  breaches: [],
  breachesUnlisted: 0,
  diagnosis: null,
  counterexample: null,
  timing: {
    calibrateMs: 3120,
    generateMs: 14_300,
    thumbnailerMs: 31_800,
    judgeMs: 5400,
    recheckMs: 900,
    wallMs: 52_400,
  },
  environment: { node: '20.20.2', sharp: '0.35.5' },
  folder: 'reports/2026-01-05T10-20-30-seed-1',
  workspaceKept: null,
};

export const VIOLATED: Result = {
  ...UPHELD,
  verdict: 'violated',
  exitCode: 1,
  why: '3 thumbnails show pixels of another photo, among 1 240 verified. The gravest: the thumbnail of IMG_0001.jpg of owner owner-03 shows IMG_0002.jpg of owner owner-07 on 50 % of its area.',
  seed: -5,
  thumbnailer: 'line-2024',
  verified: 1240,
  archivedVerified: 610,
  mixups: 3,
  bound: null,
  strata: [
    { name: 'archived×jpeg×128', covered: true, verified: 300, unreadable: 0, floor: 533, mixups: 3 },
    { name: 'fresh×webp×256', covered: true, verified: 320, unreadable: 0, floor: 533, mixups: 0 },
  ],
  narrowed: [],
  photographs: null,
  breaches: [
    breach(),
    breach({ id: 'b-0002', batch: 9, donors: [{ ...DONOR, share: 0.5 }], evidence: 'evidence/b-0002' }),
    breach({ id: 'b-0003', batch: 11, donors: [{ ...DONOR, share: 0.12 }], evidence: 'evidence/b-0003' }),
  ],
  diagnosis: {
    cause: 'a working buffer that the next job starts to fill while the current one is still being read',
    classes: ['B2'],
    because: ['only archived photos are hit: 3 of 3', 'the donor is the next in the queue: 3 of 3'],
    experiments: [],
  },
  workspaceKept: 'thumbproof-workspace-1',
};

export const INCONCLUSIVE: Result = {
  ...UPHELD,
  verdict: 'inconclusive',
  exitCode: 3,
  why: 'Not proven: 0 mix-ups in 900 of 5 350 planned thumbnails bound the rate only by 1 in 168 (asked: 1 in 1 000). The load ended early: --max-time 10s ran out.',
  verified: 900,
  archivedVerified: 455,
  repeats: 20,
  byteIdentical: 20,
  refused: 12,
  firstRefusal: { photo: 'so\u001bso.gif', format: 'gif', archived: false, reason: 'exit code 1: no delegate' },
  unreadable: 3,
  bound: { confidence: 0.99, perThumbnail: 0.00593, perBatch: 0.091, designEffect: 1, power: 0.99, asked: 0.001 },
};

export const CRASHED: Result = {
  ...UPHELD,
  verdict: 'inconclusive',
  exitCode: 4,
  why: 'The thumbnailer crashed (the first of 2 incidents): exit code 139 (SIGSEGV). 412 of 5 350 thumbnails were verified, so nothing is proven.',
  verified: 412,
  archivedVerified: 200,
  repeats: 9,
  byteIdentical: 9,
  missing: 32,
  bound: { confidence: 0.99, perThumbnail: 0.0129, perBatch: 0.19, designEffect: 1, power: 0.99, asked: 0.001 },
  incidents: [
    { incident: 'crashed', detail: 'exit code 139 (SIGSEGV)' },
    { incident: 'crashed', detail: 'exit code 139 (SIGSEGV)' },
  ],
};

export const INTERRUPTED: Result = {
  ...UPHELD,
  verdict: 'inconclusive',
  exitCode: 130,
  why: 'Interrupted: 0 of 5 350 thumbnails were verified without a mix-up, which is no verdict.',
  verified: 0,
  repeats: 0,
  byteIdentical: 0,
  archivedVerified: 0,
  requested: 64,
  bound: null,
  sensitivity: [],
  strata: [],
  profile: [],
  narrowed: [],
  photographs: null,
};

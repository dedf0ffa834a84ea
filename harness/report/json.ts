// The result for machines: version 1 of DESIGN §5, with its keys in one order whoever built it, so that two results can
// be compared line by line, and safe to print whatever bytes a name was made of.

import type { DoctorReport } from '../model/doctor.ts';
import type { InterleavingStep } from '../model/interleaving.ts';
import type { FuzzReport } from '../model/fuzz.ts';
import type { Sensitivity } from '../model/sensitivity.ts';
import type { Result } from '../model/verdict.ts';
import { printableJson } from './printable.ts';

/** Keys in their order. `leaf` is taken as it is; an array stands for a list of its one shape. */
type Shape = 'leaf' | readonly [Shape] | { readonly [key: string]: Shape };

const PHOTO = { owner: 'leaf', album: 'leaf', photo: 'leaf', version: 'leaf', id: 'leaf' } as const;

const DETECTION = { what: 'leaf', share: 'leaf', injected: 'leaf', noticed: 'leaf', rateMin: 'leaf' } as const;
const MISHAP = { happened: 'leaf', of: 'leaf', rateMax: 'leaf' } as const;
const SENSITIVITY = {
  recipe: 'leaf',
  stratum: 'leaf',
  area: 'leaf',
  blend: 'leaf',
  power: 'leaf',
  injected: 'leaf',
  leaks: [DETECTION],
  blends: [DETECTION],
  falseAccept: { foreign: MISHAP, reference: MISHAP },
  falseAlarm: { doubt: MISHAP, alarm: MISHAP },
} as const satisfies Record<keyof Sensitivity, Shape>;

const STEP = { batch: 'leaf', who: 'leaf', what: 'leaf' } as const satisfies Record<keyof InterleavingStep, Shape>;
const CAME_AGAIN = { same: 'leaf', of: 'leaf' } as const;

const RESULT = {
  schemaVersion: 'leaf',
  verdict: 'leaf',
  exitCode: 'leaf',
  why: 'leaf',
  seed: 'leaf',
  thumbnailer: 'leaf',
  requested: 'leaf',
  verified: 'leaf',
  repeats: 'leaf',
  byteIdentical: 'leaf',
  refused: 'leaf',
  firstRefusal: { photo: 'leaf', format: 'leaf', archived: 'leaf', reason: 'leaf' },
  missing: 'leaf',
  unreadable: 'leaf',
  mixups: 'leaf',
  fates: {
    asked: 'leaf',
    answered: 'leaf',
    refused: 'leaf',
    calledOff: 'leaf',
    lost: 'leaf',
    unknown: 'leaf',
    missing: 'leaf',
    inFlight: 'leaf',
    beyond: 'leaf',
  },
  occurrences: {
    calledOff: 'leaf',
    killed: 'leaf',
    upgraded: 'leaf',
    readsInTrouble: 'leaf',
    requestsInTrouble: 'leaf',
    paused: 'leaf',
    timedOut: 'leaf',
    writesInTrouble: 'leaf',
    replaced: 'leaf',
    recreated: 'leaf',
    archived: 'leaf',
    moved: 'leaf',
    uploaded: 'leaf',
    shared: 'leaf',
  },
  coverage: [{ circumstances: 'leaf', thumbnails: 'leaf' }],
  sweeps: [
    {
      name: 'leaf',
      load: 'leaf',
      thumbnails: 'leaf',
      incident: 'leaf',
      breaches: 'leaf',
      doubts: 'leaf',
      inFlightMax: 'leaf',
    },
  ],
  interleavings: {
    orders: 'leaf',
    asksMax: 'leaf',
    again: CAME_AGAIN,
    incident: 'leaf',
    smallest: { breach: 'leaf', plan: 'leaf', asks: 'leaf', batches: 'leaf', steps: [STEP], again: CAME_AGAIN },
  },
  batches: 'leaf',
  batchGroups: [{ verified: 'leaf', mixups: 'leaf', count: 'leaf' }],
  owners: 'leaf',
  photos: 'leaf',
  archivedVerified: 'leaf',
  concurrency: 'leaf',
  bound: {
    confidence: 'leaf',
    perThumbnail: 'leaf',
    perBatch: 'leaf',
    designEffect: 'leaf',
    power: 'leaf',
    asked: 'leaf',
  },
  sensitivity: [SENSITIVITY],
  strata: [{ name: 'leaf', covered: 'leaf', verified: 'leaf', unreadable: 'leaf', floor: 'leaf', mixups: 'leaf' }],
  profile: 'leaf',
  narrowed: 'leaf',
  recipesNarrowed: 'leaf',
  photographs: 'leaf',
  incidents: [{ incident: 'leaf', detail: 'leaf' }],
  breaches: [
    {
      id: 'leaf',
      oracle: 'leaf',
      kind: 'leaf',
      severity: 'leaf',
      victim: PHOTO,
      donors: [{ ...PHOTO, frame: 'leaf', share: 'leaf' }],
      candidates: [{ ...PHOTO, frame: 'leaf', queueDistance: 'leaf' }],
      regions: [{ x: 'leaf', y: 'leaf', width: 'leaf', height: 'leaf', donor: 'leaf', share: 'leaf' }],
      recipe: 'leaf',
      shownRecipe: 'leaf',
      archived: 'leaf',
      key: 'leaf',
      batch: 'leaf',
      queueDistance: 'leaf',
      says: 'leaf',
      interleaving: [STEP],
      evidence: 'leaf',
    },
  ],
  timelines: [
    {
      breach: 'leaf',
      batch: 'leaf',
      spans: [{ batch: 'leaf', lane: 'leaf', fromMs: 'leaf', toMs: 'leaf', jobs: 'leaf', role: 'leaf', end: 'leaf' }],
      marks: [{ atMs: 'leaf', says: 'leaf' }],
      victimMs: 'leaf',
      donor: { batch: 'leaf', atMs: 'leaf' },
    },
  ],
  course: { stepMs: 'leaf', inFlight: 'leaf', marks: [{ atMs: 'leaf', says: 'leaf' }] },
  breachesUnlisted: 'leaf',
  exposure: {
    exposed: 'leaf',
    receivers: 'leaf',
    thumbnails: 'leaf',
    unnamed: 'leaf',
    firstAtMs: 'leaf',
    lastAtMs: 'leaf',
    cells: [{ exposed: 'leaf', receiver: 'leaf', thumbnails: 'leaf' }],
    cellsUnlisted: 'leaf',
  },
  diagnosis: {
    cause: 'leaf',
    classes: 'leaf',
    because: 'leaf',
    experiments: [{ changed: 'leaf', failed: 'leaf', of: 'leaf', p: 'leaf' }],
  },
  known: [{ id: 'leaf', says: 'leaf', state: 'leaf', tally: { failed: 'leaf', of: 'leaf' } }],
  counterexample: {
    owners: 'leaf',
    photos: 'leaf',
    asks: 'leaf',
    concurrency: 'leaf',
    reproduced: { failed: 'leaf', of: 'leaf' },
    control: { concurrency: 'leaf', failed: 'leaf', of: 'leaf' },
    isMinimal: 'leaf',
    attempts: 'leaf',
    file: 'leaf',
  },
  timing: {
    calibrateMs: 'leaf',
    generateMs: 'leaf',
    thumbnailerMs: 'leaf',
    judgeMs: 'leaf',
    recheckMs: 'leaf',
    wallMs: 'leaf',
  },
  environment: 'leaf',
  folder: 'leaf',
  workspaceKept: 'leaf',
} as const satisfies Record<keyof Result, Shape>;

/** Ends in a newline. Numbers that JSON cannot hold, such as Infinity, become null. */
export function renderJson(result: Result): string {
  return `${printableJson(JSON.stringify(arranged(result, RESULT), null, 2))}\n`;
}

/** What an examination found, for machines; ends in a newline. */
export function renderDoctorJson(report: DoctorReport): string {
  return `${printableJson(JSON.stringify(report, null, 2))}\n`;
}

/** What many rounds came to, for machines; ends in a newline. */
export function renderFuzzJson(report: FuzzReport): string {
  return `${printableJson(JSON.stringify(report, null, 2))}\n`;
}

/** Keys of the shape first, in its order, and any others after them, sorted. */
function arranged(value: unknown, shape: Shape): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isListShape(shape)) return Array.isArray(value) ? value.map((item: unknown) => arranged(item, shape[0])) : value;
  if (Array.isArray(value)) return value;
  const entries = new Map(Object.entries(value));
  const known = shape === 'leaf' ? {} : shape;
  const first = Object.keys(known).filter((key) => entries.has(key));
  const others = [...entries.keys()].filter((key) => !Object.hasOwn(known, key)).sort();
  return Object.fromEntries(
    [...first, ...others].map((key) => [key, arranged(entries.get(key), known[key] ?? 'leaf')]),
  );
}

function isListShape(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { askKey, photoId } from '../../harness/model/plan.ts';
import { misfitOf, type Schema } from '../../harness/model/schema-check.ts';
import { renderJson } from '../../harness/report/json.ts';
import { isHistoryEvent } from '../../harness/run/history-event.ts';
import { CRASHED, INCONCLUSIVE, INTERRUPTED, UPHELD, VIOLATED } from '../literals/result.ts';
import { hostileResult } from './hostile-result.ts';
import { schemaIn, validatorOf } from './json-schema.ts';

const resultSchema: Schema = schemaIn('../../harness/report/result.schema.json');
const historySchema = schemaIn('../../harness/run/history.schema.json');
const resultFaults = validatorOf(resultSchema);
const historyFaults = validatorOf(historySchema);
/** Every list of it has something in it. */
const full: unknown = JSON.parse(renderJson(hostileResult('name')));
const results: readonly unknown[] = [
  ...[UPHELD, VIOLATED, INCONCLUSIVE, CRASHED, INTERRUPTED, hostileResult()].map((result) =>
    JSON.parse(renderJson(result)),
  ),
  full,
];

describe('the published schema of result.json', () => {
  it('fits every end of a run', () => {
    for (const result of results) expect(resultFaults(result)).toEqual([]);
  });

  it('refuses a field that it does not know, however deep, so that none is added unnoticed', () => {
    for (const path of pathsOf(full)) {
      const parent: unknown = path.reduce<unknown>(within, full);
      if (typeof parent !== 'object' || parent === null || Array.isArray(parent) || path[0] === 'environment') continue;
      const faults = resultFaults(changedAt(full, path, { ...parent, further: 1 }));
      expect(faults.join(), path.join('.')).toContain('must NOT have additional properties');
    }
  });

  it('is read alike by us, who let further fields be, and by a validator that others use', () => {
    const paths = pathsOf(VIOLATED);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const changed = changedAt(VIOLATED, path, value);
        const faults = resultFaults(changed).filter((fault) => !fault.includes('additional properties'));
        expect(misfitOf(changed, resultSchema) === null).toBe(faults.length === 0);
      }),
      { seed: 9, numRuns: 2000 },
    );
  });

  it('is told by the place that does not fit', () => {
    expect(misfitOf({ ...VIOLATED, verdict: 'fine' }, resultSchema)).toBe(
      'verdict: expected one of upheld, violated, inconclusive, got "fine"',
    );
    expect(misfitOf({ ...VIOLATED, breaches: [{}] }, resultSchema)).toBe('breaches[0].id: expected a value, got none');
    expect(misfitOf({ ...VIOLATED, verified: -1 }, resultSchema)).toBe(
      'verified: expected a whole number from 0, got -1',
    );
    expect(misfitOf([], resultSchema)).toBe('the whole: expected an object, got a list');
  });
});

describe('the published schema of history.ndjson', () => {
  it('fits an event of every kind that there is, and misses none of its fields', () => {
    for (const event of Object.values(EVENTS)) {
      expect([historyFaults(event), isHistoryEvent(event)]).toEqual([[], true]);
      for (const key of Object.keys(event)) {
        const less = Object.fromEntries(Object.entries(event).filter(([name]) => name !== key));
        expect([historyFaults(less).length > 0, isHistoryEvent(less)], `${event.kind} without ${key}`).toEqual([
          true,
          false,
        ]);
      }
    }
  });

  const breach = { kind: 'breach', atMs: 3, id: 'b-1', key: 'ask-1' };

  it('fits an event of each kind, and nothing that lacks a field of it or has one more', () => {
    expect(historyFaults(breach)).toEqual([]);
    expect(isHistoryEvent(breach)).toBe(true);
    const { key: _, ...less } = breach;
    for (const wrong of [less, { ...breach, atMs: '3' }, { ...breach, kind: 'other' }]) {
      expect(historyFaults(wrong)).not.toEqual([]);
      expect(isHistoryEvent(wrong)).toBe(false);
    }
    expect(historyFaults({ ...breach, further: 1 })).not.toEqual([]);
    expect(isHistoryEvent({ ...breach, further: 1 })).toBe(true);
  });
});

describe('the schemas', () => {
  it('are files of the package, under names of their own', () => {
    const require = createRequire(import.meta.url);
    expect(require('thumbproof/schemas/result.json')).toEqual(resultSchema);
    expect(require('thumbproof/schemas/history.json')).toEqual(historySchema);
  });
});

/** One of each kind: a kind or a field more, and this does not compile. */
const EVENTS: { readonly [Kind in HistoryEvent['kind']]: Extract<HistoryEvent, { kind: Kind }> } = {
  'trial-started': { kind: 'trial-started', atMs: 0, trial: 0, seed: -1 },
  opened: { kind: 'opened', atMs: 0.5, phase: 'calibrate', instance: 0 },
  asked: { kind: 'asked', atMs: 1, phase: 'load', batch: 0, keys: [askKey('a0')] },
  changed: { kind: 'changed', atMs: 1, photo: photoId('p0'), version: 2, changes: ['replaced'] },
  answered: { kind: 'answered', atMs: 1, batch: 0, key: 'a0', digest: 'ff', sizeBytes: 12 },
  refused: { kind: 'refused', atMs: 1, batch: 0, key: 'a0', reason: '' },
  incident: { kind: 'incident', atMs: 1, batch: null, incident: 'hung', detail: '' },
  troubled: { kind: 'troubled', atMs: 1, batch: 0, reads: ['late'], transfers: [] },
  met: { kind: 'met', atMs: 1, reads: [], transfers: ['a0'] },
  'given-up': { kind: 'given-up', atMs: 1, batch: 0, keys: ['a0'] },
  cancelled: { kind: 'cancelled', atMs: 1, batch: 0 },
  killed: { kind: 'killed', atMs: 1, instance: 0 },
  paused: { kind: 'paused', atMs: 1, instance: 0, forMs: 5 },
  'timed-out': { kind: 'timed-out', atMs: 1, batch: 0 },
  obstructed: { kind: 'obstructed', atMs: 1, batch: 0, writes: [] },
  upgraded: { kind: 'upgraded', atMs: 1, to: 'v2', detail: null },
  interleaved: { kind: 'interleaved', atMs: 1, choices: '0 1', steps: [] },
  late: { kind: 'late', atMs: 1, key: 'a0' },
  mutated: { kind: 'mutated', atMs: 1, key: 'a0', before: 'ff', after: '00' },
  settled: { kind: 'settled', atMs: 1, batch: 0 },
  closed: { kind: 'closed', atMs: 1, instance: 0, peakRssBytes: 1 },
  breach: { kind: 'breach', atMs: 1, id: 'b', key: 'a0' },
  ended: { kind: 'ended', atMs: 1, why: '' },
};

type Path = readonly string[];

/** Every place in a value but the root. */
function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .slice(0, 60)
    .flatMap(([key, item]) => [[...path, key], ...pathsOf(item, [...path, key]).slice(0, 60)]);
}

function within(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(key)
    : undefined;
}

/** A copy with another value at a place. */
function changedAt(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return other;
  const item = changedAt(within(value, key), rest, other);
  return Array.isArray(value)
    ? value.map((one: unknown, index) => (String(index) === key ? item : one))
    : { ...value, [key]: item };
}

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
const sample: unknown = {
  ...JSON.parse(readFileSync(new URL('../../reports/sample/result.json', import.meta.url), 'utf8')),
  exposure: UPHELD.exposure,
};
const results: readonly unknown[] = [
  ...[UPHELD, VIOLATED, INCONCLUSIVE, CRASHED, INTERRUPTED, hostileResult()].map((result) =>
    JSON.parse(renderJson(result)),
  ),
  sample,
];

describe('the published schema of result.json', () => {
  it('fits every end of a run', () => {
    for (const result of results) expect(resultFaults(result)).toEqual([]);
  });

  it('refuses a field that it does not know, however deep, so that none is added unnoticed', () => {
    for (const path of pathsOf(sample)) {
      const parent: unknown = path.reduce<unknown>(within, sample);
      if (typeof parent !== 'object' || parent === null || Array.isArray(parent) || path[0] === 'environment') continue;
      const faults = resultFaults(changedAt(sample, path, { ...parent, further: 1 }));
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

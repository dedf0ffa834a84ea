// A stored history comes from outside: another version, another hand. Each line is checked once, here.

import type { HistoryEvent } from '../model/history.ts';

type FieldType = 'number' | 'string' | 'strings' | 'number or null' | 'string or null';

/** The fields of each kind beside `kind` and `atMs`. Words such as a phase are taken as any string. */
const FIELDS: Readonly<Record<HistoryEvent['kind'], Readonly<Record<string, FieldType>>>> = {
  'trial-started': { trial: 'number', seed: 'number' },
  opened: { phase: 'string', instance: 'number' },
  asked: { phase: 'string', batch: 'number', keys: 'strings' },
  changed: { photo: 'string', version: 'number', changes: 'strings' },
  answered: { batch: 'number', key: 'string', digest: 'string', sizeBytes: 'number' },
  refused: { batch: 'number', key: 'string', reason: 'string' },
  incident: { batch: 'number or null', incident: 'string', detail: 'string' },
  troubled: { batch: 'number', reads: 'strings', transfers: 'strings' },
  met: { reads: 'strings', transfers: 'strings' },
  'given-up': { batch: 'number', keys: 'strings' },
  cancelled: { batch: 'number' },
  killed: { instance: 'number' },
  paused: { instance: 'number', forMs: 'number' },
  'timed-out': { batch: 'number' },
  obstructed: { batch: 'number', writes: 'strings' },
  upgraded: { to: 'string', detail: 'string or null' },
  interleaved: { choices: 'string', steps: 'strings' },
  late: { key: 'string' },
  mutated: { key: 'string', before: 'string', after: 'string' },
  settled: { batch: 'number' },
  closed: { instance: 'number', peakRssBytes: 'number' },
  breach: { id: 'string', key: 'string' },
  ended: { why: 'string' },
};

/** True for a value that has the fields of its kind; further fields are allowed. */
export function isHistoryEvent(value: unknown): value is HistoryEvent {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('atMs' in value)) return false;
  if (typeof value.kind !== 'string' || typeof value.atMs !== 'number' || !Object.hasOwn(FIELDS, value.kind))
    return false;
  const fields: Readonly<Record<string, FieldType>> =
    Object.entries(FIELDS).find(([kind]) => kind === value.kind)?.[1] ?? {};
  const present = new Map<string, unknown>(Object.entries(value));
  return Object.entries(fields).every(([name, type]) => hasType(present.get(name), type));
}

function hasType(value: unknown, type: FieldType): boolean {
  switch (type) {
    case 'strings':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
    case 'number or null':
      return value === null || typeof value === 'number';
    case 'string or null':
      return value === null || typeof value === 'string';
    case 'number':
    case 'string':
      return typeof value === type;
    default:
      return type satisfies never;
  }
}

import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { askKey } from '../../harness/model/plan.ts';
import { type HistoryLine, readHistory, withHistoryFile } from '../../harness/run/history-file.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-history-'));
  path = join(folder, 'history.ndjson');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const EVENTS: readonly HistoryEvent[] = [
  { kind: 'trial-started', atMs: 0, trial: 1, seed: -7 },
  { kind: 'opened', atMs: 1, phase: 'load', instance: 0 },
  { kind: 'asked', atMs: 2, phase: 'load', batch: 0, keys: [askKey('ä\n"1"'), askKey('日本')] },
  { kind: 'answered', atMs: 3.5, batch: 0, key: 'ä\n"1"', digest: 'ff', sizeBytes: 9 },
  { kind: 'refused', atMs: 4, batch: 0, key: '日本', reason: 'no' },
  { kind: 'incident', atMs: 5, batch: null, incident: 'crashed', detail: 'exit code 3' },
  { kind: 'late', atMs: 6, key: 'a' },
  { kind: 'mutated', atMs: 7, key: 'a', before: 'x', after: 'y' },
  { kind: 'settled', atMs: 8, batch: 0 },
  { kind: 'closed', atMs: 9, instance: 0, peakRssBytes: 5 },
  { kind: 'breach', atMs: 10, id: 'b1', key: 'a' },
  { kind: 'ended', atMs: 11, why: 'asked-all' },
];

const write = (events: readonly HistoryEvent[]) => withHistoryFile(path, async ({ record }) => events.forEach(record));

async function read(): Promise<{ readonly events: HistoryEvent[]; readonly torn: string | null }> {
  const lines: HistoryLine[] = [];
  for await (const line of readHistory(path)) lines.push(line);
  const torn = lines.find((line) => line.kind === 'torn');
  return { events: lines.flatMap((line) => (line.kind === 'event' ? [line.event] : [])), torn: torn?.text ?? null };
}

describe('a history', () => {
  it('gives back every kind of event in order', async () => {
    await write(EVENTS);
    expect(await read()).toEqual({ events: EVENTS, torn: null });
  });

  it('has each event on disk by the time it is recorded', async () => {
    await withHistoryFile(path, async ({ record }) => {
      for (const [at, event] of EVENTS.entries()) {
        record(event);
        expect((await read()).events).toEqual(EVENTS.slice(0, at + 1));
      }
    });
  });

  it('cut off at any byte keeps every whole event and says what is torn', async () => {
    await write(EVENTS);
    const whole = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (cut) => {
        await writeFile(path, whole);
        await truncate(path, cut);
        const kept = whole.subarray(0, cut);
        const newlines = kept.filter((byte) => byte === 10).length;
        const { events, torn } = await read();
        // Cut just before its newline, the last event is whole all the same.
        expect([newlines, newlines + 1]).toContain(events.length);
        expect(events).toEqual(EVENTS.slice(0, events.length));
        expect(torn === null).toBe(events.length > newlines || cut === 0 || kept.at(-1) === 10);
      }),
    );
  });

  it('damaged before its last line is no history', async () => {
    await writeFile(path, '{"kind":"settled","atMs":1}\n{"kind":"settled","atMs":1,"batch":0}\n');
    await expect(read()).rejects.toThrow(
      /^Expected an event on line 1 of .*history\.ndjson, got \{"kind":"settled","atMs":1\}/,
    );
  });

  it('is never continued by a second run', async () => {
    await write(EVENTS.slice(0, 1));
    await expect(write(EVENTS)).rejects.toThrow('EEXIST');
    expect((await read()).events).toHaveLength(1);
  });

  it('takes nothing more once it is closed', async () => {
    const record = await withHistoryFile(path, async (history) => history.record);
    expect(() => record({ kind: 'settled', atMs: 1, batch: 1 })).toThrow(
      /^The history .* is closed: nothing more can be recorded\.$/,
    );
    expect((await read()).events).toEqual([]);
  });
});

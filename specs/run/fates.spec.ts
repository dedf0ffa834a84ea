import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { countFates } from '../../harness/run/fates.ts';
import type { RunEvent } from '../../harness/run/run-event.ts';
import { answered, asked, refused, settled } from '../literals/history.ts';
import { allOf, answerAll, batches, FAULT, instanceOf, setUp } from './instances.ts';

const cancelled = (batch: number): HistoryEvent => ({ kind: 'cancelled', atMs: 0, batch });
const timedOut = (batch: number): HistoryEvent => ({ kind: 'timed-out', atMs: 0, batch });
const killed: HistoryEvent = { kind: 'killed', atMs: 0, instance: 0 };
const incident = (batch: number, what: 'crashed' | 'hung'): HistoryEvent => ({
  kind: 'incident',
  atMs: 0,
  batch,
  incident: what,
  detail: '',
});

const fatesOf = (events: readonly HistoryEvent[]) => {
  const count = countFates();
  events.forEach(count.see);
  return count.fates();
};

describe('the fates of jobs', () => {
  it('are one each, by how the batch went and ended', () => {
    const events = [
      asked(0, 'a', 'b', 'c'),
      answered(0, 'a'),
      refused(0, 'b'),
      settled(0),
      asked(1, 'd', 'e'),
      answered(1, 'd'),
      cancelled(1),
      settled(1),
      asked(2, 'f', 'g'),
      asked(3, 'h'),
      killed,
      answered(3, 'h'),
      settled(2),
      settled(3),
      asked(4, 'i'),
      incident(4, 'crashed'),
      settled(4),
      asked(5, 'j'),
      incident(5, 'hung'),
      settled(5),
      asked(6, 'k'),
      asked(7, 'l', 'm'),
      timedOut(7),
      answered(7, 'l'),
      settled(7),
    ];
    expect(fatesOf(events)).toEqual({
      asked: 13,
      answered: 4,
      refused: 1,
      calledOff: 1,
      lost: 3,
      unknown: 2,
      missing: 1,
      inFlight: 1,
      beyond: 0,
    });
  });

  it('are not changed by answers that nobody was owed', () => {
    const late: HistoryEvent = { kind: 'late', atMs: 0, key: 'a' };
    const events = [asked(0, 'a'), answered(0, 'a'), answered(0, 'a'), answered(0, 'x'), settled(0), late];
    expect(fatesOf(events)).toMatchObject({ asked: 1, answered: 1, beyond: 3 });
  });

  it('add up to what was asked, whatever a history tells in whatever order', () => {
    const batch = fc.integer({ min: 0, max: 3 });
    const key = fc.constantFrom('a', 'b', 'c');
    const event = fc.oneof(
      fc.tuple(batch, fc.uniqueArray(key)).map(([at, keys]) => asked(at, ...keys)),
      fc.tuple(batch, key).map(([at, of]) => answered(at, of)),
      fc.tuple(batch, key).map(([at, of]) => refused(at, of)),
      batch.map(settled),
      batch.map(cancelled),
      batch.map(timedOut),
      fc.constant(killed),
      fc.tuple(batch, fc.constantFrom('crashed' as const, 'hung' as const)).map(([at, what]) => incident(at, what)),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        // A batch is asked once, as workloads number them.
        const seen = new Set<number>();
        const history = events.filter(
          (each) => each.kind !== 'asked' || (!seen.has(each.batch) && seen.add(each.batch)),
        );
        const { asked: all, beyond: _, ...fates } = fatesOf(history);
        expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(all);
        expect(all).toBe(history.flatMap((each) => (each.kind === 'asked' ? each.keys : [])).length);
      }),
    );
  });

  it('of a load are those that its events tell the judge', async () => {
    let first = true;
    const instance = instanceOf(async function* (jobs) {
      if (first) yield FAULT;
      else yield* answerAll(jobs);
      first = false;
    });
    const { run, history } = setUp(instance, { batches: batches(5) });
    const events: readonly RunEvent[] = await allOf(run);
    const answers = events.filter(({ kind }) => kind === 'thumbnail').length;
    expect(fatesOf(history)).toMatchObject({
      asked: 10,
      answered: answers,
      lost: 10 - answers,
      missing: 0,
      inFlight: 0,
    });
  });
});

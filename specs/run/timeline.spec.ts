import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { photoId } from '../../harness/model/plan.ts';
import { followCourse } from '../../harness/run/course.ts';
import * as history from '../literals/history.ts';
import { timelinesOf, type Wanted } from '../../harness/run/timeline.ts';

const asked = (atMs: number, batch: number, ...keys: readonly string[]) =>
  history.at(atMs, history.asked(batch, ...keys));
const answered = (atMs: number, batch: number, key: string) => history.at(atMs, history.answered(batch, key));
const settled = (atMs: number, batch: number) => history.at(atMs, history.settled(batch));
const WANTED: Wanted = { breach: 'b', key: 'v', batch: 2, donors: ['photo of d'] };
const drawn = (events: readonly HistoryEvent[], wanted: readonly Wanted[] = [WANTED]) =>
  timelinesOf(history.told(events), wanted, (key) => `photo of ${key}`);

describe('the timeline of a breach', () => {
  it('holds what was in flight with its batch and what had just settled, and nothing of before or after', async () => {
    const [timeline] = await drawn([
      ...[10, 11, 12, 13, 14].flatMap((batch) => [asked(batch, batch, 'x'), settled(batch + 0.5, batch)]),
      asked(20, 1, 'd'),
      asked(30, 2, 'v', 'w'),
      asked(35, 3, 'y'),
      answered(36, 1, 'd'),
      settled(38, 1),
      answered(40, 2, 'v'),
      settled(50, 2),
      asked(60, 4, 'z'),
      settled(70, 3),
    ]);
    expect(timeline?.spans.map(({ batch, role, fromMs, toMs }) => [batch, role, fromMs, toMs])).toEqual([
      [11, 'other', 11, 11.5],
      [12, 'other', 12, 12.5],
      [13, 'other', 13, 13.5],
      [14, 'other', 14, 14.5],
      [1, 'donor', 20, 38],
      [2, 'victim', 30, 50],
      [3, 'other', 35, 70],
    ]);
    expect(timeline).toMatchObject({ breach: 'b', victimMs: 40, donor: { batch: 1, atMs: 36 } });
  });

  it('puts batches that overlap in lanes of their own, and others in one', async () => {
    const [timeline] = await drawn([
      asked(0, 1, 'd'),
      asked(1, 2, 'v'),
      settled(2, 1),
      asked(3, 3, 'x'),
      settled(9, 2),
    ]);
    expect(timeline?.spans.map(({ batch, lane }) => [batch, lane])).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
    ]);
    expect(timeline?.spans[2]).toMatchObject({ toMs: null, end: 'in flight' });
  });

  it('names the nearest of several jobs of the donor, also within the batch itself, and none where there is none', async () => {
    const [own] = await drawn([asked(0, 0, 'd'), asked(1, 2, 'v', 'd'), answered(2, 2, 'd'), settled(3, 2)]);
    expect(own?.donor).toEqual({ batch: 2, atMs: 2 });
    const [none] = await drawn([asked(0, 0, 'x'), asked(1, 2, 'v'), settled(3, 2)]);
    expect(none).toMatchObject({ donor: null, victimMs: null });
    expect(none?.spans.every(({ role }) => role !== 'donor')).toBe(true);
  });

  it('marks what happened while the batch was in flight, and how each batch ended', async () => {
    const [timeline] = await drawn([
      { kind: 'cancelled', atMs: 0, batch: 9 },
      asked(1, 1, 'd'),
      asked(2, 2, 'v'),
      { kind: 'cancelled', atMs: 3, batch: 1 },
      { kind: 'changed', atMs: 4, photo: photoId('p7'), version: 2, changes: ['replaced'] },
      settled(5, 1),
      { kind: 'killed', atMs: 6, instance: 0 },
      settled(7, 2),
      { kind: 'upgraded', atMs: 8, to: '2', detail: null },
    ]);
    expect(timeline?.marks).toEqual([
      { atMs: 3, says: 'batch 1 called off' },
      { atMs: 4, says: 'p7 replaced' },
      { atMs: 6, says: 'killed' },
    ]);
    expect(timeline?.spans.map(({ end }) => end)).toEqual(['called off', 'lost']);
  });

  it('comes for each of several breaches in their order, and for none whose batch was never asked', async () => {
    const other = { ...WANTED, breach: 'a', batch: 1 };
    const missing = { ...WANTED, breach: 'c', batch: 99 };
    const events = [asked(0, 1, 'd'), asked(1, 2, 'v'), settled(2, 1), settled(3, 2)];
    expect((await drawn(events, [WANTED, missing, other])).map(({ breach }) => breach)).toEqual(['b', 'a']);
  });
});

describe('the course of a run', () => {
  const courseOf = (events: readonly HistoryEvent[]) => {
    const fold = followCourse();
    events.forEach(fold.see);
    return fold.course();
  };

  it('is how many jobs were in flight at most in each step', () => {
    const events = [asked(0, 1, 'a', 'b'), answered(12, 1, 'a'), asked(25, 2, 'c'), settled(31, 1), settled(45, 2)];
    expect(courseOf(events)).toEqual({ stepMs: 10, inFlight: [2, 2, 2, 2, 1], marks: [] });
  });

  it('takes longer steps the longer it is, and loses no peak', () => {
    const events = Array.from({ length: 1000 }, (_, at) => [
      asked(at * 1000, at, ...(at === 7 ? ['a', 'b', 'c'] : ['a'])),
      settled(at * 1000 + 1, at),
    ]).flat();
    const { stepMs, inFlight } = courseOf(events);
    expect(stepMs).toBe(2560);
    expect(inFlight.length).toBeLessThanOrEqual(480);
    expect(inFlight[Math.floor(7000 / stepMs)]).toBe(3);
    expect(Math.max(...inFlight.filter((_, step) => step !== Math.floor(7000 / stepMs)))).toBe(1);
  });

  it('is marked where something happened to everybody, a few hundred times at most', () => {
    const kill: HistoryEvent = { kind: 'killed', atMs: 5, instance: 0 };
    expect(courseOf([kill, settled(6, 0)]).marks).toEqual([{ atMs: 5, says: 'killed' }]);
    expect(courseOf(Array.from({ length: 5000 }, () => kill)).marks).toHaveLength(240);
  });
});

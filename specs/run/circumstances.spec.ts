import { describe, expect, it } from 'vitest';
import { together, type CircumstanceCount } from '../../harness/model/circumstances.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { askKey, photoId, type Ask, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import { countCircumstances } from '../../harness/run/circumstances.ts';
import { answered, asked, settled } from '../literals/history.ts';
import { oneAtATime } from '../literals/workload.ts';
import { photoPlan } from '../materialise/photo-plan.ts';

const photo = (id: string, about: Partial<PhotoPlan> = {}) => photoPlan({ id: photoId(id), ...about });
const FRESH = photo('p0');
const OLD = photo('p1', { archived: true });
const CHANGING = photo('p2', { changes: [{ kind: 'replaced' }] });
const COLLIDING = photo('p3', { uploaded: 'meanwhile', nameAttack: 'same-base-name' });
const BROKEN = photo('p4', { damage: { kind: 'empty' } });

const ask = (key: string, { id }: { readonly id: Ask['photo'] }, version = 1): Ask => ({
  key: askKey(key),
  photo: id,
  recipe: 0,
  version,
});
type Plan = Pick<TrialPlan, 'photos' | 'workload'>;
const planOf = (...batches: readonly (readonly Ask[])[]): Plan => ({
  photos: [FRESH, OLD, CHANGING, COLLIDING, BROKEN],
  workload: oneAtATime(batches),
});

const opened: HistoryEvent = { kind: 'opened', atMs: 0, phase: 'load', instance: 1 };

/** The circumstances of one answer after the other. */
const circumstancesOf = (plan: Plan, events: readonly HistoryEvent[]) => {
  const count = countCircumstances();
  count.begin(plan);
  events.forEach(count.see);
  return Object.fromEntries(
    count.counts().map(({ circumstances, thumbnails }) => [circumstances.join(' × '), thumbnails]),
  );
};

describe('what answers were surrounded by', () => {
  it('is the age of the photo and the largest crowd that its batch was in', () => {
    const plan = planOf([ask('a', FRESH)], [ask('b', OLD)]);
    const apart = [asked(0, 'a'), answered(0, 'a'), settled(0), asked(1, 'b'), answered(1, 'b'), settled(1)];
    expect(circumstancesOf(plan, apart)).toEqual({ 'alone in flight': 1, 'archived × alone in flight': 1 });
    const atOnce = [asked(0, 'a'), asked(1, 'b'), answered(1, 'b'), settled(1), answered(0, 'a')];
    expect(circumstancesOf(plan, atOnce)).toEqual({ '2 to 8 in flight': 1, 'archived × 2 to 8 in flight': 1 });
  });

  it('is whether the same was asked before, in the plan or in a later round of it', () => {
    const plan = planOf([ask('a', FRESH)], [ask('b', FRESH)]);
    const events = [
      asked(0, 'a'),
      answered(0, 'a'),
      asked(1, 'b'),
      answered(1, 'b'),
      asked(2, 'a~2'),
      answered(2, 'a~2'),
    ];
    expect(circumstancesOf(plan, events)).toEqual({ 'alone in flight': 1, 'alone in flight × asked again': 2 });
  });

  it('is how the photo came and what has become of it, a name built to collide, and a broken photo in the same batch', () => {
    const plan = planOf([ask('a', CHANGING)], [ask('b', CHANGING, 2), ask('c', BROKEN)], [ask('d', COLLIDING)]);
    const one = (batch: number, key: string, ...others: readonly string[]) => [
      asked(batch, key, ...others),
      answered(batch, key),
      settled(batch),
    ];
    expect(circumstancesOf(plan, [...one(0, 'a'), ...one(1, 'b', 'c'), ...one(2, 'd')])).toEqual({
      'alone in flight': 1,
      '2 to 8 in flight × replaced before × beside a broken photo': 1,
      'alone in flight × uploaded meanwhile × name built to collide': 1,
    });
  });

  it('is what happened while the batch was in flight, and not what happened after', () => {
    const plan = planOf([ask('a', FRESH)], [ask('b', FRESH)], [ask('c', FRESH)]);
    const events: readonly HistoryEvent[] = [
      asked(0, 'a'),
      { kind: 'cancelled', atMs: 0, batch: 0 },
      answered(0, 'a'),
      settled(0),
      { kind: 'troubled', atMs: 0, batch: 1, reads: ['b: cut after 1 ms'], transfers: [] },
      asked(1, 'b'),
      answered(1, 'b'),
      settled(1),
      { kind: 'troubled', atMs: 0, batch: 2, reads: [], transfers: ['c: slow, 1 ms'] },
      asked(2, 'c'),
      answered(2, 'c'),
    ];
    expect(circumstancesOf(plan, events)).toEqual({
      'alone in flight × beside a batch called off': 1,
      'alone in flight × asked again × beside a read in trouble': 1,
      'alone in flight × asked again × beside a request in trouble': 1,
    });
  });

  it('is that the thumbnailer was upgraded, for as long as the instance lives, and that it was killed before', () => {
    const plan = planOf([ask('a', FRESH)], [ask('b', OLD)], [ask('c', COLLIDING)]);
    const events: readonly HistoryEvent[] = [
      asked(0, 'a'),
      { kind: 'upgraded', atMs: 0, to: '2', detail: null },
      answered(0, 'a'),
      settled(0),
      asked(1, 'b'),
      answered(1, 'b'),
      { kind: 'killed', atMs: 0, instance: 0 },
      settled(1),
      opened,
      asked(2, 'c'),
      answered(2, 'c'),
    ];
    expect(circumstancesOf(plan, events)).toEqual({
      'alone in flight × beside or after an upgrade': 1,
      'archived × alone in flight × beside or after an upgrade': 1,
      'alone in flight × uploaded meanwhile × name built to collide × after a kill': 1,
    });
  });

  it('leaves out what was asked alone, refused, or answered twice', () => {
    const plan = planOf([ask('a', FRESH)], [ask('b', OLD)]);
    const events: readonly HistoryEvent[] = [
      { ...asked(0, 'a'), phase: 'calibrate' } as HistoryEvent,
      answered(0, 'a'),
      asked(1, 'b'),
      { kind: 'refused', atMs: 0, batch: 1, key: 'b', reason: 'no' },
      answered(1, 'b'),
    ];
    expect(circumstancesOf(plan, events)).toEqual({});
  });
});

describe('circumstances together', () => {
  const covered: readonly CircumstanceCount[] = [
    { circumstances: ['archived', 'over 128 in flight', 'after a kill'], thumbnails: 3 },
    { circumstances: ['archived', 'over 128 in flight'], thumbnails: 4 },
  ];
  const of = (size: number, ...names: CircumstanceCount['circumstances']) =>
    together(covered, size).find(({ circumstances }) => circumstances.join() === names.join());

  it('are counted over all that have them, whatever else they have', () => {
    expect(of(2, 'archived', 'over 128 in flight')?.thumbnails).toBe(7);
    expect(of(3, 'archived', 'over 128 in flight', 'after a kill')?.thumbnails).toBe(3);
    expect(of(2, 'archived', 'asked again')?.thumbnails).toBe(0);
  });

  it('are never two crowds, nor alone and beside somebody', () => {
    expect(of(2, 'alone in flight', 'over 128 in flight')).toBeUndefined();
    expect(of(2, 'alone in flight', 'beside a broken photo')).toBeUndefined();
    expect(of(2, '2 to 8 in flight', 'beside a broken photo')).toBeDefined();
  });
});

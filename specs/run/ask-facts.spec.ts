import { describe, expect, it } from 'vitest';
import { askFactsOf } from '../../harness/run/ask-facts.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { askKey, type TrialPlan } from '../../harness/model/plan.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import { PLAIN_TRIAL } from '../../harness/generate/plain-trial.ts';
import * as history from '../literals/history.ts';
import { GATE } from '../generate/requests.ts';

const PLAN = planTrial({ ...GATE, ...PLAIN_TRIAL, asks: 4, owners: 2, batch: 2, concurrency: 8 });
const [first, second] = PLAN.workload.batches;
const [a = '', b = ''] = (first ?? []).map(({ key }) => key);
const [c = ''] = (second ?? []).map(({ key }) => key);

const asked = (atMs: number, batch: number, ...keys: readonly string[]) =>
  history.at(atMs, history.asked(batch, ...keys));
const answered = (atMs: number, batch: number, key: string) => history.at(atMs, history.answered(batch, key));
const refused = (atMs: number, batch: number, key: string) => history.at(atMs, history.refused(batch, key));
const factsOf = (events: readonly HistoryEvent[], plans: readonly TrialPlan[] = [PLAN]) =>
  askFactsOf(history.told(events), plans);

describe('asks as they went', () => {
  it('have their photo, their place, and when they were asked and answered', async () => {
    const facts = await factsOf([asked(5, 7, a, b), asked(6, 8, c), answered(9, 8, c), refused(12, 7, a)]);
    expect(facts.get(a)).toMatchObject({
      batch: 7,
      place: 0,
      order: 0,
      askedMs: 5,
      endedMs: 12,
      ended: 1,
      isRefused: true,
    });
    expect(facts.get(b)).toMatchObject({ batch: 7, place: 1, order: 1, endedMs: null, ended: null, isRefused: false });
    expect(facts.get(c)).toMatchObject({ batch: 8, place: 0, order: 2, endedMs: 9, ended: 0, crowd: 8, trial: 0 });
    expect(facts.get(c)?.photo.id).toBe(second?.[0]?.photo);
  });

  it('are those of every round', async () => {
    const facts = await factsOf([asked(5, 1, a), asked(6, 2, `${a}~2`), answered(7, 2, `${a}~2`)]);
    expect(facts.get(`${a}~2`)).toMatchObject({ order: 1, endedMs: 7 });
    expect(facts.get(`${a}~2`)?.photo).toEqual(facts.get(a)?.photo);
  });

  it('end once, with the first answer of their own batch', async () => {
    const facts = await factsOf([asked(5, 1, a), answered(6, 3, a), answered(7, 1, a), answered(9, 1, a)]);
    expect(facts.get(a)?.endedMs).toBe(7);
  });

  it('are neither those of other trials, nor those that are asked alone', async () => {
    const alone: HistoryEvent = { kind: 'asked', atMs: 5, phase: 'recheck', batch: 9, keys: [askKey(a)] };
    expect((await factsOf([alone, asked(6, 1, 'of-another-trial')])).size).toBe(0);
    expect((await factsOf([asked(5, 1, a)], [])).size).toBe(0);
  });
});

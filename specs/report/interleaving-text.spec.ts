import { describe, expect, it } from 'vitest';
import type { Interleavings } from '../../harness/model/interleaving.ts';
import { interleavingCountFacts, interleavingLines } from '../../harness/report/interleaving-text.ts';
import { factLines } from '../../harness/report/layout.ts';
import { UPHELD } from '../literals/result.ts';

const TRIED: Interleavings = { orders: 240, asksMax: 6, again: { same: 3, of: 3 }, incident: null, smallest: null };
const linesOf = (interleavings: Interleavings | null) => ({
  counts: factLines(interleavingCountFacts({ ...UPHELD, interleavings }), 100).join('\n'),
  table: interleavingLines({ ...UPHELD, interleavings }, 100).join('\n'),
});

describe('the orders that were tried', () => {
  it('are a line of the counts, and none where none were', () => {
    expect(linesOf(TRIED)).toMatchInlineSnapshot(`
      {
        "counts": "In order      2 to 6 asks at once, their reads, timers and answers let go on in 240 orders; the same
                    order came out the same",
        "table": "",
      }
    `);
    expect(linesOf(null)).toEqual({ counts: '', table: '' });
  });

  it('are told to be less than exact, and what came of one of them', () => {
    expect(
      linesOf({ ...TRIED, again: { same: 1, of: 3 }, incident: 'exit\u001b code 1' }).counts,
    ).toMatchInlineSnapshot(`
      "In order      2 to 6 asks at once, their reads, timers and answers let go on in 240 orders; the same
                    order came out the same 1 of 3 times, for not all that it waits for goes through us;
                    under one of them exit\\u{1b} code 1, which is not held against it"
    `);
  });

  it('end in the smallest that leads to a breach, as a table', () => {
    const smallest = {
      breach: 'b-0001',
      plan: 'plan-9.json',
      asks: 2,
      batches: 1,
      steps: [
        { batch: 1, who: 'the batch', what: 'it was handed over' },
        { batch: 1, who: 'bob/trip/a.jpg 128x128 cover jpeg', what: 'its photo was read' },
        { batch: 1, who: 'eve/trip/b\u202e.jpg 128x128 cover jpeg', what: 'a timer of 5 ms ended' },
      ],
      again: { same: 10, of: 10 },
    };
    expect(linesOf({ ...TRIED, smallest }).table).toMatchInlineSnapshot(`
      "Smallest order  2 asks in 1 batch, let go on in this order, lead to breach b-0001; so they did 10 of
        10 times on a fresh instance:
        step  batch  who                                        what came
           1      1  the batch                                  it was handed over
           2      1  bob/trip/a.jpg 128x128 cover jpeg          its photo was read
           3      1  eve/trip/b\\u{202e}.jpg 128x128 cover jpeg  a timer of 5 ms ended
        plan  reports/2026-01-05T10-20-30-seed-1/plan-9.json"
    `);
  });
});

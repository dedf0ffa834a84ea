import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLedger } from '../../harness/judge/completeness.ts';

describe('a ledger', () => {
  it('counts each answer once as first, again or unasked, and misses exactly what was asked and never answered', () => {
    const key = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.uniqueArray(key), fc.array(key), (asked, answers) => {
        const ledger = createLedger();
        ledger.asked(3, asked);
        const arrivals = answers.map((answered) => ({ answered, arrival: ledger.arrived(answered, 3) }));
        const of = (kind: string) => arrivals.filter(({ arrival }) => arrival === kind).map(({ answered }) => answered);
        expect(new Set(of('first')).size).toBe(of('first').length);
        expect(new Set(of('first'))).toEqual(new Set(answers.filter((answered) => asked.includes(answered))));
        expect(of('unasked')).toEqual(answers.filter((answered) => !asked.includes(answered)));
        expect(of('first').length + of('again').length + of('unasked').length).toBe(answers.length);
        expect(ledger.missing(asked)).toEqual(asked.filter((each) => !answers.includes(each)));
      }),
    );
  });

  it('takes an answer for a job of another batch, or of one that is still to come, as unasked, and its own still as first', () => {
    const ledger = createLedger();
    ledger.asked(0, ['a']);
    expect(ledger.arrived('b', 0)).toBe('unasked');
    ledger.asked(1, ['b']);
    expect(ledger.arrived('b', 0)).toBe('unasked');
    expect(ledger.arrived('b', 1)).toBe('first');
    expect(ledger.arrived('a', 0)).toBe('first');
    expect(ledger.arrived('b', 0)).toBe('again');
  });
});

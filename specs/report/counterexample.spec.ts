import { describe, expect, it } from 'vitest';
import type { Counterexample } from '../../harness/model/counterexample.ts';
import { renderText } from '../../harness/report/text.ts';
import { RACE } from '../literals/counterexample.ts';
import { VIOLATED } from '../literals/result.ts';

const textOf = (counterexample: Counterexample | null) => {
  const lines = renderText({ ...VIOLATED, counterexample }, { colour: false, widthColumns: 100 }).split('\n');
  const from = lines.findIndex((line) => line.startsWith('Smallest'));
  return from === -1 ? '' : lines.slice(from, lines.indexOf('', from)).join('\n');
};

describe('the counterexample in the text report', () => {
  it('is what fails, how often, how often alone, and where it lies', () => {
    expect(textOf(RACE)).toMatchInlineSnapshot(`
      "Smallest      2 photos of 2 owners, asked for 400 times, 2 jobs in flight at most: 31 of 50 fail;
                    one job at a time: 0 of 300. It needs a load. Nothing smaller failed (412 tries).
      Its plan      reports/2026-01-05T10-20-30-seed-1/counterexample.json"
    `);
  });

  it('says of one that always fails that it does, and that it needs no load', () => {
    const text = textOf({ ...RACE, reproduced: { failed: 50, of: 50 }, control: { concurrency: 1, failed: 9, of: 9 } });
    expect(text).toContain('It fails every time.');
    expect(text).not.toContain('needs a load');
  });

  it('claims nothing of so few tries that they tell nothing', () => {
    const few = { ...RACE, reproduced: { failed: 2, of: 2 }, control: { concurrency: 1, failed: 0, of: 1 } };
    expect(textOf(few)).not.toMatch(/every time|needs a load/);
  });

  it('says when there was no time for a smaller one', () => {
    expect(textOf({ ...RACE, isMinimal: false }).replace(/\s+/g, ' ')).toContain('--explain-time gives more');
  });

  it('is left out where there is none', () => {
    expect(textOf(null)).toBe('');
  });
});

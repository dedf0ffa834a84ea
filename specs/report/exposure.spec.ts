import { describe, expect, it } from 'vitest';
import { createExposureTally } from '../../harness/campaign/exposure-tally.ts';
import { EXPOSURE_CELLS_MAX } from '../../harness/model/exposure.ts';
import { renderText } from '../../harness/report/text.ts';
import { breach, DONOR } from '../literals/breach.ts';
import { VIOLATED } from '../literals/result.ts';

const of = (receiver: string) => ({ ...breach().victim, owner: receiver });
const by = (owner: string) => ({ ...DONOR, owner });

describe('who was affected', () => {
  it('is counted by owner, for every breach that crossed from one to another', () => {
    const tally = createExposureTally();
    tally.add(breach({ victim: of('ann'), donors: [by('bob')] }), 1200);
    tally.add(breach({ victim: of('ann'), donors: [by('bob'), by('cem')] }), 1500);
    tally.add(breach({ victim: of('bob'), donors: [by('bob')] }), 1600);
    tally.add(breach({ victim: of('dan'), donors: [by('bob')] }), 9000);
    expect(tally.exposure()).toEqual({
      exposed: 2,
      receivers: 2,
      thumbnails: 3,
      unnamed: 0,
      firstAtMs: 1200,
      lastAtMs: 9000,
      cells: [
        { exposed: 'bob', receiver: 'ann', thumbnails: 2 },
        { exposed: 'cem', receiver: 'ann', thumbnails: 1 },
        { exposed: 'bob', receiver: 'dan', thumbnails: 1 },
      ],
      cellsUnlisted: 0,
    });
  });

  it('names nobody for what is of nobody in the run, and counts it', () => {
    const tally = createExposureTally();
    tally.add(breach({ kind: 'alien', donors: [] }), 5);
    tally.add(breach({ kind: 'missing', donors: [] }), 6);
    expect(tally.exposure()).toMatchObject({ exposed: 0, thumbnails: 0, unnamed: 1, lastAtMs: 5, cells: [] });
  });

  it('keeps apart owners whose names run into each other', () => {
    const tally = createExposureTally();
    tally.add(breach({ victim: of('c'), donors: [by('a","b')] }), 1);
    tally.add(breach({ victim: of('b","c'), donors: [by('a')] }), 1);
    expect(tally.exposure().cells).toHaveLength(2);
  });

  it('lists no more pairs than a person reads, the most affected first, and says how many there are', () => {
    const tally = createExposureTally();
    for (let index = 0; index < EXPOSURE_CELLS_MAX + 7; index++)
      tally.add(breach({ victim: of(`v${index}`), donors: [by('bob')] }), index);
    tally.add(breach({ victim: of(`v${EXPOSURE_CELLS_MAX + 3}`), donors: [by('bob')] }), 1);
    const { cells, cellsUnlisted, receivers } = tally.exposure();
    expect(cells).toHaveLength(EXPOSURE_CELLS_MAX);
    expect(cells[0]).toMatchObject({ receiver: `v${EXPOSURE_CELLS_MAX + 3}`, thumbnails: 2 });
    expect({ cellsUnlisted, receivers }).toEqual({ cellsUnlisted: 7, receivers: EXPOSURE_CELLS_MAX + 7 });
  });

  it('is told in the report as a sentence and a table', () => {
    const cells = [
      { exposed: 'owner-07', receiver: 'owner-03', thumbnails: 12 },
      { exposed: '写真', receiver: 'owner-1\u001b[31m', thumbnails: 1 },
    ];
    const exposure = {
      ...VIOLATED.exposure,
      exposed: 2,
      receivers: 2,
      thumbnails: 13,
      firstAtMs: 1200,
      lastAtMs: 61_000,
      cells,
    };
    const lines = renderText({ ...VIOLATED, exposure }, { colour: false, widthColumns: 100 }).split('\n');
    const from = lines.findIndex((line) => line.startsWith('Who was affected'));
    expect(lines.slice(from, lines.indexOf('', from)).join('\n')).toMatchInlineSnapshot(`
      "Who was affected  Something of 2 owners was shown to 2 other owners in 13 thumbnails, from 1.2 s to
        1 min 01 s after the run began.
        whose     shown to           thumbnails
        owner-07  owner-03                   12
        写真      owner-1\\u{1b}[31m           1"
    `);
  });
});

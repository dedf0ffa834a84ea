import { describe, expect, it } from 'vitest';
import { renderText } from '../../harness/report/text.ts';
import { breach } from '../literals/breach.ts';
import { CRASHED, INCONCLUSIVE, INTERRUPTED, UPHELD, VIOLATED } from '../literals/result.ts';

const PLAIN = { colour: false, widthColumns: 100 };

describe('the text report', () => {
  it('says the same with colours as without', () => {
    const coloured = renderText(VIOLATED, { ...PLAIN, colour: true });
    // oxlint-disable-next-line no-control-regex -- the colours are the subject
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText(VIOLATED, PLAIN));
    expect(coloured).toContain('\u001b[31mVIOLATED');
  });

  it.each([60, 80, 140])('fits %i columns, but for paths and commands, which stay whole', (widthColumns) => {
    for (const result of [UPHELD, VIOLATED, INCONCLUSIVE, CRASHED, INTERRUPTED]) {
      const lines = renderText(result, { colour: false, widthColumns }).split('\n');
      expect(
        lines.filter(
          (line) =>
            line.length > widthColumns && !/^( {2}evidence|Files|Again|Workspace|Stratum|archived×|fresh×)/.test(line),
        ),
      ).toEqual([]);
    }
  });

  it('tells the first and the gravest of many breaches, and counts the rest', () => {
    const breaches = Array.from({ length: 50 }, (_, i) => breach({ id: `b-${i}`, batch: i }));
    const text = renderText({ ...VIOLATED, breaches, breachesUnlisted: 1200 }, { colour: false, widthColumns: 140 });
    expect(text).toContain(
      'torn, cross-owner: 50 thumbnails partly of another photo, found by ownership; the first, which is also the gravest:',
    );
    expect(text).toContain('1 200 more breaches beyond those listed');
    expect(text.match(/^ {2}victim/gm)).toHaveLength(1);
  });
});

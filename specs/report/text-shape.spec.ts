import { describe, expect, it } from 'vitest';
import { renderText } from '../../harness/report/text.ts';
import { breach, DONOR } from '../literals/breach.ts';
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

  it('says whose metadata a thumbnail carries, and where, but no share of its area', () => {
    const leak = breach({
      oracle: 'privacy',
      kind: 'leaked-metadata',
      donors: [{ ...DONOR, share: 0 }],
      regions: [],
      says: 'Expected no metadata of another photo, got the GPS place of a/b/c.jpg in its APP1 segment, byte 62.',
    });
    const text = renderText({ ...VIOLATED, breaches: [leak] }, { colour: false, widthColumns: 140 });
    expect(text).toContain(
      'leaked-metadata, cross-owner: 1 thumbnail carrying metadata of another photo, found by privacy',
    );
    expect(text).toContain('  carries     IMG_0002.jpg in album summer of owner owner-07\n');
    expect(text).toContain('got the GPS place of a/b/c.jpg in its APP1 segment');
  });
});

describe('the strata of a report', () => {
  const many = Array.from({ length: 12 }, (_, i) => ({
    name: `stratum-${i}`,
    covered: true,
    verified: i === 11 ? 7 : 600,
    unreadable: 0,
    floor: 533,
    mixups: i === 10 ? 1 : 0,
  }));

  it('begin with those that need a look, and count what is not shown', () => {
    const lines = renderText({ ...UPHELD, strata: many }, PLAIN).split('\n');
    const first = lines.findIndex((line) => line.startsWith('Stratum'));
    expect(lines.slice(first + 1, first + 4).map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['stratum-10', '600', '533', '0', '1'],
      ['stratum-11', '7', '533', '0', '0', 'below its floor'],
      ['stratum-0', '600', '533', '0', '0'],
    ]);
    expect(lines[first + 9]).toBe('and 4 other strata, 0 of them below the floor');
  });

  it('owe no floor when a violation ended the search', () => {
    expect(renderText({ ...VIOLATED, strata: many }, PLAIN)).not.toContain('below its floor');
  });
});

describe('recipes that were not asked as they were meant to be', () => {
  const says = 'recipe 256x256 cover avif: it refused every one';

  it('are told right after the verdict, and once', () => {
    const narrowed = { ...UPHELD, recipesNarrowed: [says], narrowed: [...UPHELD.narrowed, says] };
    const lines = renderText(narrowed, PLAIN).split('\n');
    expect(lines.filter((line) => line.includes(says))).toEqual([`  - ${says}`]);
    expect(lines.indexOf('Not as asked')).toBeLessThan(lines.findIndex((line) => line.startsWith('Bound')));
    expect(lines.findIndex((line) => line.includes('GIF sources'))).toBeGreaterThan(
      lines.indexOf('Therefore not asked of it'),
    );
  });

  it('are what to ask otherwise for, where nothing else is left', () => {
    const nothing = { ...INCONCLUSIVE, exitCode: 3, requested: 0, recipesNarrowed: [says], narrowed: [says] };
    expect(renderText(nothing, PLAIN)).toContain('ask for what it can make, with --formats, --fits or --sizes');
  });
});

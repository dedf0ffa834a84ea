import { describe, expect, it } from 'vitest';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import { halfBlocks, sideBySide } from '../../harness/report/half-blocks.ts';
import { renderText } from '../../harness/report/text.ts';
import { VIOLATED } from '../literals/result.ts';

const plain = (widthPx: number, heightPx: number, level: number): LumaPicture => ({
  widthPx,
  heightPx,
  luma: new Uint8Array(widthPx * heightPx).fill(level),
});

/** The colours of the cells, upper and lower, line by line. */
function coloursOf(lines: readonly string[]): readonly (readonly (readonly [number, number])[])[] {
  return lines.map((line) => {
    expect(line.endsWith('\u001b[0m')).toBe(true);
    return line
      .split('▀')
      .slice(0, -1)
      .map((cell) => {
        const [, upper, lower] = /38;5;(\d+);48;5;(\d+)m$/.exec(cell) ?? [];
        return [Number(upper), Number(lower)] as const;
      });
  });
}

describe('a picture in half blocks', () => {
  it('shows two pixels in a cell, black to white in greys', () => {
    const { columns, lines } = halfBlocks({ widthPx: 2, heightPx: 2, luma: Uint8Array.of(0, 255, 255, 0) }, 24, 12);
    expect([columns, coloursOf(lines)]).toEqual([
      2,
      [
        [
          [232, 255],
          [255, 232],
        ],
      ],
    ]);
  });

  it.each([
    [128, 128, 24, 12],
    [256, 128, 24, 6],
    [128, 256, 12, 12],
    [1, 1, 1, 1],
    [1000, 1, 24, 1],
    [10, 8, 10, 4],
  ])('of %i×%i px is %i columns by %i rows', (widthPx, heightPx, columns, rows) => {
    const shown = halfBlocks(plain(widthPx, heightPx, 100), 24, 12);
    expect([shown.columns, shown.lines.length, coloursOf(shown.lines)[0]?.length]).toEqual([columns, rows, columns]);
  });

  it('is red where it is another than the one beside it, and nowhere else', () => {
    const expected = plain(24, 24, 100);
    const torn = { ...expected, luma: expected.luma.map((level, at) => (at < 24 * 12 ? level + 3 : 200)) };
    const rows = coloursOf(halfBlocks(torn, 24, 12, expected).lines);
    const isRed = (colour: number) => colour < 232;
    expect(rows.map((row) => row.flat().filter(isRed).length)).toEqual([0, 0, 0, 0, 0, 0, 48, 48, 48, 48, 48, 48]);
    expect(
      coloursOf(halfBlocks(torn, 24, 12, plain(9, 9, 0)).lines)
        .flat(2)
        .some(isRed),
    ).toBe(false);
  });

  it('stands beside another of any size, under its caption', () => {
    const pictures = [
      { caption: 'expected', picture: plain(2, 8, 0), beside: null },
      { caption: 'came', picture: plain(8, 2, 0), beside: null },
    ];
    // oxlint-disable-next-line no-control-regex -- the controls are the subject
    const bare = sideBySide(pictures, 2, 24, 12).map((line) => line.replace(/\u001b\[[\d;]*m/g, ''));
    expect(bare).toEqual(['  expected  came', '  ▀▀        ▀▀▀▀▀▀▀▀', '  ▀▀', '  ▀▀', '  ▀▀']);
  });
});

describe('a failure block', () => {
  const pictures = new Map([['b-0002', { actual: plain(128, 128, 10), expected: plain(128, 128, 200) }]]);
  const linesOf = (widthColumns: number) =>
    renderText(VIOLATED, { colour: true, widthColumns, pictures })
      .split('\n')
      .filter((line) => line.includes('▀'));

  it.each([100, 60, 45, 40, 10])('shows what was expected and what came, within %i columns', (widthColumns) => {
    const lines = linesOf(widthColumns);
    expect(lines.length).toBeGreaterThan(4);
    // oxlint-disable-next-line no-control-regex -- the controls are the subject
    for (const line of lines)
      expect(line.replace(/\u001b\[[\d;]*m/g, '').length).toBeLessThanOrEqual(Math.max(40, widthColumns));
  });

  it('shows no picture where none is handed in', () => {
    expect(renderText(VIOLATED, { colour: true, widthColumns: 100 })).not.toContain('▀');
  });
});

import { describe, expect, it } from 'vitest';
import { loudRegions } from '../../harness/judge/regions.ts';
import type { Residual } from '../../harness/model/expectation.ts';
import type { AxisPlacement } from '../../harness/model/placement.ts';
import type { Region } from '../../harness/model/verdict.ts';

/** Root mean square 10 of a block, 6 of a window, 5 of a line. */
const THRESHOLDS = { block: 10, window: 6, row: 5, column: 5, haze: 9 };
const axis = (start: number, lengthPx: number): AxisPlacement => ({ start, lengthPx, from: 0, to: lengthPx });

/**
 * The regions of eight by six blocks, 30×22 px, each block as loud as its character says: `#` is beyond the threshold,
 * `+` more than half as loud, `o` less than half but enough for a window of four, `.` quiet.
 */
function regionsOf(drawing: readonly string[], about: Partial<Residual> = {}): readonly Region[] {
  const rms: Readonly<Record<string, number>> = { '#': 11, '+': 8, o: 6.5, '.': 0 };
  const residual: Residual = {
    widthPx: 30,
    heightPx: 22,
    blockColumns: 8,
    blockRows: 6,
    blocks: Float32Array.from(drawing.join(''), (mark) => (rms[mark] ?? 0) ** 2 * 16),
    rows: new Float32Array(22),
    columns: new Float32Array(30),
    correlation: 0.9,
    tone: { gain: 1, bias: 0 },
    haze: 0,
    ...about,
  };
  const placement = { thumbnail: { widthPx: 60, heightPx: 60 }, x: axis(3, 30), y: axis(7, 22) };
  return loudRegions(residual, placement, THRESHOLDS);
}

const QUIET = ['........', '........', '........', '........', '........', '........'];

/** One pixel column, or row, as loud as `rms` levels along its whole length. */
const line = (lengthPx: number, at: number, rms: number, acrossPx: number) =>
  new Float32Array(lengthPx).fill(rms ** 2 * acrossPx, at, at + 1);

describe('the regions of a drawing', () => {
  it('are none where all is quiet', () => {
    expect(regionsOf(QUIET)).toEqual([]);
  });

  it('are a loud block, at its place in the thumbnail', () => {
    expect(regionsOf(['........', '........', '..#.....', '........', '........', '........'])).toEqual([
      { x: 11, y: 15, width: 4, height: 4 },
    ]);
  });

  it('end where the photo does, not where its last block would', () => {
    expect(regionsOf(['........', '........', '........', '........', '........', '.......#'])).toEqual([
      { x: 31, y: 27, width: 2, height: 2 },
    ]);
  });

  it('are two where their rectangles only touch, or lie beside each other', () => {
    const side = { width: 4, height: 4 };
    expect(regionsOf(['#..#....', '.#......', '..#.....', '........', '........', '........'])).toEqual([
      { x: 3, y: 7, width: 12, height: 12 },
      { x: 15, y: 7, ...side },
    ]);
    expect(regionsOf(['......#.', '..#..#..', '....#...', '...#....', '........', '........'])).toEqual([
      { x: 15, y: 7, width: 16, height: 16 },
      { x: 11, y: 11, ...side },
    ]);
    expect(regionsOf(['......#.', '#....#..', '....#...', '...#....', '........', '........'])).toEqual([
      { x: 15, y: 7, width: 16, height: 16 },
      { x: 3, y: 11, ...side },
    ]);
    expect(regionsOf(['#.......', '.#......', '..#.....', '#.......', '........', '........'])).toEqual([
      { x: 3, y: 7, width: 12, height: 12 },
      { x: 3, y: 19, ...side },
    ]);
  });

  it('are one where a third rectangle joins two that lie apart', () => {
    expect(regionsOf(['#......#', '#......#', '#.####.#', '#......#', '###..###', '........'])).toEqual([
      { x: 3, y: 7, width: 30, height: 20 },
    ]);
  });

  it('take in neighbours half as loud, but not theirs, and nobody starts from them', () => {
    expect(regionsOf(['........', '.#+.+...', '........', '........', '......+.', '........'])).toEqual([
      { x: 7, y: 11, width: 8, height: 4 },
    ]);
    expect(regionsOf(['........', '.#++....', '........', '........', '........', '........'])).toEqual([
      { x: 7, y: 11, width: 8, height: 4 },
    ]);
  });

  it('join blocks that touch, also at a corner, and keep others apart, the largest first', () => {
    expect(regionsOf(['#.......', '.#......', '........', '......##', '......##', '......##'])).toEqual([
      { x: 3, y: 7, width: 8, height: 8 },
      { x: 27, y: 19, width: 6, height: 10 },
    ]);
    expect(regionsOf(['####....', '........', '##......', '##......', '##......', '........'])).toEqual([
      { x: 3, y: 15, width: 8, height: 12 },
      { x: 3, y: 7, width: 16, height: 4 },
    ]);
  });

  it('are one where their rectangles overlap, though no block of theirs touches', () => {
    expect(regionsOf(['#####...', '#...#...', '#.#.#...', '#...#...', '#####...', '........'])).toEqual([
      { x: 3, y: 7, width: 20, height: 20 },
    ]);
    expect(regionsOf(['..#.....', '..#.....', '#.#.....', '#.......', '###.....', '........'])).toHaveLength(1);
  });

  it('stay apart where they only lie side by side, or one above the other', () => {
    expect(regionsOf(['##......', '##......', '........', '##......', '##......', '........'])).toHaveLength(2);
    expect(regionsOf(['##.##...', '##.##...', '........', '........', '........', '........'])).toHaveLength(2);
    expect(regionsOf(['##......', '##......', '....##..', '....##..', '........', '........'])).toHaveLength(2);
    expect(regionsOf(['....##..', '....##..', '........', '##......', '##......', '........'])).toHaveLength(2);
  });
});

describe('the regions of a window', () => {
  it('are its four blocks, none of which is loud by itself', () => {
    expect(regionsOf(['........', '........', '...oo...', '...oo...', '........', '........'])).toEqual([
      { x: 15, y: 15, width: 8, height: 8 },
    ]);
  });

  it.each([
    [
      'the first',
      ['oo......', 'oo......', '........', '........', '........', '........'],
      { x: 3, y: 7, width: 8, height: 8 },
    ],
    [
      'the last',
      ['........', '........', '........', '........', '......oo', '......oo'],
      { x: 27, y: 23, width: 6, height: 6 },
    ],
    [
      'one at the right',
      ['......oo', '......oo', '........', '........', '........', '........'],
      { x: 27, y: 7, width: 6, height: 8 },
    ],
  ] as const)('are those of %s too', (_, drawing, region) => {
    expect(regionsOf(drawing)).toEqual([region]);
  });

  it('are none of three blocks, nor of two at the ends of two rows', () => {
    expect(regionsOf(['........', '........', '...oo...', '...o....', '........', '........'])).toEqual([]);
    expect(regionsOf(['........', '.......o', 'o......o', 'o.......', '........', '........'])).toEqual([]);
  });

  it('are not those around a loud block: its quiet neighbours are not foreign', () => {
    expect(regionsOf(['........', '........', '...#o...', '...oo...', '........', '........'])).toEqual([
      { x: 15, y: 15, width: 8, height: 8 },
    ]);
    expect(regionsOf(['........', '........', '...#....', '........', '........', '........'])).toHaveLength(1);
  });
});

describe('the regions of a line', () => {
  it('are the row of blocks in which a row of pixels is loud', () => {
    expect(regionsOf(QUIET, { rows: line(22, 9, 6, 30) })).toEqual([{ x: 3, y: 15, width: 30, height: 4 }]);
    expect(regionsOf(QUIET, { rows: line(22, 9, 4.9, 30) })).toEqual([]);
  });

  it('are the column of blocks in which a column of pixels is loud', () => {
    expect(regionsOf(QUIET, { columns: line(30, 29, 6, 22) })).toEqual([{ x: 31, y: 7, width: 2, height: 22 }]);
    expect(regionsOf(QUIET, { columns: line(30, 12, 6, 22) })).toEqual([{ x: 15, y: 7, width: 4, height: 22 }]);
  });

  it('are none where loud blocks explain the line', () => {
    const drawing = ['........', '........', '..#.....', '........', '........', '........'];
    const tile = { x: 11, y: 15, width: 4, height: 4 };
    // A block of 11 levels holds 1936: a row of 30 px may hold that and 750 besides.
    expect(regionsOf(drawing, { rows: new Float32Array(22).fill(1936 + 740, 8, 9) })).toEqual([tile]);
    expect(regionsOf(drawing, { rows: new Float32Array(22).fill(1936 + 760, 8, 9) })).toEqual([
      { x: 3, y: 15, width: 30, height: 4 },
    ]);
    expect(regionsOf(drawing, { columns: new Float32Array(30).fill(1936 + 540, 8, 9) })).toEqual([tile]);
    expect(regionsOf(drawing, { columns: new Float32Array(30).fill(1936 + 560, 8, 9) })).toEqual([
      { x: 11, y: 7, width: 4, height: 22 },
    ]);
  });
});

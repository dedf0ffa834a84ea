// A torn thumbnail is understood at a glance, and a terminal can show one: each cell holds two pixels, the upper one as the
// colour of a half block and the lower one as the colour behind it.

import type { LumaPicture } from '../model/expectation.ts';

const ESCAPE = '\u001b[';
/** Of the 256 colours of terminals, from almost black to almost white. */
const GREYS = Array.from({ length: 24 }, (_, index) => 232 + index);
const REDS = [52, 88, 124, 160, 196, 203, 210, 217];
/** Mean difference of a cell, in luma levels: compression and rounding stay far below it. */
const UNLIKE_LEVELS = 16;

/** Lines of cells, each the picture's full width; larger pictures are averaged, smaller ones keep their pixels. */
export type Blocks = { readonly columns: number; readonly lines: readonly string[] };

/**
 * At most `columnsMax` × `rowsMax` cells, with square pixels, in greys; in reds where the picture is another than
 * `beside`, one of the same size.
 */
export function halfBlocks(
  picture: LumaPicture,
  columnsMax: number,
  rowsMax: number,
  beside: LumaPicture | null = null,
): Blocks {
  const { widthPx, heightPx, luma } = picture;
  const scale = Math.min(1, columnsMax / widthPx, (2 * rowsMax) / heightPx);
  const columns = Math.max(1, Math.floor(widthPx * scale));
  const rows = Math.max(1, Math.floor((heightPx * scale) / 2));
  const other = beside?.widthPx === widthPx && beside.heightPx === heightPx ? beside.luma : luma;
  const colourAt = (column: number, half: number) => {
    const [left, right] = spanOf(column, columns, widthPx);
    const [top, bottom] = spanOf(half, 2 * rows, heightPx);
    let [sum, difference] = [0, 0];
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) {
        const seen = luma[y * widthPx + x] ?? 0;
        sum += seen;
        difference += Math.abs(seen - (other[y * widthPx + x] ?? 0));
      }
    const count = (right - left) * (bottom - top);
    const ramp = difference / count > UNLIKE_LEVELS ? REDS : GREYS;
    return ramp[Math.round((sum / count / 255) * (ramp.length - 1))] ?? 0;
  };
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells = Array.from(
      { length: columns },
      (__, column) => `${ESCAPE}38;5;${colourAt(column, 2 * row)};48;5;${colourAt(column, 2 * row + 1)}m▀`,
    );
    return `${cells.join('')}${ESCAPE}0m`;
  });
  return { columns, lines };
}

/** The pixels that one of `count` cells stands for: at least one. */
function spanOf(index: number, count: number, lengthPx: number): readonly [number, number] {
  const from = Math.min(lengthPx - 1, Math.floor((index * lengthPx) / count));
  return [from, Math.max(from + 1, Math.floor(((index + 1) * lengthPx) / count))];
}

/** Pictures beside each other under their captions, which are plain words of at most `columnsMax` columns. */
export function sideBySide(
  pictures: readonly { readonly caption: string; readonly picture: LumaPicture; readonly beside: LumaPicture | null }[],
  indentColumns: number,
  columnsMax: number,
  rowsMax: number,
): readonly string[] {
  const shown = pictures.map(({ caption, picture, beside }) => ({
    caption,
    ...halfBlocks(picture, columnsMax, rowsMax, beside),
  }));
  const rows = Math.max(0, ...shown.map(({ lines }) => lines.length));
  const indent = ' '.repeat(indentColumns);
  const line = (cells: readonly string[]) => (indent + cells.join('  ')).trimEnd();
  const widths = shown.map(({ caption, columns }) => Math.max(caption.length, columns));
  return [
    line(shown.map(({ caption }, index) => caption.padEnd(widths[index] ?? 0))),
    ...Array.from({ length: rows }, (_, row) =>
      line(
        shown.map(({ columns, lines }, index) => {
          const cells = lines[row];
          const width = widths[index] ?? 0;
          return cells === undefined ? ' '.repeat(width) : cells + ' '.repeat(width - columns);
        }),
      ),
    ),
  ];
}

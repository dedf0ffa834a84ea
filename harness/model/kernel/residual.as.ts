// Painting an expectation and measuring what differs from it is done for every first-seen thumbnail, so it has to
// cost microseconds: this is the one loop of the project that is written in AssemblyScript, four pixels at a time.
// Rebuild with `npm run build:kernel`; a spec compares the committed module with a fresh build.
//
// All arguments are byte offsets into the module's memory, which the caller lays out. f32 unless said otherwise.
// Columns, rows and widths are multiples of 4.

import { across } from './fit.as';
export { fit } from './fit.as';

/** cells (i8, row-major, columns × rows) into out, column after column. */
export function transpose(cells: usize, columns: i32, rows: i32, out: usize): void {
  const line = <usize>columns;
  for (let row: i32 = 0; row < rows; row += 4) {
    for (let column: i32 = 0; column < columns; column += 4) {
      const from = cells + <usize>(row * columns + column);
      storeTurned(four(from), four(from + line), four(from + 2 * line), four(from + 3 * line), out + (<usize>(column * rows + row) << 2), rows);
    }
  }
}

/** Four cells side by side. */
@inline
function four(cells: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(cells))));
}

/**
 * Rows of cells, each stretched to `width` pixels: out[row * width + i] = Σ weights[i * taps + t] · cell (first[i] + t) of that row.
 * `turned` holds the cells column after column, so that four rows are stretched at once. `first` is i32.
 */
export function stretch(turned: usize, rows: i32, first: usize, weights: usize, taps: i32, width: i32, out: usize): void {
  const line = <usize>rows << 2;
  const pixel = <usize>taps << 2;
  for (let i: i32 = 0; i < width; i += 4) {
    const firsts = first + (<usize>i << 2);
    const w = weights + <usize>i * pixel;
    for (let row: i32 = 0; row < rows; row += 4) {
      const cells = turned + (<usize>row << 2);
      storeTurned(
        mixed(cells + line * <usize>load<i32>(firsts), line, w, taps),
        mixed(cells + line * <usize>load<i32>(firsts, 4), line, w + pixel, taps),
        mixed(cells + line * <usize>load<i32>(firsts, 8), line, w + 2 * pixel, taps),
        mixed(cells + line * <usize>load<i32>(firsts, 12), line, w + 3 * pixel, taps),
        out + (<usize>(row * width + i) << 2),
        width,
      );
    }
  }
}

/** `height` painted lines into out (row-major): each mixes `taps` stretched lines from `first` (i32 per line) on. */
export function paint(stretched: usize, width: i32, height: i32, first: usize, weights: usize, taps: i32, out: usize): void {
  const line = <usize>width << 2;
  for (let j: i32 = 0; j < height; j++) {
    const lines = stretched + line * <usize>load<i32>(first + (<usize>j << 2));
    const w = weights + (<usize>(j * taps) << 2);
    const painted = out + line * <usize>j;
    let at: usize = 0;
    // Four vectors at once share the loading of each weight.
    for (; at + 64 <= line; at += 64) {
      let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
      let from = lines + at;
      for (let t: i32 = 0; t < taps; t++) {
        const weight = v128.load32_splat(w + (<usize>t << 2));
        a = f32x4.add(a, f32x4.mul(weight, v128.load(from)));
        b = f32x4.add(b, f32x4.mul(weight, v128.load(from, 16)));
        c = f32x4.add(c, f32x4.mul(weight, v128.load(from, 32)));
        d = f32x4.add(d, f32x4.mul(weight, v128.load(from, 48)));
        from += line;
      }
      v128.store(painted + at, a);
      v128.store(painted + at, b, 16);
      v128.store(painted + at, c, 32);
      v128.store(painted + at, d, 48);
    }
    for (; at < line; at += 16) v128.store(painted + at, mixed(lines + at, line, w, taps));
  }
}

/**
 * What differs: residual = luma − (gain · painted + bias), over the first `shown` columns of each line.
 * luma is u8 with `lumaStride` bytes a line. Energies (sums of squares) go to blocks of 4×4 px (`width` / 4 a line),
 * to rows and to columns; `sums` gets Σpainted, Σpainted², Σresidual, Σresidual·painted, Σresidual², and over the sums of
 * blocks Σresidual², Σresidual·painted, Σpainted². Callers clear nothing; they lend `scratch`, 3 × `width` values. Painted
 * pixels from `shown` on must be 0.
 */
export function measure(
  luma: usize, lumaStride: i32, painted: usize, width: i32, height: i32, shown: i32, gain: f32, bias: f32,
  blocks: usize, rows: usize, columns: usize, sums: usize, scratch: usize,
): void {
  const line = <usize>width << 2;
  const gains = f32x4.splat(gain);
  const biases = f32x4.splat(bias);
  const left = shown & 3;
  const all = i32x4.splat(-1);
  const last = left == 0 ? all : i32x4(-1, left > 1 ? -1 : 0, left > 2 ? -1 : 0, 0);
  let sumPainted = f32x4.splat(0), sumPainted2 = f32x4.splat(0), sumResidual = f32x4.splat(0), sumBoth = f32x4.splat(0);
  let sumResidual2: f32 = 0;
  memory.fill(columns, 0, line);
  memory.fill(scratch, 0, 3 * line);
  let block2: f32 = 0, blockBoth: f32 = 0, blockPainted2: f32 = 0;
  for (let j: i32 = 0; j < height; j++) {
    let rowEnergy = f32x4.splat(0);
    let seenAt = luma + <usize>(j * lumaStride);
    let wantAt = painted + line * <usize>j;
    let blockAt = scratch;
    for (let i: i32 = 0; i < shown; i += 4) {
      const seen = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(seenAt))));
      const want = v128.load(wantAt);
      let residual = f32x4.sub(seen, f32x4.add(f32x4.mul(gains, want), biases));
      if (i + 4 > shown) residual = v128.and(residual, last);
      const energy = f32x4.mul(residual, residual);
      v128.store(blockAt, f32x4.add(v128.load(blockAt), energy));
      v128.store(blockAt + line, f32x4.add(v128.load(blockAt + line), residual));
      v128.store(blockAt + 2 * line, f32x4.add(v128.load(blockAt + 2 * line), want));
      rowEnergy = f32x4.add(rowEnergy, energy);
      sumPainted = f32x4.add(sumPainted, want);
      sumPainted2 = f32x4.add(sumPainted2, f32x4.mul(want, want));
      sumResidual = f32x4.add(sumResidual, residual);
      sumBoth = f32x4.add(sumBoth, f32x4.mul(residual, want));
      seenAt += 4;
      wantAt += 16;
      blockAt += 16;
    }
    const energyOfRow = across(rowEnergy);
    store<f32>(rows + (<usize>j << 2), energyOfRow);
    sumResidual2 += energyOfRow;
    // A row of blocks is complete: its four lines become sums of blocks, and part of the sums of columns.
    if ((j & 3) == 3 || j + 1 == height) {
      const blocksAt = blocks + ((<usize>(j >> 2) * line) >> 2);
      for (let at: usize = 0; at < line; at += 16) {
        const energy = v128.load(scratch + at);
        store<f32>(blocksAt + (at >> 2), across(energy));
        v128.store(columns + at, f32x4.add(v128.load(columns + at), energy));
        const ofResidual = across(v128.load(scratch + line + at));
        const ofPainted = across(v128.load(scratch + 2 * line + at));
        block2 += ofResidual * ofResidual;
        blockBoth += ofResidual * ofPainted;
        blockPainted2 += ofPainted * ofPainted;
      }
      memory.fill(scratch, 0, 3 * line);
    }
  }
  store<f32>(sums, across(sumPainted));
  store<f32>(sums, across(sumPainted2), 4);
  store<f32>(sums, across(sumResidual), 8);
  store<f32>(sums, across(sumBoth), 12);
  store<f32>(sums, sumResidual2, 16);
  store<f32>(sums, block2, 20);
  store<f32>(sums, blockBoth, 24);
  store<f32>(sums, blockPainted2, 28);
}

/** Σ weights[t] · the four values at `from`, each `line` bytes further on. */
@inline
function mixed(from: usize, line: usize, weights: usize, taps: i32): v128 {
  let sum = f32x4.splat(0);
  for (let t: i32 = 0; t < taps; t++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(weights + (<usize>t << 2)), v128.load(from)));
    from += line;
  }
  return sum;
}

/** Four vectors as the columns of four lines of `width` values. */
@inline
function storeTurned(a: v128, b: v128, c: v128, d: v128, out: usize, width: i32): void {
  const line = <usize>width << 2;
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(out + line, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
  v128.store(out + 2 * line, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
  v128.store(out + 3 * line, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7));
}

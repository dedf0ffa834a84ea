// Painting an expectation and measuring what differs from it is done for every first-seen thumbnail, so it has to
// cost microseconds: this is the one loop of the project that is written in AssemblyScript, four pixels at a time.
// Rebuild with `npm run build:kernel`; a spec compares the committed module with a fresh build.
//
// All arguments are byte offsets into the module's memory, which the caller lays out. f32 unless said otherwise.

/** Rows of cells, each stretched to `width` pixels: out[row * width + i] = Σ weights[i * taps + t] · cells[row * columns + first[i] + t]. */
export function stretch(cells: usize, columns: i32, rows: i32, first: usize, weights: usize, taps: i32, width: i32, out: usize): void {
  for (let i: i32 = 0; i < width; i++) {
    const start: i32 = load<i32>(first + (<usize>i << 2));
    const base = weights + (<usize>(i * taps) << 2);
    for (let row: i32 = 0; row < rows; row++) {
      const line = cells + (<usize>(row * columns + start) << 2);
      let sum: f32 = 0;
      for (let t: i32 = 0; t < taps; t++) sum += load<f32>(base + (<usize>t << 2)) * load<f32>(line + (<usize>t << 2));
      store<f32>(out + (<usize>(row * width + i) << 2), sum);
    }
  }
}

/** One painted line: out[i] = Σ weights[t] · stretched[(first + t) * width + i]. `width` is a multiple of 4. */
function mixLine(stretched: usize, width: i32, first: i32, weights: usize, taps: i32, out: usize): void {
  for (let i: i32 = 0; i < width; i += 4) {
    let sum = f32x4.splat(0);
    for (let t: i32 = 0; t < taps; t++) {
      const line = stretched + (<usize>((first + t) * width + i) << 2);
      sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(weights + (<usize>t << 2)), v128.load(line)));
    }
    v128.store(out + (<usize>i << 2), sum);
  }
}

/** `height` painted lines into out (row-major, `width` a multiple of 4). `first` is i32 per line. */
export function paint(stretched: usize, width: i32, height: i32, first: usize, weights: usize, taps: i32, out: usize): void {
  for (let j: i32 = 0; j < height; j++) {
    mixLine(stretched, width, load<i32>(first + (<usize>j << 2)), weights + (<usize>(j * taps) << 2), taps, out + (<usize>(j * width) << 2));
  }
}

/**
 * What differs: residual = luma − (gain · painted + bias), over the first `shown` columns of each line.
 * luma is u8 with `lumaStride` bytes a line. Energies (sums of squares) go to blocks of 4×4 px (`width` / 4 a line),
 * to rows and to columns; `sums` gets Σluma, Σpainted, Σluma·painted, Σpainted², Σluma². Callers clear nothing.
 */
export function measure(
  luma: usize, lumaStride: i32, painted: usize, width: i32, height: i32, shown: i32, gain: f32, bias: f32,
  blocks: usize, rows: usize, columns: usize, sums: usize,
): void {
  const blockColumns: i32 = width >> 2;
  memory.fill(blocks, 0, <usize>(blockColumns * ((height + 3) >> 2)) << 2);
  memory.fill(columns, 0, <usize>width << 2);
  const gains = f32x4.splat(gain);
  const biases = f32x4.splat(bias);
  let sumLuma = f32x4.splat(0), sumPainted = f32x4.splat(0), sumBoth = f32x4.splat(0), sumPainted2 = f32x4.splat(0), sumLuma2 = f32x4.splat(0);
  for (let j: i32 = 0; j < height; j++) {
    let rowEnergy = f32x4.splat(0);
    const line = painted + (<usize>(j * width) << 2);
    const lumaLine = luma + <usize>(j * lumaStride);
    const blockLine = blocks + (<usize>((j >> 2) * blockColumns) << 2);
    for (let i: i32 = 0; i < shown; i += 4) {
      let seen = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(lumaLine + <usize>i))));
      let want = v128.load(line + (<usize>i << 2));
      let residual = f32x4.sub(seen, f32x4.add(f32x4.mul(gains, want), biases));
      const left = shown - i;
      if (left < 4) {
        const mask = i32x4(-1, left > 1 ? -1 : 0, left > 2 ? -1 : 0, 0);
        residual = v128.and(residual, mask);
        seen = v128.and(seen, mask);
        want = v128.and(want, mask);
      }
      const energy = f32x4.mul(residual, residual);
      rowEnergy = f32x4.add(rowEnergy, energy);
      const columnAt = columns + (<usize>i << 2);
      v128.store(columnAt, f32x4.add(v128.load(columnAt), energy));
      const blockAt = blockLine + (<usize>(i >> 2) << 2);
      store<f32>(blockAt, load<f32>(blockAt) + across(energy));
      sumLuma = f32x4.add(sumLuma, seen);
      sumPainted = f32x4.add(sumPainted, want);
      sumBoth = f32x4.add(sumBoth, f32x4.mul(seen, want));
      sumPainted2 = f32x4.add(sumPainted2, f32x4.mul(want, want));
      sumLuma2 = f32x4.add(sumLuma2, f32x4.mul(seen, seen));
    }
    store<f32>(rows + (<usize>j << 2), across(rowEnergy));
  }
  store<f32>(sums, across(sumLuma));
  store<f32>(sums + 4, across(sumPainted));
  store<f32>(sums + 8, across(sumBoth));
  store<f32>(sums + 12, across(sumPainted2));
  store<f32>(sums + 16, across(sumLuma2));
}

function across(lanes: v128): f32 {
  return f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1) + f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3);
}

// A second opinion on whose picture it is, which must not change with a dependency: the PDQ perceptual hash, written
// here from its description (Facebook 2019, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
// https://github.com/facebook/ThreatExchange/blob/main/hashing/hashing.pdf). Reports name it by PDQ_VERSION.

export const PDQ_VERSION = 'pdq-thumbproof-1';

/** 256 bits: bit i is bit i % 32 of word i / 32, and says whether DCT coefficient i, row-major, is above the median. */
export type PdqHash = Uint32Array;

/** `quality` is 0 to 100, the amount of gradient; at 49 or below the hash says nothing: flat pictures hash alike. */
export type Pdq = { readonly hash: PdqHash; readonly quality: number };

const SIDE = 64;
const FREQUENCIES = 16;
const HASH_WORDS = 8;
/** The shortest side with a hash; smaller pictures get zeros at quality 0. */
const SHORTEST_SIDE_PX = 5;
/** Gradients are counted in hundredths of the luma range; this many of them are one point of quality. */
const GRADIENT_PER_QUALITY = 90;
const LUMA_RANGE = 255;

/** Rows are the cosines of the frequencies 1 to 16 over 64 samples; the constant one is left out. */
const COSINES = Float32Array.from({ length: FREQUENCIES * SIDE }, (_, i) => {
  const frequency = 1 + Math.floor(i / SIDE);
  const sample = i % SIDE;
  return Math.sqrt(2 / SIDE) * Math.cos((Math.PI / (2 * SIDE)) * frequency * (2 * sample + 1));
});

/** `luma`: row-major, `widthPx` × `heightPx`, 0 to 255. Throws a RangeError when there are too few numbers. */
export function pdqHash(luma: Float32Array | Uint8Array, widthPx: number, heightPx: number): Pdq {
  if (luma.length < widthPx * heightPx)
    throw new RangeError(`Expected ${widthPx}x${heightPx} luma values, got ${luma.length}.`);
  if (widthPx < SHORTEST_SIDE_PX || heightPx < SHORTEST_SIDE_PX)
    return { hash: new Uint32Array(HASH_WORDS), quality: 0 };
  const small = downsample(luma, widthPx, heightPx);
  return { hash: aboveMedian(lowFrequencies(small)), quality: gradientQuality(small) };
}

/** The number of bits that differ, 0 to 256. Unrelated pictures are about 128 apart; 31 is the published match distance. */
export function hammingDistance(a: PdqHash, b: PdqHash): number {
  let distance = 0;
  for (let i = 0; i < HASH_WORDS; i++) distance += bitCount((a[i] as number) ^ (b[i] as number));
  return distance;
}

/** 64 hexadecimal digits, bit 255 first, as PDQ hashes are published. */
export function pdqHex(hash: PdqHash): string {
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0'))
    .reverse()
    .join('');
}

/** The reverse of `pdqHex`. Throws a TypeError for anything but 64 hexadecimal digits. */
export function pdqFromHex(hex: string): PdqHash {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new TypeError(`Expected 64 hexadecimal digits, got ${JSON.stringify(hex)}.`);
  return Uint32Array.from({ length: HASH_WORDS }, (_, word) =>
    Number.parseInt(hex.slice(8 * (HASH_WORDS - 1 - word)).slice(0, 8), 16),
  );
}

/** 64×64 by two passes of a box filter each way (together a tent) and the value at the centre of each block. */
function downsample(luma: Float32Array | Uint8Array, widthPx: number, heightPx: number): Float32Array {
  const smooth = twiceBoxed(luma, widthPx, heightPx);
  const small = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) {
    const from = Math.floor(((row + 0.5) * heightPx) / SIDE) * widthPx;
    for (let column = 0; column < SIDE; column++) {
      small[row * SIDE + column] = smooth[from + Math.floor(((column + 0.5) * widthPx) / SIDE)] as number;
    }
  }
  return small;
}

function twiceBoxed(luma: Float32Array | Uint8Array, widthPx: number, heightPx: number): Float32Array | Uint8Array {
  const windowX = boxWindow(widthPx);
  const windowY = boxWindow(heightPx);
  // A box of one pixel changes nothing: thumbnails up to 128 px need no filter at all.
  if (windowX === 1 && windowY === 1) return luma;
  const buffer = Float32Array.from(luma.subarray(0, widthPx * heightPx));
  const aside = new Float32Array(buffer.length);
  for (let pass = 0; pass < 2; pass++) {
    for (let y = 0; y < heightPx; y++) boxAlong(buffer, aside, y * widthPx, 1, widthPx, windowX);
    for (let x = 0; x < widthPx; x++) boxAlong(aside, buffer, x, widthPx, heightPx, windowY);
  }
  return buffer;
}

/** Half a block, rounded up: two passes of it reach as far as one block of the 64×64 picture. */
function boxWindow(lengthPx: number): number {
  return Math.ceil(lengthPx / (2 * SIDE));
}

/** The mean of `window` neighbours around each value; at the ends, of those that exist. An even one reaches further ahead. */
function boxAlong(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  count: number,
  window: number,
): void {
  const ahead = Math.floor(window / 2);
  const behind = window - 1 - ahead;
  let sum = 0;
  let held = 0;
  for (let i = 0; i < ahead; i++, held++) sum += from[start + i * stride] as number;
  for (let i = 0; i < count; i++) {
    if (i + ahead < count) {
      sum += from[start + (i + ahead) * stride] as number;
      held++;
    }
    if (i - behind > 0) {
      sum -= from[start + (i - behind - 1) * stride] as number;
      held--;
    }
    to[start + i * stride] = sum / held;
  }
}

/** The 16×16 lowest frequencies but the constant ones: C × picture × Cᵀ, along the rows and then along the columns. */
function lowFrequencies(small: Float32Array): Float32Array {
  const alongRows = new Float32Array(FREQUENCIES * SIDE);
  for (let row = 0; row < SIDE; row++) transformLine(small.subarray(row * SIDE), alongRows, row, SIDE);
  const coefficients = new Float32Array(FREQUENCIES * FREQUENCIES);
  for (let column = 0; column < FREQUENCIES; column++)
    transformLine(alongRows.subarray(column * SIDE), coefficients, column, FREQUENCIES);
  return coefficients;
}

const HALF = SIDE / 2;
const sums = new Float64Array(HALF);
const differences = new Float64Array(HALF);

/** The first 64 values as 16 frequencies, written from `at` on, `step` apart. */
function transformLine(values: Float32Array, into: Float32Array, at: number, step: number): void {
  // A cosine of even frequency is symmetric about the middle, one of odd frequency antisymmetric: half the products do.
  for (let k = 0; k < HALF; k++) {
    const near = values[k] as number;
    const far = values[SIDE - 1 - k] as number;
    sums[k] = near + far;
    differences[k] = near - far;
  }
  for (let i = 0; i < FREQUENCIES; i++) {
    const halves = i % 2 === 0 ? differences : sums;
    const cosines = i * SIDE;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let k = 0; k < HALF; k += 4) {
      a += (halves[k] as number) * (COSINES[cosines + k] as number);
      b += (halves[k + 1] as number) * (COSINES[cosines + k + 1] as number);
      c += (halves[k + 2] as number) * (COSINES[cosines + k + 2] as number);
      d += (halves[k + 3] as number) * (COSINES[cosines + k + 3] as number);
    }
    into[at + i * step] = a + b + c + d;
  }
}

/** The median of an even number of values is the lower of the two in the middle, so about half of the bits are set. */
function aboveMedian(coefficients: Float32Array): PdqHash {
  const median = Float32Array.from(coefficients).sort()[coefficients.length / 2 - 1] as number;
  const hash = new Uint32Array(HASH_WORDS);
  for (let i = 0; i < coefficients.length; i++) {
    if ((coefficients[i] as number) > median) hash[i >>> 5] = (hash[i >>> 5] as number) | (1 << (i & 31));
  }
  return hash;
}

/** Differences between neighbours, each cut to whole hundredths so that many tiny ones count for nothing. */
function gradientQuality(small: Float32Array): number {
  const step = (a: number, b: number) =>
    Math.trunc(Math.abs(((small[a] as number) - (small[b] as number)) * 100) / LUMA_RANGE);
  let sum = 0;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const at = row * SIDE + column;
      if (row + 1 < SIDE) sum += step(at, at + SIDE);
      if (column + 1 < SIDE) sum += step(at, at + 1);
    }
  }
  return Math.min(100, Math.trunc(sum / GRADIENT_PER_QUALITY));
}

function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

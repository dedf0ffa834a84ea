// A check needs photos that no thumbnailer can take for one another, whatever it does to them: a coarse pattern of dark
// and light each, and an eye that says which pattern a thumbnail shows.

import { painted } from '../materialise/image-codec.ts';
import { pseudoRandomWords } from '../model/prf.ts';
import { createLumaDecoder } from '../observe/decode.ts';

const COLUMNS = 8;
const ROWS = 6;
const CELL_PX = 40;
const [DARK, LIGHT] = [60, 196];
/** Far below what a thumbnail of poor quality keeps, far above what two patterns have in common. */
const CORRELATION_MIN = 0.6;
/** Between two readings of one picture there is no more than this. */
const CORRELATION_NOISE = 0.01;

/** `count` JPEG photos of 320×240 px. */
export async function samplePhotos(count: number): Promise<readonly Uint8Array[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => paintedPhoto(index)));
}

async function paintedPhoto(index: number): Promise<Uint8Array> {
  const word = pseudoRandomWords(`sample photo ${index}`);
  const lights = Array.from({ length: COLUMNS * ROWS }, () => word() % 2 === 1);
  const [widthPx, heightPx] = [COLUMNS * CELL_PX, ROWS * CELL_PX];
  const pixels = Uint8Array.from({ length: widthPx * heightPx }, (_, at) => {
    const column = Math.floor((at % widthPx) / CELL_PX);
    const row = Math.floor(at / widthPx / CELL_PX);
    return lights[row * COLUMNS + column] === true ? LIGHT : DARK;
  });
  const encoded = await painted({ pixels, widthPx, heightPx, channels: 1 }).jpeg({ quality: 90 }).toBuffer();
  return new Uint8Array(encoded);
}

/** Tells what is wrong with `thumbnail` as one of `photos[own]`; null when it shows that photo. */
export type Eye = (thumbnail: Uint8Array, own: number) => Promise<string | null>;

/** By the means of a few cells, so whole photos are told apart; of a torn thumbnail it says nothing. */
export function coarseEye(photos: readonly Uint8Array[]): Eye {
  const known = Promise.all(photos.map((photo) => cellMeans(photo)));
  return async (thumbnail, own) => {
    const seen = await cellMeans(thumbnail);
    if (typeof seen === 'string') return `bytes that are no picture (${seen})`;
    const alike = (await known).map((cells) => (typeof cells === 'string' ? -1 : correlation(cells, seen)));
    const best = Math.max(...alike);
    if (best < CORRELATION_MIN) return 'a picture of none of the photos';
    return (alike[own] ?? -1) >= best - CORRELATION_NOISE ? null : `photo ${alike.indexOf(best)}`;
  };
}

/** A string says why it cannot be read. */
async function cellMeans(picture: Uint8Array): Promise<readonly number[] | string> {
  const decoder = createLumaDecoder({ maxBytes: 64 * 1024 * 1024, maxPixels: 64_000_000 });
  const decoded = await decoder.decode(picture);
  if (decoded.kind !== 'decoded') return decoded.why;
  const { widthPx, heightPx, luma } = decoded;
  const sums = new Float64Array(COLUMNS * ROWS);
  const counts = new Float64Array(COLUMNS * ROWS);
  for (let y = 0; y < heightPx; y++) {
    const row = Math.floor((y * ROWS) / heightPx);
    for (let x = 0; x < widthPx; x++) {
      const cell = row * COLUMNS + Math.floor((x * COLUMNS) / widthPx);
      sums[cell] = (sums[cell] ?? 0) + (luma[y * widthPx + x] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return Array.from(sums, (sum, cell) => sum / Math.max(1, counts[cell] ?? 1));
}

/** Pearson's; 0 when either is flat. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [product, squareA, squareB] = [0, 0, 0];
  for (const [at, value] of a.entries()) {
    const [fromA, fromB] = [value - meanA, (b[at] ?? 0) - meanB];
    product += fromA * fromB;
    squareA += fromA ** 2;
    squareB += fromB ** 2;
  }
  return squareA === 0 || squareB === 0 ? 0 : product / Math.sqrt(squareA * squareB);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

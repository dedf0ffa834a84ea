// What makes every region of a photo name its owner: a 256-bit codeword, laid out twice.
// The coarse lattice is the codeword, one bit per cell, legible down to 32 px. The fine lattice repeats it in tiles
// of 16×16 cells, each tile XORed with a mask of its position, so that a displaced part of one's own picture shows too.
// The strength of a fine cell takes one of four values besides its sign: with plain binary cells a foreign speck
// over k cells would go unseen with probability 2^-k, with eight levels far more rarely.

import type { PhotoPlan } from './plan.ts';
import { pseudoRandomWords } from './prf.ts';

/** Luma offsets from mid grey. The sum stays within ±90, so luma stays within 38 to 218, where decoders agree. */
const COARSE_AMPLITUDE = 60;
const FINE_AMPLITUDES = [14, 19, 25, 30] as const;
export const MID_LUMA = 128;

export const COARSE_CELLS_LONG_SIDE = 16;
export const FINE_CELLS_PER_COARSE = 4;
const TILE_CELLS = 16;
const TILES_LONG_SIDE = 4;

/** Luma offsets of the fine cells, row-major, `columns` × `rows`; each within ±90. */
export type SignatureGrid = { readonly columns: number; readonly rows: number; readonly offsets: Float32Array };

type SignedPhoto = Pick<PhotoPlan, 'contentId' | 'version' | 'widthPx' | 'heightPx'>;

/** The 256 bits of a photo version, each 0 or 1. Twins share them, because they share a content id. */
export function codewordOf(nonce: string, contentId: string, version: number): Uint8Array {
  return bitsOf(`codeword|${nonce}|${contentId}|${version}`);
}

/** The upright signature of a photo: 16 coarse cells along the long side, as many along the short as keeps them square. */
export function signatureGrid(nonce: string, photo: SignedPhoto): SignatureGrid {
  const { columns, rows } = coarseLattice(photo.widthPx, photo.heightPx);
  const codeword = codewordOf(nonce, photo.contentId, photo.version);
  const fineColumns = columns * FINE_CELLS_PER_COARSE;
  const fineRows = rows * FINE_CELLS_PER_COARSE;
  const offsets = new Float32Array(fineColumns * fineRows);
  for (let tileRow = 0; tileRow * TILE_CELLS < fineRows; tileRow++) {
    for (let tileColumn = 0; tileColumn * TILE_CELLS < fineColumns; tileColumn++) {
      const mask = tileMask(tileRow * TILES_LONG_SIDE + tileColumn);
      const texture = pseudoRandomWords(`texture|${nonce}|${photo.contentId}|${photo.version}|${tileRow}|${tileColumn}`);
      for (let bit = 0; bit < TILE_CELLS * TILE_CELLS; bit++) {
        const column = tileColumn * TILE_CELLS + (bit % TILE_CELLS);
        const row = tileRow * TILE_CELLS + Math.floor(bit / TILE_CELLS);
        const amplitude = at(FINE_AMPLITUDES, texture() >>> 30);
        if (column >= fineColumns || row >= fineRows) continue;
        const coarseBit = at(codeword, Math.floor(row / FINE_CELLS_PER_COARSE) * COARSE_CELLS_LONG_SIDE + Math.floor(column / FINE_CELLS_PER_COARSE));
        const fineBit = at(codeword, bit) ^ at(mask, bit);
        offsets[row * fineColumns + column] = (coarseBit === 1 ? COARSE_AMPLITUDE : -COARSE_AMPLITUDE) + (fineBit === 1 ? amplitude : -amplitude);
      }
    }
  }
  return { columns: fineColumns, rows: fineRows, offsets };
}

/** Coarse cells of a picture, at least one along the short side. */
export function coarseLattice(widthPx: number, heightPx: number): { readonly columns: number; readonly rows: number } {
  const short = Math.max(1, Math.round((COARSE_CELLS_LONG_SIDE * Math.min(widthPx, heightPx)) / Math.max(widthPx, heightPx)));
  return widthPx >= heightPx ? { columns: COARSE_CELLS_LONG_SIDE, rows: short } : { columns: short, rows: COARSE_CELLS_LONG_SIDE };
}

const tileMasks: Uint8Array[] = [];
function tileMask(tile: number): Uint8Array {
  return (tileMasks[tile] ??= bitsOf(`tile|${tile}`));
}

function bitsOf(key: string): Uint8Array {
  const next = pseudoRandomWords(key);
  const bits = new Uint8Array(TILE_CELLS * TILE_CELLS);
  let word = 0;
  for (let i = 0; i < bits.length; i++) {
    word = i % 32 === 0 ? next() : word >>> 1;
    bits[i] = word & 1;
  }
  return bits;
}

/** Indexing that the caller has already bounded. */
function at(values: ArrayLike<number>, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`Expected an index below ${values.length}, got ${index}.`);
  return value;
}

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
/** The offset of a cell at 8 × coarse bit + 4 × fine bit + strength. */
const LEVELS = Float32Array.from(
  [-COARSE_AMPLITUDE, COARSE_AMPLITUDE].flatMap((coarse) =>
    [-1, 1].flatMap((sign) => FINE_AMPLITUDES.map((fine) => coarse + sign * fine)),
  ),
);

export const COARSE_CELLS_LONG_SIDE = 16;
export const FINE_CELLS_PER_COARSE = 4;
const COARSE_SHIFT = Math.log2(FINE_CELLS_PER_COARSE);
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
  const texture = pseudoRandomWords(`texture|${nonce}|${photo.contentId}|${photo.version}`);
  for (let row = 0; row < fineRows; row++) {
    const lineInTile = (row % TILE_CELLS) * TILE_CELLS;
    const tileRow = Math.floor(row / TILE_CELLS) * TILES_LONG_SIDE;
    const coarseLine = Math.floor(row / FINE_CELLS_PER_COARSE) * COARSE_CELLS_LONG_SIDE;
    for (let tileColumn = 0; tileColumn < TILES_LONG_SIDE; tileColumn++) {
      const mask = tileMask(tileRow + tileColumn);
      // One word holds the strengths of one line of a tile. It is drawn even where a narrow picture has no such tile,
      // so that a cell does not depend on the shape around it.
      let strengths = texture();
      const start = tileColumn * TILE_CELLS;
      const end = Math.min(start + TILE_CELLS, fineColumns);
      for (let column = start; column < end; column++) {
        const bit = lineInTile + column - start;
        const coarseBit = codeword[coarseLine + (column >>> COARSE_SHIFT)] as number;
        const fineBit = (codeword[bit] as number) ^ (mask[bit] as number);
        offsets[row * fineColumns + column] = LEVELS[coarseBit * 8 + fineBit * 4 + (strengths & 3)] as number;
        strengths >>>= 2;
      }
    }
  }
  return { columns: fineColumns, rows: fineRows, offsets };
}

/** Coarse cells of a picture, at least one along the short side. */
export function coarseLattice(widthPx: number, heightPx: number): { readonly columns: number; readonly rows: number } {
  const short = Math.max(
    1,
    Math.round((COARSE_CELLS_LONG_SIDE * Math.min(widthPx, heightPx)) / Math.max(widthPx, heightPx)),
  );
  return widthPx >= heightPx
    ? { columns: COARSE_CELLS_LONG_SIDE, rows: short }
    : { columns: short, rows: COARSE_CELLS_LONG_SIDE };
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

// What makes every region of a photo name its owner: a 256-bit codeword, laid out twice.
// The coarse lattice is the codeword, one bit per cell, legible down to 32 px. The fine lattice repeats it in tiles
// of 16×16 cells, each tile XORed with a mask of its position, so that a displaced part of one's own picture shows too.
// The strength of a fine cell takes one of four values besides its sign: with plain binary cells a foreign speck
// over k cells would go unseen with probability 2^-k, with eight levels far more rarely.

import { drawnAsOf } from './photo-versions.ts';
import type { PhotoPlan } from './plan.ts';
import { pseudoRandomWords } from './prf.ts';

/** Luma offsets from mid grey. The sum stays within ±90, so luma stays within 38 to 218, where decoders agree. */
export const COARSE_AMPLITUDE = 60;
const FINE_AMPLITUDES = [14, 19, 25, 30] as const;
export const FINE_AMPLITUDE_MEAN = 22;
export const MID_LUMA = 128;
export const COARSE_CELLS_LONG_SIDE = 16;
export const FINE_CELLS_PER_COARSE = 4;
const TILE_CELLS = 16;
export const CODEWORD_BITS = TILE_CELLS ** 2;
/** A codeword packed: bit b is bit b % 32 of word b / 32. */
export const CODEWORD_WORDS = CODEWORD_BITS / 32;
const TILES_LONG_SIDE = 4;
const QUADS_PER_TILE = TILE_CELLS / FINE_CELLS_PER_COARSE;

/** Luma offsets of the fine cells, row-major, `columns` × `rows`, both multiples of 4; each within ±90. */
export type SignatureGrid = { readonly columns: number; readonly rows: number; readonly offsets: Int8Array };

type Identity = Pick<PhotoPlan, 'contentId' | 'version' | 'drawnAs' | 'frame'>;
type SignedPhoto = Identity & Pick<PhotoPlan, 'widthPx' | 'heightPx'>;

/** The 256 bits of a photo version, each 0 or 1. Twins share them, because they share a content id. */
export function codewordOf(nonce: string, contentId: string, version: number): Uint8Array {
  const lines = linesOf(codewordKey(nonce, { contentId, version }));
  return Uint8Array.from({ length: TILE_CELLS ** 2 }, (_, bit) => {
    const line = lines[Math.floor(bit / TILE_CELLS)] as number;
    return (line >>> (bit % TILE_CELLS)) & 1;
  });
}

/** The codeword packed into `words`. */
export function packCodeword(nonce: string, photo: Identity, words: Uint32Array): void {
  // Two lines of 16 bits make a word, and come from one word of the stream.
  const next = pseudoRandomWords(codewordKey(nonce, photo));
  for (let word = 0; word < CODEWORD_WORDS; word++) words[word] = next();
}

/**
 * Which bit of the codeword each cell of an upright picture shows, row-major. A fine cell shows the bit itself, or
 * the bit inverted where `inverted` is 1.
 */
export type CellBits = { readonly coarse: Uint8Array; readonly fine: Uint8Array; readonly inverted: Uint8Array };

/** For a picture of `columns` × `rows` coarse cells, at most 16 each. */
export function cellBits(columns: number, rows: number): CellBits {
  const fineColumns = columns * FINE_CELLS_PER_COARSE;
  const fineCells = fineColumns * rows * FINE_CELLS_PER_COARSE;
  const bits = { fine: new Uint8Array(fineCells), inverted: new Uint8Array(fineCells) };
  for (let at = 0; at < fineCells; at++) {
    const [row, column] = [Math.floor(at / fineColumns), at % fineColumns];
    const tile = Math.floor(row / TILE_CELLS) * TILES_LONG_SIDE + Math.floor(column / TILE_CELLS);
    bits.fine[at] = (row % TILE_CELLS) * TILE_CELLS + (column % TILE_CELLS);
    bits.inverted[at] = ((tileMask(tile)[row % TILE_CELLS] as number) >>> (column % TILE_CELLS)) & 1;
  }
  const coarse = Uint8Array.from(
    { length: columns * rows },
    (_, at) => Math.floor(at / columns) * TILE_CELLS + (at % columns),
  );
  return { coarse, ...bits };
}

/** The upright signature of a photo: 16 coarse cells along the long side, as many along the short as keeps them square. */
export function signatureGrid(nonce: string, photo: SignedPhoto): SignatureGrid {
  const { columns, rows } = coarseLattice(photo.widthPx, photo.heightPx);
  const codeword = linesOf(codewordKey(nonce, photo));
  const texture = pseudoRandomWords(`texture|${nonce}|${identityText(photo)}`);
  const fineRows = rows * FINE_CELLS_PER_COARSE;
  const quads = new Int32Array(columns * fineRows);
  for (let row = 0; row < fineRows; row++) {
    const fineLine = codeword[row % TILE_CELLS] as number;
    const coarseLine = codeword[Math.floor(row / FINE_CELLS_PER_COARSE)] as number;
    const tileRow = Math.floor(row / TILE_CELLS) * TILES_LONG_SIDE;
    for (let tileColumn = 0; tileColumn < TILES_LONG_SIDE; tileColumn++) {
      let fineBits = fineLine ^ (tileMask(tileRow + tileColumn)[row % TILE_CELLS] as number);
      // One word holds the strengths of one line of a tile. It is drawn even where a narrow picture has no such tile,
      // so that a cell does not depend on the shape around it.
      let strengths = texture();
      const start = tileColumn * QUADS_PER_TILE;
      const end = Math.min(start + QUADS_PER_TILE, columns);
      for (let quad = start; quad < end; quad++) {
        const coarseBit = (coarseLine >>> quad) & 1;
        quads[row * columns + quad] = QUADS[(coarseBit << 12) | ((fineBits & 15) << 8) | (strengths & 255)] as number;
        fineBits >>>= 4;
        strengths >>>= 8;
      }
    }
  }
  return { columns: columns * FINE_CELLS_PER_COARSE, rows: fineRows, offsets: new Int8Array(quads.buffer) };
}

/** The same lattice without its texture: every fine cell shows the coarse cell that it is part of, at that strength. */
export function coarseOnly({ columns, rows, offsets }: SignatureGrid, strength = 1): SignatureGrid {
  // No texture is strong enough to change a coarse cell's sign.
  const level = strength * COARSE_AMPLITUDE;
  return { columns, rows, offsets: offsets.map((offset) => (offset > 0 ? level : -level)) };
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

const tileMasks: Uint16Array[] = [];
function tileMask(tile: number): Uint16Array {
  return (tileMasks[tile] ??= linesOf(`tile|${tile}`));
}

function codewordKey(nonce: string, photo: Identity): string {
  return `codeword|${nonce}|${identityText(photo)}`;
}

/** Every version that was drawn anew has a signature of its own, and so has every later picture of an animation. */
function identityText(photo: Identity): string {
  const drawn = `${photo.contentId}|${drawnAsOf(photo)}`;
  return (photo.frame ?? 0) === 0 ? drawn : `${drawn}|${photo.frame}`;
}

/** 256 bits as 16 lines of 16, the first bit of a line lowest. */
function linesOf(key: string): Uint16Array {
  const next = pseudoRandomWords(key);
  const lines = new Uint16Array(TILE_CELLS);
  for (let line = 0; line < TILE_CELLS; line += 2) {
    const word = next();
    lines[line] = word & 0xffff;
    lines[line + 1] = word >>> 16;
  }
  return lines;
}

/**
 * The offsets of four fine cells side by side, which share a coarse bit, as the four bytes of a word: at
 * 4096 × coarse bit + 256 × their fine bits + their strengths of two bits each, the leftmost cell lowest.
 */
const QUADS = new Int32Array(2 * 16 * 256);
new Int8Array(QUADS.buffer).set(
  Array.from({ length: QUADS.length * FINE_CELLS_PER_COARSE }, (_, at) => {
    const [quad, cell] = [Math.floor(at / FINE_CELLS_PER_COARSE), at % FINE_CELLS_PER_COARSE];
    const coarse = quad >>> 12 === 1 ? COARSE_AMPLITUDE : -COARSE_AMPLITUDE;
    const sign = ((quad >>> (8 + cell)) & 1) === 1 ? 1 : -1;
    return coarse + sign * (FINE_AMPLITUDES[(quad >>> (2 * cell)) & 3] as number);
  }),
);

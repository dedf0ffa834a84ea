import { describe, expect, it } from 'vitest';
import { coarseLattice, coarseOnly, codewordOf, MID_LUMA, signatureGrid } from '../../harness/model/signature.ts';

const SQUARE = { contentId: 'c1', version: 1, widthPx: 1000, heightPx: 1000 };

function bitsApart(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, bit, i) => sum + (bit === b[i] ? 0 : 1), 0);
}

function correlation(a: Int8Array, b: Int8Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((level, i) => {
    ab += level * (b[i] ?? 0);
    aa += level * level;
    bb += (b[i] ?? 0) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

describe('codewordOf', () => {
  it('is the same for twins, which share a content id, and for nobody else', () => {
    expect(codewordOf('n', 'c1', 1)).toEqual(codewordOf('n', 'c1', 1));
    for (const [nonce, contentId, version] of [
      ['m', 'c1', 1],
      ['n', 'c2', 1],
      ['n', 'c1', 2],
    ] as const) {
      expect(bitsApart(codewordOf('n', 'c1', 1), codewordOf(nonce, contentId, version))).toBeGreaterThan(80);
    }
  });

  it('lies at least 75 of 256 bits from the codeword of any of 1 000 other photos', () => {
    const words = Array.from({ length: 1000 }, (_, i) => codewordOf('n', `photo ${i}`, 1));
    let nearest = 256;
    words.forEach((word, i) => {
      for (const other of words.slice(i + 1)) nearest = Math.min(nearest, bitsApart(word, other));
    });
    expect(nearest).toBeGreaterThanOrEqual(75);
    expect(nearest).toBeLessThan(100);
  });
});

describe('signatureGrid', () => {
  it('keeps luma within 38 to 218, where decoders agree, and uses the range', () => {
    for (let i = 0; i < 50; i++) {
      const { offsets } = signatureGrid('n', { ...SQUARE, contentId: `c${i}` });
      const lumas = Array.from(offsets, (offset) => MID_LUMA + offset);
      expect(Math.min(...lumas)).toBe(38);
      expect(Math.max(...lumas)).toBe(218);
    }
  });

  it('has 64 cells along the long side, and as many along the short as keep them square', () => {
    expect(signatureGrid('n', SQUARE)).toMatchObject({ columns: 64, rows: 64 });
    expect(signatureGrid('n', { ...SQUARE, heightPx: 500 })).toMatchObject({ columns: 64, rows: 32 });
    expect(signatureGrid('n', { ...SQUARE, widthPx: 750 })).toMatchObject({ columns: 48, rows: 64 });
    expect(coarseLattice(4000, 16)).toEqual({ columns: 16, rows: 1 });
  });

  it('does not resemble that of other photos, other versions or other runs', () => {
    const own = signatureGrid('n', SQUARE).offsets;
    const others = Array.from(
      { length: 200 },
      (_, i) => signatureGrid('n', { ...SQUARE, contentId: `other ${i}` }).offsets,
    );
    others.push(signatureGrid('n', { ...SQUARE, version: 2 }).offsets, signatureGrid('m', SQUARE).offsets);
    for (const other of others) expect(Math.abs(correlation(own, other))).toBeLessThan(0.3);
  });

  it('does not resemble itself where it is displaced by a tile, so that a tear within one photo shows', () => {
    const own = signatureGrid('n', SQUARE).offsets;
    for (const shift of [16, 32, 48]) {
      const down = own.map((_, i) => own[(i + shift * 64) % own.length] ?? 0);
      expect(Math.abs(correlation(own, down))).toBeLessThan(0.3);
    }
  });
});

describe('coarseOnly', () => {
  it('leaves the cell that each fine cell is part of, and takes away what averages to nothing', () => {
    const grid = signatureGrid('n', SQUARE);
    const coarse = coarseOnly(grid);
    const codeword = codewordOf('n', SQUARE.contentId, SQUARE.version);
    coarse.offsets.forEach((offset, i) => {
      const bit = codeword[Math.floor(i / 256) * 16 + Math.floor((i % 64) / 4)];
      expect(offset).toBe(bit === 1 ? 60 : -60);
      expect(Math.abs((grid.offsets[i] ?? 0) - offset)).toBeLessThanOrEqual(30);
    });
  });
});

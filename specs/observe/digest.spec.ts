import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestByLibrary, evidenceDigest, fastDigest } from '../../harness/observe/digest.ts';

describe('fastDigest', () => {
  it('is XXH3-128 in its canonical form', () => {
    expect(fastDigest(new Uint8Array())).toBe('99aa06d3014798d86001c324468d497f');
  });

  /** Where XXH3 changes its formula, ends a stripe of 64 bytes or a block of 1024, and where the kernel's memory ends. */
  const LENGTHS = [
    0, 1, 16, 17, 128, 129, 240, 241, 255, 256, 257, 1023, 1024, 1025, 1088, 1089, 2048, 2049, 5000, 65_536, 1_048_576,
    1_048_577,
  ];

  it.each(LENGTHS)('is the same by the kernel and by the library for %i bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * index * 31 + 7 * index) >> 3);
    expect(fastDigest(bytes)).toBe(digestByLibrary(bytes));
  });

  it('keeps its leading zeros, so that all digests are of one length', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => /^[0-9a-f]{32}$/.test(fastDigest(bytes))));
  });

  it('depends on the bytes of a view alone, not on what surrounds them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array({ maxLength: 9 }), (bytes, before) => {
        const surrounded = Uint8Array.from([...before, ...bytes, 7]).subarray(
          before.length,
          before.length + bytes.length,
        );
        expect(fastDigest(surrounded)).toBe(fastDigest(bytes));
      }),
    );
  });

  it('tells apart thumbnails that differ in one bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (bytes, draw) => {
        const flipped = Uint8Array.from(bytes);
        const bit = draw % (8 * bytes.length);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(fastDigest(flipped)).not.toBe(fastDigest(bytes));
      }),
    );
  });
});

describe('evidenceDigest', () => {
  it('is SHA-256 (FIPS 180-2, appendix B.1)', () => {
    expect(evidenceDigest(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

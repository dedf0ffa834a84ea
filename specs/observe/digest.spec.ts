import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceDigest, fastDigest } from '../../harness/observe/digest.ts';

describe('fastDigest', () => {
  it('is XXH3-128 in its canonical form', () => {
    expect(fastDigest(new Uint8Array())).toBe('99aa06d3014798d86001c324468d497f');
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

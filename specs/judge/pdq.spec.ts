import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hammingDistance, pdqFromHex, pdqHash, pdqHex, type PdqHash } from '../../harness/judge/pdq.ts';
import {
  paintedPicture,
  PUBLISHED,
  PUBLISHED_BRIDGE,
  PUBLISHED_BRIDGE_TRANSPOSED,
  PUBLISHED_LUMA_THOUSANDTHS,
  REFERENCES,
} from './pdq.golden.ts';

/** The other references are in pdq-references.spec.ts: the large ones take as long as all else. */
const SMALL = REFERENCES.filter(({ widthPx, heightPx }) => widthPx * heightPx < 20_000);

const distanceTo = (hash: PdqHash, hex: string) => hammingDistance(hash, pdqFromHex(hex));

describe('pdqHash', () => {
  it('gives the published hash of the published picture, to the bit', () => {
    const luma = Float32Array.from(PUBLISHED_LUMA_THOUSANDTHS, (thousandths) => thousandths / 1000);
    const { hash, quality } = pdqHash(luma, PUBLISHED.widthPx, PUBLISHED.heightPx);
    expect(pdqHex(hash)).toBe(PUBLISHED.hex);
    expect(quality).toBe(100);
  });

  it('stays within 2 bits of the published hash when luma is rounded to whole levels', () => {
    const luma = Uint8Array.from(PUBLISHED_LUMA_THOUSANDTHS, (thousandths) => Math.round(thousandths / 1000));
    expect(distanceTo(pdqHash(luma, PUBLISHED.widthPx, PUBLISHED.heightPx).hash, PUBLISHED.hex)).toBe(2);
  });

  it.each(SMALL)(
    'gives the hash and quality of the reference at $widthPx×$heightPx px (faint: $faint)',
    (reference) => {
      const { hash, quality } = pdqHash(paintedPicture(reference), reference.widthPx, reference.heightPx);
      expect([pdqHex(hash), quality]).toEqual([reference.hex, reference.quality]);
      expect(hammingDistance(hash, new Uint32Array(8))).toBe(128);
    },
  );

  it('orders its bits as published: the hash of a transposed picture is the transposed hash', () => {
    expect(distanceTo(transposedBits(pdqFromHex(PUBLISHED_BRIDGE)), PUBLISHED_BRIDGE_TRANSPOSED)).toBe(0);
    const sidePx = 200;
    const luma = paintedPicture({ widthPx: sidePx, heightPx: sidePx, seed: 11, faint: false });
    const transposed = luma.map((_, i) => luma[(i % sidePx) * sidePx + Math.floor(i / sidePx)] ?? 0);
    const hash = transposedBits(pdqHash(luma, sidePx, sidePx).hash);
    expect(hammingDistance(hash, pdqHash(transposed, sidePx, sidePx).hash)).toBeLessThanOrEqual(2);
  });

  it('has quality 0 for flat pictures of any size and level, so that flatness is never taken for likeness', () => {
    const dark = pdqHash(new Uint8Array(64 * 64).fill(30), 64, 64);
    const light = pdqHash(new Uint8Array(100 * 80).fill(220), 100, 80);
    expect([dark.quality, light.quality]).toEqual([0, 0]);
  });

  it('gives zeros at quality 0 for pictures with a side below 5 px', () => {
    const { hash, quality } = pdqHash(new Uint8Array(4 * 400), 4, 400);
    expect(pdqHex(hash)).toBe('0'.repeat(64));
    expect(quality).toBe(0);
  });

  it('throws a RangeError when there are fewer values than the size says', () => {
    expect(() => pdqHash(new Uint8Array(99), 10, 10)).toThrow(new RangeError('Expected 10x10 luma values, got 99.'));
  });
});

describe('hammingDistance', () => {
  it('counts differing bits as their binary digits do', () => {
    fc.assert(
      fc.property(hashes(), hashes(), (a, b) => {
        const digits = binary(b);
        expect(hammingDistance(a, b)).toBe(binary(a).filter((digit, i) => digit !== digits[i]).length);
      }),
    );
  });
});

describe('pdqHex', () => {
  it('is undone by pdqFromHex', () => {
    fc.assert(
      fc.property(hashes(), (hash) => {
        expect(pdqFromHex(pdqHex(hash))).toEqual(hash);
      }),
    );
  });

  it('is not guessed from anything but 64 digits', () => {
    expect(() => pdqFromHex('f00')).toThrow(new TypeError('Expected 64 hexadecimal digits, got "f00".'));
  });
});

function hashes(): fc.Arbitrary<PdqHash> {
  return fc.uint32Array({ minLength: 8, maxLength: 8 }).map((words) => Uint32Array.from(words));
}

function binary(hash: PdqHash): readonly string[] {
  return Array.from(hash).flatMap((word) => word.toString(2).padStart(32, '0').split(''));
}

function transposedBits(hash: PdqHash): PdqHash {
  const transposed = new Uint32Array(8);
  for (let bit = 0; bit < 256; bit++) {
    const from = (bit % 16) * 16 + Math.floor(bit / 16);
    const value = ((hash[from >>> 5] ?? 0) >>> (from & 31)) & 1;
    transposed[bit >>> 5] = (transposed[bit >>> 5] ?? 0) | (value << (bit & 31));
  }
  return transposed;
}

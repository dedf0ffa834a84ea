import { describe, expect, it } from 'vitest';
import { hammingDistance, pdqFromHex, pdqHash } from '../../harness/judge/pdq.ts';
import { paintedPicture, REFERENCES } from './pdq.golden.ts';

describe('pdqHash', () => {
  it.each(REFERENCES)(
    'gives the hash and quality of the reference implementation at $widthPx×$heightPx px (faint: $faint)',
    (reference) => {
      const { hash, quality } = pdqHash(paintedPicture(reference), reference.widthPx, reference.heightPx);
      expect(hammingDistance(hash, pdqFromHex(reference.hex))).toBe(0);
      expect(quality).toBe(reference.quality);
    },
  );

  it('sets half of the bits of any picture with as many distinct frequencies', () => {
    for (const reference of REFERENCES) {
      const { hash } = pdqHash(paintedPicture(reference), reference.widthPx, reference.heightPx);
      expect(hammingDistance(hash, new Uint32Array(8))).toBe(128);
    }
  });
});

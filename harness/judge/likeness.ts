// A second, independent opinion: does the thumbnail look like the painted expectation at all? It knows nothing of
// signatures, so it cannot share a mistake with the ownership oracle; nor can it see small leaks (oracles.md §4).
// The door to pixelmatch.

import pixelmatch from 'pixelmatch';
import { hammingDistance, pdqHash } from './pdq.ts';

/**
 * How pixels were compared, for the report. Version 7.2.0 measures in YIQ (by its source: a difference counts above
 * 35215 × threshold², for greys above 26 levels); a release that changes the colour space changes what 0.1 means.
 */
export const PIXEL_METRIC = 'pixelmatch 7.2.0 (YIQ), threshold 0.1, anti-aliased pixels included';
const THRESHOLD = 0.1;

/** Hashes of pictures with less gradient than this carry no information (published with PDQ): 0 to 100. */
const PDQ_QUALITY_MIN = 50;
/** The published distance up to which two pictures count as one, of 256 bits; printed beside the measured maximum. */
const PDQ_PUBLISHED_MATCH_BITS = 31;

/** Luma 0 to 255, row-major, `widthPx` × `heightPx`. */
export type LumaPicture = {
  readonly luma: Uint8Array | Float32Array;
  readonly widthPx: number;
  readonly heightPx: number;
};

/**
 * `mismatchShare`: part of the pixels that differ visibly, 0 to 1. `pdqDistanceBits`: 0 to 256.
 * `pdqQuality`: of the expectation, 0 to 100; what the hash can tell at all.
 */
export type Likeness = {
  readonly mismatchShare: number;
  readonly pdqDistanceBits: number;
  readonly pdqQuality: number;
};

/** The greatest values seen while the thumbnailer worked alone; more than these is unlike. */
export type LikenessProfile = { readonly mismatchShareMax: number; readonly pdqDistanceBitsMax: number };

export type LikenessVerdict =
  | { readonly kind: 'alike' }
  | { readonly kind: 'unlike'; readonly says: string }
  | { readonly kind: 'cannot-tell'; readonly why: string };

/**
 * Both measures of two pictures of one size; throws a RangeError when the sizes differ.
 * A wholly different picture costs no more than a slightly different one: pixelmatch is 17 times slower only when it
 * has to tell anti-aliasing from differences, which is switched off here because a leak may look like anti-aliasing.
 */
export function measureLikeness(actual: LumaPicture, expected: LumaPicture): Likeness {
  expectSameSize(actual, expected);
  const { widthPx, heightPx } = expected;
  const differing = pixelmatch(greyRgba(actual), greyRgba(expected), undefined, widthPx, heightPx, {
    threshold: THRESHOLD,
    includeAA: true,
  });
  const expectedHash = pdqHash(expected.luma, widthPx, heightPx);
  return {
    mismatchShare: differing / (widthPx * heightPx),
    pdqDistanceBits: hammingDistance(pdqHash(actual.luma, widthPx, heightPx).hash, expectedHash.hash),
    pdqQuality: expectedHash.quality,
  };
}

/**
 * What the measures say against the profile. Too many differing pixels is unlike however flat the picture; that few
 * differ in a flat picture says nothing, because all flat pictures are alike.
 */
export function judgeLikeness(likeness: Likeness, profile: LikenessProfile): LikenessVerdict {
  const { mismatchShare, pdqDistanceBits, pdqQuality } = likeness;
  if (mismatchShare > profile.mismatchShareMax) {
    return {
      kind: 'unlike',
      says:
        `expected at most ${percent(profile.mismatchShareMax)} of the pixels to differ from the painted expectation ` +
        `(the most seen alone), got ${percent(mismatchShare)}`,
    };
  }
  if (pdqQuality < PDQ_QUALITY_MIN) {
    return {
      kind: 'cannot-tell',
      why:
        `expected a picture of PDQ quality ${PDQ_QUALITY_MIN} or more, got ${pdqQuality}: ` +
        'it is too flat for its hash to mean anything',
    };
  }
  if (pdqDistanceBits > profile.pdqDistanceBitsMax) {
    return {
      kind: 'unlike',
      says:
        `expected a PDQ distance of at most ${profile.pdqDistanceBitsMax} of 256 bits from the painted expectation ` +
        `(the most seen alone; ${PDQ_PUBLISHED_MATCH_BITS} is the published match distance), got ${pdqDistanceBits}`,
    };
  }
  return { kind: 'alike' };
}

/** For evidence: differing pixels in red over the faded actual picture. RGBA, row-major, 4 × `widthPx` × `heightPx`. */
export function differencePicture(
  actual: LumaPicture,
  expected: LumaPicture,
): { readonly rgba: Uint8Array; readonly widthPx: number; readonly heightPx: number } {
  expectSameSize(actual, expected);
  const { widthPx, heightPx } = expected;
  const rgba = new Uint8Array(4 * widthPx * heightPx);
  pixelmatch(greyRgba(actual), greyRgba(expected), rgba, widthPx, heightPx, { threshold: THRESHOLD, includeAA: true });
  return { rgba, widthPx, heightPx };
}

function expectSameSize(actual: LumaPicture, expected: LumaPicture): void {
  if (actual.widthPx !== expected.widthPx || actual.heightPx !== expected.heightPx) {
    throw new RangeError(
      `Expected pictures of one size, got ${actual.widthPx}x${actual.heightPx} beside ` +
        `${expected.widthPx}x${expected.heightPx}; judge the geometry first.`,
    );
  }
  for (const { luma, widthPx, heightPx } of [actual, expected]) {
    if (luma.length !== widthPx * heightPx)
      throw new RangeError(
        `Expected ${widthPx * heightPx} luma values for ${widthPx}x${heightPx}, got ${luma.length}.`,
      );
  }
}

/** An opaque black pixel and one level of grey, as words: the bytes red, green, blue, alpha in the machine's own order. */
const [OPAQUE = 0, GREY = 0] = new Uint32Array(Uint8Array.of(0, 0, 0, 255, 1, 1, 1, 0).buffer);

/** A buffer of its own, because pixelmatch throws on one that does not begin at a multiple of four bytes. */
function greyRgba(picture: LumaPicture): Uint8Array {
  const { luma } = picture;
  const greys = luma instanceof Uint8Array ? luma : Uint8ClampedArray.from(luma);
  const pixels = new Uint32Array(luma.length);
  for (let i = 0; i < luma.length; i++) pixels[i] = OPAQUE | ((greys[i] as number) * GREY);
  return new Uint8Array(pixels.buffer);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

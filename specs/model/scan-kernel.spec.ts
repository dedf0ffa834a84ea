import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodewordScan, type SeenBits } from '../../harness/model/kernel/scan-kernel.ts';

const WORDS = 8;

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const words = fc.array(word, { minLength: WORDS, maxLength: WORDS });
/** Often none of a word is seen, as of a region that shows a few lines of a codeword. */
const mask = fc.array(fc.oneof(fc.constant(0), word, fc.constant(2 ** 32 - 1)), { minLength: WORDS, maxLength: WORDS });
const seenBits = fc.record({ bits: words, mask });

type Question = {
  readonly codewords: readonly (readonly number[])[];
  readonly seen: readonly ({ readonly bits: readonly number[]; readonly mask: readonly number[] } | null)[];
  readonly limits: readonly number[];
  readonly keyOf: readonly number[];
};

const question: fc.Arbitrary<Question> = fc.record({
  codewords: fc.array(words, { minLength: 1, maxLength: 40 }),
  seen: fc.array(fc.option(seenBits), { minLength: 1, maxLength: 3 }),
  limits: fc.array(fc.integer({ min: -1, max: 140 }), { minLength: 257, maxLength: 257 }),
  keyOf: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
});

describe('the scan of codewords', () => {
  it('finds whom a plain scan finds, and counts the bits that differ', () => {
    fc.assert(
      fc.property(question, ({ codewords, seen, limits, keyOf }) => {
        const keys = codewords.map((_, at) => (keyOf[at] ?? 0) % seen.length);
        const { found, codeword, differing } = scanned(codewords, seen, limits, keys, codewords.length);
        const expected = plainScan(codewords, seen, limits, keys);
        expect(found).toBe(expected.length);
        expect(Array.from(codeword, (at, hit) => [at, differing[hit]])).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('counts all hits, and keeps the first of them', () => {
    const same = Array.from({ length: 10 }, () => Array.from({ length: WORDS }, () => 7));
    const seen = [{ bits: same[0] ?? [], mask: Array.from({ length: WORDS }, () => 2 ** 32 - 1) }];
    const hits = scanned(
      same,
      seen,
      Array.from({ length: 257 }, () => 0),
      Array.from({ length: 10 }, () => 0),
      4,
    );
    expect([hits.found, [...hits.codeword]]).toEqual([10, [0, 1, 2, 3]]);
  });
});

function scanned(
  codewords: Question['codewords'],
  seen: Question['seen'],
  limits: readonly number[],
  keys: readonly number[],
  hitsMax: number,
) {
  const scan = createCodewordScan(codewords.length, hitsMax);
  codewords.forEach((each, at) => scan.put(at, Uint32Array.from(each)));
  const packed = seen.map((each): SeenBits | null =>
    each === null ? null : { bits: Uint32Array.from(each.bits), mask: Uint32Array.from(each.mask) },
  );
  return scan.scan(packed, Int32Array.from(limits), Int32Array.from(keys.flatMap((key, at) => [at, 1, key])));
}

/**
 * The same with strings of bits. Whoever fits in the planes that count is a hit: those that show most bits, until they
 * show 64, or all four when two do not.
 */
function plainScan(
  codewords: Question['codewords'],
  seen: Question['seen'],
  limits: readonly number[],
  keys: readonly number[],
) {
  return codewords.flatMap((codeword, at): (readonly [number, number])[] => {
    const key = seen[keys[at] ?? 0];
    if (key === null || key === undefined) return [];
    const planes = [0, 1, 2, 3].map((plane) => {
      const differing = [0, 1].map((half) => {
        const word = 2 * plane + half;
        return {
          differs: onesOf(((codeword[word] ?? 0) ^ (key.bits[word] ?? 0)) & (key.mask[word] ?? 0)),
          shown: onesOf(key.mask[word] ?? 0),
        };
      });
      return { differs: sum(differing.map((each) => each.differs)), shown: sum(differing.map((each) => each.shown)) };
    });
    const ordered = planes.toSorted((a, b) => b.shown - a.shown);
    const few = [1, 2].find(
      (count) => sum(ordered.slice(0, count).map(({ shown }) => shown)) >= 64 || (ordered[count]?.shown ?? 0) === 0,
    );
    const counting = ordered.slice(0, few ?? 4);
    const limit = limits[sum(counting.map(({ shown }) => shown))] ?? -1;
    return sum(counting.map(({ differs }) => differs)) <= limit
      ? [[at, sum(planes.map(({ differs }) => differs))]]
      : [];
  });
}

function onesOf(word: number): number {
  return (word >>> 0).toString(2).replaceAll('0', '').length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

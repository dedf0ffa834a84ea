// Weakened versions of how harness/explain compares pixels and cells with photos that go unnoticed, and why.

import type { Survivor } from './survivors.ts';

const LIMIT = 'no measured number is the limit itself';
const BEYOND = 'what lies beyond the end of an array reads as nothing, and is nowhere written';
const MEMO = 'it only spares making again what was made before';

export const EXPLAIN_PIXELS: readonly Survivor[] = [
  {
    file: 'explain/cell-means.ts',
    line: 'if (row > top && column > 0) {',
    mutators: ['ConditionalExpression', 'EqualityOperator'],
    because: 'of the first edge it would write before the beginning of the array, which does nothing',
  },
  {
    file: 'explain/cell-reading.ts',
    line: 'if (legible <= 0 || seen >= COARSE_SUFFICE) return { coarse, fine: null };',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/cell-reading.ts',
    line: 'for (let at = 0; at < width * height; at++) {',
    mutators: ['EqualityOperator'],
    because: 'the one value more lies beyond the window, where nobody reads it',
  },
  {
    file: 'explain/cell-reading.ts',
    line: 'if (luma === 0) continue;',
    mutators: ['ConditionalExpression'],
    because:
      'nothing weighed is nothing; the few cells at the rim that are not seen do not make up the 56 that suffice',
  },
  {
    file: 'explain/cell-reading.ts',
    line: 'for (let row = 0; row < fine.height; row++) {',
    mutators: ['EqualityOperator'],
    because: 'the one row more lies beyond the window, where nobody reads it',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'for (let turn = 0; turn < turns; turn++) {',
    mutators: ['EqualityOperator'],
    because: 'in one turn more nobody has a place',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'const placement = places[at]?.[turn];',
    mutators: ['OptionalChaining'],
    because: 'each geometry has its places: only the type checker wants to be told',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'if (odds > (best.get(photo)?.odds ?? Number.NEGATIVE_INFINITY)) best.set(photo, { photo, odds });',
    mutators: ['EqualityOperator'],
    because: 'what is as likely at another place is as likely',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'const limits = Int32Array.from({ length: CODEWORD_BITS + 1 }, (_, bits) => {',
    mutators: ['ArithmeticOperator'],
    because: 'limits are asked for about half of a codeword, which suffices, and never for all of it',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'for (let differing = 0; differing <= bits; differing++) {',
    mutators: ['EqualityOperator'],
    because: 'the last step is reached only where anybody may fit, and nobody differs in all bits',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'const shown = seen[classAt(codeword)]?.count ?? 0;',
    mutators: ['OptionalChaining'],
    because: 'a class that was not seen has no hits',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'isOverfull ||= hits.found > HITS_MAX;',
    mutators: ['EqualityOperator'],
    because: 'exactly so many hits are as many as anybody could look at, or not: nothing hangs on it',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'if (Math.abs(vote) < SURENESS_MIN) continue;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'if (vote > 0) bits[word] = (bits[word] as number) | one;',
    mutators: ['EqualityOperator'],
    because: 'a vote of nothing was left out the line before',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'if (vote === 0) continue;',
    mutators: ['ConditionalExpression'],
    because: 'a vote of nothing adds nothing',
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'if (known !== undefined) return known;',
    mutators: ['ConditionalExpression'],
    because: MEMO,
  },
  {
    file: 'explain/codeword-search.ts',
    line: 'if (sum > chance) break;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/match.ts',
    line: 'if (strange.count >= STRANGE_PX_MIN && correlation >= DONOR_CORRELATION_MIN) {',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/match.ts',
    line: 'const isBlend = weight >= BLEND_WEIGHT_MIN && weight <= 1 - BLEND_WEIGHT_MIN && unexplained <= limit;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/match.ts',
    line: 'return pixelsWhere(pixels, { placement, luma }, (offset) => !(OPAQUE - OPACITY_ZERO - offset > ALPHA_NEAR));',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/match.ts',
    line: 'if (shown.signature === shown.grid) return { marks: painted, carrier: null };',
    mutators: ['ConditionalExpression'],
    because:
      'without a photograph the marks are all there is, and nothing is left under them: it only spares painting twice',
  },
  ...['for (let i = 0; i < count; i++) {', 'for (let i = 0; i < pixels.seen.length; i++) {'].map(
    (line): Survivor => ({ file: 'explain/region-pixels.ts', line, mutators: ['EqualityOperator'], because: BEYOND }),
  ),
  {
    file: 'explain/scene.ts',
    line: 'for (let i = 0; i < luma.length; i++) luma[i] = (luma[i] as number) * profile.tone.gain;',
    mutators: ['EqualityOperator'],
    because: BEYOND,
  },
  {
    file: 'explain/region-pixels.ts',
    line: 'const isInside = column >= 0 && column < placement.x.lengthPx && row >= 0 && row < placement.y.lengthPx;',
    mutators: ['ConditionalExpression'],
    because: 'above the first row it would read before the beginning of the array, where there is nothing',
  },
  {
    file: 'explain/seek.ts',
    line: 'for (let step = Math.round((STEP_CELLS * freedom.coarseCellPx) / 2); step >= 1; step = Math.floor(step / 2)) {',
    mutators: ['ArithmeticOperator'],
    because: 'with a longer first step it looks farther around, and ends with the same steps',
  },
  {
    file: 'explain/seek.ts',
    line: 'const seenAlone = seenSeen - seenOwn ** 2 / Math.max(1, ownOwn);',
    mutators: ['ArithmeticOperator'],
    because: 'it is the same for every place, and only which is the largest counts',
  },
  {
    file: 'explain/seek.ts',
    line: 'return donorAlone > 0 && seenAlone > 0 ? shared / Math.sqrt(donorAlone * seenAlone) : 0;',
    mutators: ['ArithmeticOperator'],
    because: 'what is seen alone is the same for every place, and only which is the largest counts',
  },
  {
    file: 'explain/seek.ts',
    line: 'return taken(pixels, (_, at) => at % every === 0);',
    mutators: ['ConditionalExpression'],
    because: 'it only spares looking at all pixels',
  },
  {
    file: 'explain/sight.ts',
    line: 'for (let row = 0; row < part.height; row++) {',
    mutators: ['EqualityOperator'],
    because: BEYOND,
  },
];

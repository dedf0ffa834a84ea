// Weakened versions of harness/explain that go unnoticed, and why.

import type { Survivor } from './survivors.ts';

const LIMIT = 'no measured number is the limit itself';
const TYPE = 'the list would hold a string, which its type refuses';
const BEYOND = 'what lies beyond the end of an array reads as nothing, and is nowhere written';
const MEMO = 'it only spares making again what was made before';

export const EXPLAIN: readonly Survivor[] = [
  {
    file: 'explain/attribution.ts',
    line: 'const inquiry = { scene, own, crowd, proven: [] };',
    mutators: ['ArrayDeclaration'],
    because: TYPE,
  },
  {
    file: 'explain/attribution.ts',
    line: "return { kind: 'donor', region: match.weight < 1 ? region : sight.region, match, twins };",
    mutators: ['ConditionalExpression'],
    because:
      'a blend is all over the picture, so that no line at the edge of its region is quiet enough to be left out',
  },
  {
    file: 'explain/attribution.ts',
    line: 'if (known !== null) return [isOf(known, [])];',
    mutators: ['ArrayDeclaration'],
    because: TYPE,
  },
  {
    file: 'explain/attribution.ts',
    line: 'if (tried.has(photo) || isVictims(scene, photo)) continue;',
    mutators: ['ConditionalExpression', 'LogicalOperator'],
    because: `of a photo that was tried, ${MEMO}`,
  },
  {
    file: 'explain/attribution.ts',
    line: 'if (match !== null && match.gravity >= PROOF_GRAVITY) return match;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/attribution.ts',
    line: '.filter(({ gravity, weight }) => gravity >= SUSPECT_GRAVITY || (!isLegible && weight === 1)),',
    mutators: ['EqualityOperator', 'ConditionalExpression'],
    because: `${LIMIT}; and where too little is seen, a blend that comes close would be one more of those that fit alike`,
  },
  {
    file: 'explain/attribution.ts',
    line: 'const rivals = matches.filter(({ gravity }) => gravity > best.gravity - RIVAL_GRAVITIES);',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/attribution.ts',
    line: 'const isUnrivalled = isAll && rivals.length === 1 && best.gravity >= SUSPECT_GRAVITY && strangers <= STRANGERS_MAX;',
    mutators: ['ConditionalExpression', 'EqualityOperator'],
    because: `${LIMIT}; and at a smaller gravity more strangers fit than may, unless the run has fewer than ten photos`,
  },
  {
    file: 'explain/breach-patterns.ts',
    line: 'before: placed((places) => places < 0),',
    mutators: ['EqualityOperator'],
    because: 'nobody is no place away from itself in the queue',
  },
  {
    file: 'explain/breach-patterns.ts',
    line: 'shortlyBefore: placed((places) => places < 0 && places >= -NEAR_PLACES),',
    mutators: ['EqualityOperator'],
    because: 'nobody is no place away from itself in the queue',
  },
  {
    file: 'explain/breach-patterns.ts',
    line: 'shortlyAfter: placed((places) => places > 0 && places <= NEAR_PLACES),',
    mutators: ['EqualityOperator'],
    because: 'nobody is no place away from itself in the queue',
  },
  {
    file: 'explain/breach-patterns.ts',
    line: 'return name',
    mutators: ['MethodExpression'],
    because: 'names are compared with each other: whether in small letters or in capitals makes no odds',
  },
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
    file: 'explain/mixup.ts',
    line: "const twins = origins.flatMap((origin) => (origin.kind === 'donor' ? (origin.twins ?? []) : []));",
    mutators: ['ConditionalExpression'],
    because: 'only donors have twins; the type checker wants to be told',
  },
  {
    file: 'explain/mixup.ts',
    line: 'return { ...region, ...(donor === undefined ? {} : { donor }), share };',
    mutators: ['ConditionalExpression'],
    because: 'a donor that is undefined and one that is not there are the same to all who read it, and in JSON',
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
    mutators: ['ConditionalExpression', 'EqualityOperator', 'ArithmeticOperator'],
    because: `${LIMIT}; and a blend of nearly nothing but the donor has correlated with it before`,
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
    file: 'explain/sight.ts',
    line: 'for (let row = 0; row < part.height; row++) {',
    mutators: ['EqualityOperator'],
    because: BEYOND,
  },
];

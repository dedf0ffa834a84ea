// Weakened versions of what harness/explain makes of whom it found that go unnoticed, and why.

import type { Survivor } from './survivors.ts';

const LIMIT = 'no measured number is the limit itself';
const NOBODY = 'it would hold an id that no photo has, and nobody is refused by it';
const TYPE = 'the list would hold a string, which its type refuses';

export const EXPLAIN: readonly Survivor[] = [
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
    file: 'explain/breach-patterns.ts',
    line: 'donorsOf.set(victim.id, [...(donorsOf.get(victim.id) ?? []), ...donors.map(({ id }) => id)]);',
    mutators: ['ArrayDeclaration'],
    because: NOBODY,
  },
  {
    file: 'explain/breach-patterns.ts',
    line: 'for (const next of donorsOf.get(id) ?? []) reached.add(next);',
    mutators: ['ArrayDeclaration'],
    because: NOBODY,
  },
  {
    file: 'explain/diagnosis.ts',
    line: 'if (mixups === 0) return [];',
    mutators: ['ConditionalExpression'],
    because: 'of no mix-ups every count is none, of which nothing is said: it only spares counting',
  },
  {
    file: 'explain/other-causes.ts',
    line: "if (kinds.has('damaged'))",
    mutators: ['ConditionalExpression'],
    because: 'no other kind of breach is left',
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
  ...[
    'const kind = (orientationExif - 1) * 8 + FORMATS.indexOf(format);',
    'const key = (widthPx * SIDE_LIMIT_PX + heightPx) * KINDS + kind;',
  ].map(
    (line): Survivor => ({
      file: 'explain/photo-index.ts',
      line,
      mutators: ['ArithmeticOperator'],
      because: 'numbered otherwise, shapes still have each a number of its own, in the same order of kinds',
    }),
  ),
  {
    file: 'explain/nearest-photos.ts',
    line: 'const rivals = fits.filter(({ distance }) => distance <= RIVAL_DISTANCES * Math.max(DISTANCE_MIN, nearest.distance));',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/nearest-photos.ts',
    line: 'return count >= STRANGE_PX_MIN && distance <= limit ? { photo, distance, weight: 1 } : null;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'explain/painted-search.ts',
    line: 'return spread > 0 ? (both - (seenSum * shownSum) / count) / Math.sqrt(spread) : 0;',
    mutators: ['ConditionalExpression', 'EqualityOperator'],
    because: 'where nothing varies the likeness would be no number, which is not above 0 either',
  },
];

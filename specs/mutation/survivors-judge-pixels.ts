// Weakened versions of what judge/ measures in pixels that go unnoticed, and why.

import type { Survivor } from './survivors.ts';

const LIMIT = 'no measured number is the limit itself';
const BEYOND =
  'what lies beyond the end of an array reads as nothing, and is nowhere written; what lies in the next line is written again with that';

/** Comparisons that would take in the limit itself, as file and line. */
const AT_THE_LIMIT: readonly (readonly [file: string, line: string])[] = [
  [
    'judge/isolation.ts',
    'const isHazy = hazeBetween(underLoad, alone) > Math.min(profile.thresholds.haze, ...Object.values(profile.hazes));',
  ],
  ['judge/regions.ts', 'if (energy > blockLimit) marks[at] = SEED;'],
  ['judge/regions.ts', 'else if (energy > blockLimit * GROWTH ** 2) marks[at] = GROWN;'],
  ['judge/regions.ts', 'if (square.some((block) => (blocks[block] as number) > blockLimit)) continue;'],
  ['judge/regions.ts', 'if (square.reduce((sum, block) => sum + (blocks[block] as number), 0) > windowLimit)'],
  ['judge/regions.ts', '.some((energy) => energy - (explained[line] as number) > limit),'],
  ['judge/own-share.ts', 'if (rmsBetween(seen, expected, left, top) <= OWN_RMS_MAX) own++;'],
  ['judge/ownership.ts', 'if (correlationOf(residual) < OWN_CORRELATION_MIN) return doubt(residual, placement);'],
];

/** Loops that would take one step more, or fewer guards against it. */
const PAST_THE_END: readonly (readonly [file: string, line: string])[] = [
  ['judge/peaks.ts', 'for (let i = 0; i < values.length; i++) {'],
  ['judge/peaks.ts', 'for (let at = 0; at < blocks.length; at += blockColumns) {'],
  ['judge/pdq.ts', 'for (let i = 0; i < count; i++) {'],
  [
    'judge/bars.ts',
    'for (let at = 0; at < lumas.length; at++) across[at] = meanAlong(lumas, at, at % width, width, 1);',
  ],
  [
    'judge/bars.ts',
    'for (let at = 0; at < lumas.length; at++) down[at] = meanAlong(across, at, Math.floor(at / width), height, width);',
  ],
  ['judge/regions.ts', 'for (let start = 0; start < loud.length; start++) {'],
  ['judge/regions.ts', 'for (let at = 0; at < blocks.length; at++) {'],
  ['judge/regions.ts', 'for (let row = 0; row < blockRows; row++) marks[row * blockColumns + column] = SEED;'],
];

export const JUDGE_PIXELS: readonly Survivor[] = [
  ...[
    'if (value > most) most = value;',
    'if (energy > block) block = energy;',
    'if (left + right > window) window = left + right;',
  ].map(
    (line): Survivor => ({
      file: 'judge/peaks.ts',
      line,
      mutators: ['EqualityOperator'],
      because: 'what is as large as the largest so far leaves it as large',
    }),
  ),
  ...AT_THE_LIMIT.map(([file, line]): Survivor => ({ file, line, mutators: ['EqualityOperator'], because: LIMIT })),
  ...PAST_THE_END.map(([file, line]): Survivor => ({ file, line, mutators: ['EqualityOperator'], because: BEYOND })),
  ...['residual += (a.luma[at] as number) - (b.luma[at] as number);', 'painted += b.luma[at] as number;'].map(
    (line): Survivor => ({
      file: 'judge/isolation.ts',
      line,
      mutators: ['AssignmentOperator'],
      because: 'negated throughout, it varies as much as before, and as much of it is explained',
    }),
  ),
  {
    file: 'judge/isolation.ts',
    line: 'if (rmsBetween(picture, alone, block) < DIFFERING_RMS) continue;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/peaks.ts',
    line: 'const below = at + blockColumns;',
    mutators: ['ArithmeticOperator'],
    because: 'the squares above each row are those below the row before, and above the first there is nothing',
  },
  {
    file: 'judge/peaks.ts',
    line: 'const right = below < blocks.length ? energy + (blocks[below + column] as number) : Number.NEGATIVE_INFINITY;',
    mutators: ['ConditionalExpression', 'EqualityOperator'],
    because: 'what is added up with nothing is no number, and no number is the largest',
  },
  {
    file: 'judge/regions.ts',
    line: 'if (loud[start] !== SEED || reached[start] === 1) continue;',
    mutators: ['ConditionalExpression'],
    because: 'beginning again in a region gives the same one, which overlaps with itself and becomes one with it',
  },
  {
    file: 'judge/regions.ts',
    line: 'if (loud[next] === GROWN || reached[next] === 1) continue;',
    mutators: ['ConditionalExpression'],
    because:
      'each loud block then begins a region of its own, which overlaps with its neighbours and becomes one with them',
  },
  {
    file: 'judge/regions.ts',
    line: 'for (let row = 0; row + 1 < blockRows; row++) {',
    mutators: ['EqualityOperator', 'ArithmeticOperator'],
    because: 'what is added up with nothing beyond the last row is no number, and no number exceeds a limit',
  },
  {
    file: 'judge/regions.ts',
    line: 'return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;',
    mutators: ['ConditionalExpression', 'EqualityOperator'],
    because: 'regions are found from the top on, so that of two the first begins no lower than the second ends',
  },
  {
    file: 'judge/bars.ts',
    line: "if (bars.kind === 'none' || bars.kind === 'varied') return [];",
    mutators: ['ConditionalExpression', 'LogicalOperator'],
    because: 'of such bars the picture itself is what is expected, and nothing in it is stray; it only spares the work',
  },
  {
    file: 'judge/power.ts',
    line: 'for (let i = 0; i < count && victims.length > 1; i++) {',
    mutators: ['ConditionalExpression', 'EqualityOperator'],
    because: 'a single one would be its own donor, which is left out as of the same content',
  },
  {
    file: 'judge/power.ts',
    line: 'const sharedWidth = Math.min(victim.widthPx, foreign.widthPx - victim.startX);',
    mutators: ['ArithmeticOperator'],
    because: 'where photos lie between bars all thumbnails are of one size, and the photo ends before its own does',
  },
  {
    file: 'judge/power.ts',
    line: 'const sharedHeight = Math.min(victim.heightPx, foreign.heightPx - victim.startY);',
    mutators: ['ArithmeticOperator'],
    because: 'where photos lie between bars all thumbnails are of one size, and the photo ends before its own does',
  },
  {
    file: 'judge/power.ts',
    line: 'fromX >= 0 && fromY >= 0 && fromX + BLOCK_PX < victim.widthPx && fromY + BLOCK_PX < victim.heightPx;',
    mutators: ['ConditionalExpression', 'LogicalOperator', 'EqualityOperator', 'ArithmeticOperator'],
    because: 'what a window over the edge holds of the photo lies in the one beside it too, which is judged',
  },
  {
    file: 'judge/power.ts',
    line: 'energy(fromX, fromY, fromX + BLOCK_PX, fromY + BLOCK_PX) > thresholds.block ** 2 * BLOCK_PX ** 2',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/power.ts',
    line: 'energy(fromX, fromY, fromX + 2 * BLOCK_PX, fromY + 2 * BLOCK_PX) > thresholds.window ** 2 * 4 * BLOCK_PX ** 2',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/power.ts',
    line: 'if (energy(0, y, victim.widthPx, y + 1) > thresholds.row ** 2 * victim.widthPx) return true;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/power.ts',
    line: 'if (energy(x, 0, x + 1, victim.heightPx) > thresholds.column ** 2 * victim.heightPx) return true;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/bars.ts',
    line: "{ kind: 'even', luma, ringing: [] },",
    mutators: ['ArrayDeclaration'],
    because: 'until it is filled it counts only that there is such a list',
  },
  {
    file: 'judge/bars.ts',
    line: "{ kind: 'plain', ringing: [] },",
    mutators: ['ArrayDeclaration'],
    because: 'until it is filled it counts only that there is such a list',
  },
  {
    file: 'judge/bars.ts',
    line: 'default:',
    mutators: ['ConditionalExpression'],
    because: 'it is never reached: the type checker makes sure of that',
  },
  {
    file: 'judge/bars.ts',
    line: 'for (let i = 0; i < count; i++) {',
    mutators: ['EqualityOperator'],
    because: 'one level more moves the middle of many by half a place, and none where most of them are the same',
  },
  {
    file: 'judge/bars.ts',
    line: 'for (let i = -reach; i <= reach; i++) sum += values[at + i * step] as number;',
    mutators: ['AssignmentOperator'],
    because: 'negated along both sides, it is as it was',
  },
];

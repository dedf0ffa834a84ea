// Weakened versions of what judge/ looks at in whole thumbnails and whole trials that go unnoticed, and why.

import type { Survivor } from './survivors.ts';

const LIMIT = 'no measured number is the limit itself';
const TYPE = 'the type checker wants to be told; what would follow is the same';
const SPARES = 'it only spares work that would come to the same';

export const JUDGE_WHOLE: readonly Survivor[] = [
  {
    file: 'judge/settle-doubt.ts',
    line: "return dismissed(bench, doubt, underLoad.kind === 'decoded' && isMostlyOwn(bench, entry, profile, underLoad));",
    mutators: ['ConditionalExpression'],
    because: `what cannot be decoded has no size, so that it is never its own: ${TYPE}`,
  },
  {
    file: 'judge/other-readings.ts',
    line: "if (reading.kind === 'misshapen' || reading.correlation < TURNED_CORRELATION_MIN) return false;",
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/windows.ts',
    line: 'return shown.oddSource === null ? null : (profile.odd[shown.oddSource] ?? null);',
    mutators: ['ConditionalExpression'],
    because: `no kind has that name: ${TYPE}`,
  },
  {
    file: 'judge/windows.ts',
    line: 'return slack === 1',
    mutators: ['ConditionalExpression'],
    because: `once as much is as much: ${SPARES}`,
  },
  {
    file: 'judge/windows.ts',
    line: 'if (shown.opacity === null) return;',
    mutators: ['ConditionalExpression'],
    because: `where nothing can be seen through no pixel is visited either: ${SPARES}`,
  },
  {
    file: 'judge/windows.ts',
    line: 'const [count, offset, luma, square, both] = sums.get(within) ?? [0, 0, 0, 0, 0];',
    mutators: ['ArrayDeclaration'],
    because: 'of what was never seen the variance is no number or nought, and neither is large enough',
  },
  {
    file: 'judge/windows.ts',
    line: 'if (count < WINDOW_PX_MIN || !(variance > 0)) return null;',
    mutators: ['EqualityOperator', 'ConditionalExpression'],
    because: `${LIMIT}; and so many pixels of a painted photo always vary`,
  },
  {
    file: 'judge/windows.ts',
    line: 'if (Math.abs(alpha - OPAQUE) <= ALPHA_NEAR) return WHOLE;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/windows.ts',
    line: 'if (Math.abs(alpha - HALF) <= ALPHA_NEAR) return IN_HALF;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/windows.ts',
    line: 'return Math.abs(alpha - CLEAR) <= ALPHA_NEAR ? IN_CLEAR : EDGE;',
    mutators: ['EqualityOperator', 'ArithmeticOperator'],
    because: `${LIMIT}; and CLEAR is nought, which may be added as well`,
  },
  {
    file: 'judge/privacy.ts',
    line: 'return photo === undefined ? [] : [{ photo, holders, channel: marks(mark)?.channel ?? null, place }];',
    mutators: ['OptionalChaining'],
    because: `a mark with a holder is in the book: ${TYPE}`,
  },
  {
    file: 'judge/privacy.ts',
    line: "if (picture.kind !== 'decoded') return null;",
    mutators: ['ConditionalExpression'],
    because: `what cannot be decoded has no size, and resembles nobody: ${TYPE}`,
  },
  {
    file: 'judge/privacy.ts',
    line: 'const owner = isWanted ? ownerOfPicture(bench, picture, entry.photo, everyone.slice(NEIGHBOURS)) : near;',
    mutators: ['MethodExpression'],
    because: `among the neighbours nobody was found a moment ago: ${SPARES}`,
  },
  {
    file: 'judge/privacy.ts',
    line: 'if (seen === NOTHING_SEEN) return null;',
    mutators: ['ConditionalExpression'],
    because: `in what holds nothing there is nothing to charge: ${SPARES}`,
  },
  {
    file: 'judge/privacy.ts',
    line: 'const channels = channelsSay(ofWorst.flatMap(({ channel }) => (channel === null ? [] : [channel])));',
    mutators: ['ConditionalExpression', 'ArrayDeclaration'],
    because: `only channels that exist are said: ${TYPE}`,
  },
  {
    file: 'judge/trial-judge.ts',
    line: 'const isSampled = draw < SAMPLED_SHARE;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/trial-judge.ts',
    line: 'const isCompared = covered && draw >= SAMPLED_SHARE && draw < SAMPLED_SHARE + COMPARED_SHARE;',
    mutators: ['EqualityOperator', 'ConditionalExpression'],
    because: `${LIMIT}; and what is drawn for asking alone need not be compared: ${SPARES}`,
  },
  {
    file: 'judge/trial-judge.ts',
    line: "(profile.placement.gravity === 'content' && isCroppedElsewhere(entry.pair, placement));",
    mutators: ['ConditionalExpression'],
    because: 'what is not cropped to its content is its own in one place alone: found elsewhere, it is in doubt before',
  },
  {
    file: 'judge/trial-judge.ts',
    line: "const variant = seen.kind === 'decoded' ? variantIn(bench, entry, seen) : null;",
    mutators: ['ConditionalExpression'],
    because: `what is too large to be decoded fits no recipe: ${TYPE}`,
  },
  {
    file: 'judge/trial-judge.ts',
    line: "if (seen.kind === 'oversized' || variant?.kind !== 'foreign')",
    mutators: ['ConditionalExpression'],
    because: `of what is too large to be decoded no variant is sought: ${TYPE}`,
  },
  {
    file: 'judge/charges.ts',
    line: "export function strangeCharge({ photo }: JobEntry, batch: number, regions: Charge['regions'] = []): Charge {",
    mutators: ['ArrayDeclaration'],
    because: 'whoever charges it says where it is',
  },
  {
    file: 'judge/geometry.ts',
    line: "return (profile.kind === 'readable' ? profile.ownShape : undefined) ?? { recipe, told };",
    mutators: ['ConditionalExpression'],
    because: `what cannot be read has no shape of its own: ${TYPE}`,
  },
  {
    file: 'judge/ownership.ts',
    line: 'const isWhole = !covered && correlationOf(seen) < OWN_CORRELATION_MIN;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/learn-profile.ts',
    line: 'if (painted.length < SAMPLES_MIN || correlation < READABLE_CORRELATION_MIN) {',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'judge/learn-profile.ts',
    line: 'const clear = painted.filter((_, index) => (residuals[index]?.correlation ?? 0) >= CLEAR_CORRELATION_MIN);',
    mutators: ['EqualityOperator', 'OptionalChaining'],
    because: `${LIMIT}; and there is a residual for each: ${TYPE}`,
  },
  {
    file: 'judge/learn-profile.ts',
    line: 'painted.map(({ shown, placement: at }, index) => ({ kind: hazeKind(shown, at), haze: peaks[index]?.haze ?? 0 })),',
    mutators: ['OptionalChaining'],
    because: `there are peaks for each: ${TYPE}`,
  },
  {
    file: 'judge/own-shape.ts',
    line: 'if (made.length === 0 || keepTo({ recipe, told })) return null;',
    mutators: ['ConditionalExpression'],
    because: `of none all keep to what was told: ${SPARES}`,
  },
  {
    file: 'judge/own-shape.ts',
    line: 'if (!told.format || !isSteady || only === undefined || (only === recipe.format && other === undefined))',
    mutators: ['ConditionalExpression'],
    because: `there is a format where there is a thumbnail: ${TYPE}`,
  },
  {
    file: 'judge/own-shape.ts',
    line: 'default:',
    mutators: ['ConditionalExpression'],
    because: 'it is never reached: the type checker makes sure of that',
  },
  {
    file: 'judge/likeness.ts',
    line: 'for (let i = 0; i < luma.length; i++) pixels[i] = OPAQUE | ((greys[i] as number) * GREY);',
    mutators: ['EqualityOperator'],
    because: 'what is written beyond the end of an array is nowhere written',
  },
];

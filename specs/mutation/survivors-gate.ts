// Weakened versions of harness/gate that go unnoticed, and why.

import type { Survivor } from './survivors.ts';

const LIMIT = 'no computed number is the limit itself';

export const GATE: readonly Survivor[] = [
  {
    file: 'gate/binomial-tail.ts',
    line: 'for (let m = 1; m <= STEPS_MAX; m++) {',
    mutators: ['EqualityOperator'],
    because: 'nothing that settles needs the last of a hundred thousand steps',
  },
  {
    file: 'gate/binomial-tail.ts',
    line: 'throw new RangeError(`Expected the tail of ${a + b} trials to settle within ${STEPS_MAX} steps.`);',
    mutators: ['ArithmeticOperator'],
    because: 'it is the wording of an error that no counts are known to raise',
  },
  {
    file: 'gate/binomial-tail.ts',
    line: 'if (Math.abs(c * d - 1) < 1e-15) return value;',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'gate/binomial-tail.ts',
    line: 'return Math.abs(value) < 1e-300 ? 1e-300 : value;',
    mutators: ['ConditionalExpression', 'EqualityOperator'],
    because: 'a denominator of exactly nothing is a guard of the method that no whole counts are known to need',
  },
  {
    file: 'gate/binomial-tail.ts',
    line: 'if (n >= 16) {',
    mutators: ['EqualityOperator'],
    because: 'at 16 the series and the factorial agree to the last digit',
  },
  {
    file: 'gate/binomial-tail.ts',
    line: 'return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;',
    mutators: ['ArithmeticOperator'],
    because: 'the last terms of the series are smaller than the twelve digits that the specs hold it to',
  },
  {
    file: 'gate/binomial-tail.ts',
    line: 'if (Math.abs(difference) >= 0.1 * (k + m)) return k * Math.log(k / m) - difference;',
    mutators: ['ArithmeticOperator', 'ConditionalExpression', 'EqualityOperator'],
    because: 'it decides between two forms that agree about there',
  },
  {
    file: 'gate/binomial-tail.ts',
    line: 'for (let j = 1; j <= DEVIANCE_TERMS; j++) {',
    mutators: ['EqualityOperator'],
    because: 'the ninth term is smaller than the last digit',
  },
  {
    file: 'gate/clopper-pearson.ts',
    line: 'return solve((rate) => atMost(events, trials, rate) > alpha);',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'gate/clopper-pearson.ts',
    line: 'return solve((rate) => atLeast(events, trials, rate) < alpha);',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'gate/clopper-pearson.ts',
    line: 'while (high - low > RELATIVE_WIDTH * high) {',
    mutators: ['EqualityOperator'],
    because: LIMIT,
  },
  {
    file: 'gate/clopper-pearson.ts',
    line: 'if (events === 0) return 0;',
    mutators: ['ConditionalExpression'],
    because:
      'of no events the tail is no number, which is never below: the search would end at 0 too, after a thousand steps',
  },
  {
    file: 'gate/decide.ts',
    line: 'default:',
    mutators: ['ConditionalExpression'],
    because: 'it is never reached: the type checker makes sure of that',
  },
  {
    file: 'gate/decide.ts',
    line: 'if (bound === null || short.length > 0) return tooLittle(facts, short);',
    mutators: ['ConditionalExpression'],
    because: 'an unknown bound is a shortfall; the type checker wants to be told',
  },
  {
    file: 'gate/strata.ts',
    line: 'return tallies.toSorted((one, other) => order(one) - order(other) || (one.name < other.name ? -1 : 1));',
    mutators: ['EqualityOperator'],
    because: 'no two strata of one kind have one name',
  },
];

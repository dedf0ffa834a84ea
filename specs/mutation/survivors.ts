// Some weakened versions cannot be noticed, because they do the same, or need not be. Each is read, and stands here with
// why. What is not listed and goes unnoticed is a gap in the specs.

import type { Weakened } from './weakened.ts';
import { EXPLAIN } from './survivors-explain.ts';
import { EXPLAIN_PIXELS } from './survivors-explain-pixels.ts';
import { GATE } from './survivors-gate.ts';
import { JUDGE } from './survivors-judge.ts';
import { JUDGE_PIXELS } from './survivors-judge-pixels.ts';
import { JUDGE_WHOLE } from './survivors-judge-whole.ts';

/** Changes by these mutators of a `line` (without indentation) of a file under harness/. `because` completes "It goes unnoticed because". */
export type Survivor = {
  readonly file: string;
  readonly line: string;
  readonly mutators: readonly Mutator[];
  readonly because: string;
};

export type Mutator =
  | 'ArithmeticOperator'
  | 'ArrayDeclaration'
  | 'ArrowFunction'
  | 'AssignmentOperator'
  | 'BlockStatement'
  | 'BooleanLiteral'
  | 'ConditionalExpression'
  | 'EqualityOperator'
  | 'LogicalOperator'
  | 'MethodExpression'
  | 'ObjectLiteral'
  | 'OptionalChaining'
  | 'Regex'
  | 'UnaryOperator'
  | 'UpdateOperator';

export const SURVIVORS: readonly Survivor[] = [
  ...GATE,
  ...EXPLAIN,
  ...EXPLAIN_PIXELS,
  ...JUDGE,
  ...JUDGE_WHOLE,
  ...JUDGE_PIXELS,
];

export function isExplained({ file, line, mutator }: Weakened, survivors = SURVIVORS): boolean {
  return survivors.some(
    (survivor) =>
      `harness/${survivor.file}` === file &&
      survivor.line === line &&
      survivor.mutators.some((each) => each === mutator),
  );
}

// Point 4 of issue 1: the first canary of each class, and of each oracle, under its default dial. All of them take a
// quarter of an hour, and stand in the full proof.

import { expect, it } from 'vitest';
import { canaries, type RegisteredCanary } from '../../fixtures/canaries/registry.ts';
import { canariesAndOdd, canaryStep } from '../prove/points/canaries.ts';
import { fallingShort, PROOF_TIMEOUT_MS } from './falling-short.ts';

const isFirstOf = (of: (canary: RegisteredCanary) => readonly string[]) => (canary: RegisteredCanary) =>
  of(canary).some((each) => canaries.find((other) => of(other).includes(each)) === canary);
/** A gate that meets enough replaced photos for it takes a minute; the table of canaries has it in this process. */
const IN_THE_TABLE = 'stale-cache';
const isFirst = isFirstOf(({ classes, oracle }) => [...classes, oracle]);

for (const canary of canaries.filter((each) => isFirst(each) && each.name !== IN_THE_TABLE)) {
  it(`canary ${canary.name} is caught by ${canary.oracle}`, { timeout: PROOF_TIMEOUT_MS }, async () => {
    expect(await fallingShort(canariesAndOdd, [canaryStep(canary)])).toEqual([]);
  });
}

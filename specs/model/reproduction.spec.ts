import { describe, expect, it } from 'vitest';
import { tallied, type AttemptOutcome, type Tried } from '../../harness/model/reproduction.ts';

const saying = (outcomes: readonly AttemptOutcome[]) => {
  const told: Tried[] = [];
  const attempt = async (before: Tried) => {
    told.push(before);
    return outcomes[told.length - 1] ?? 'void';
  };
  return { attempt, told };
};

describe('attempts', () => {
  it('are counted by what they came to, those that say nothing by themselves', async () => {
    const { attempt, told } = saying(['failed', 'void', 'clean', 'failed']);
    const tally = await tallied(attempt, ({ of, voids }) => of + voids < 4);
    expect(tally).toEqual({ failed: 2, of: 3, voids: 1 });
    expect(told.map(({ of }) => of)).toEqual([0, 1, 1, 2]);
  });

  it('go on for as long as they are wanted, and are none where they are not', async () => {
    const { attempt, told } = saying(['clean', 'failed', 'failed']);
    expect(await tallied(attempt, ({ failed }) => failed === 0)).toEqual({ failed: 1, of: 2, voids: 0 });
    expect(told).toHaveLength(2);
    expect(await tallied(attempt, () => false)).toEqual({ failed: 0, of: 0, voids: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import { boundOf } from '../../harness/gate/bound.ts';
import { mergeRounds } from '../../harness/gate/merge-rounds.ts';
import { failedRound, FINDING, fuzzRound } from '../literals/fuzz-round.ts';

const INTERRUPTED = { verdict: 'inconclusive', exitCode: 130, why: 'Interrupted.' } as const;

describe('rounds of a fuzz put together', () => {
  it('bound the rate as one run over all of their batches would', () => {
    const report = mergeRounds([fuzzRound(0), fuzzRound(1), fuzzRound(2)]);
    const batches = [{ verified: 16, mixups: 0, count: 450 }];
    expect(report.bound).toEqual(boundOf({ batches, confidence: 0.99, power: 0.99, asked: 0.001 }));
    expect(report).toMatchObject({ verdict: 'upheld', exitCode: 0, rounds: 3, verified: 7200, besides: 1440 });
    expect(report.why).toMatch(
      /^0 mix-ups in 7 200 thumbnails verified in 3 rounds: with 99 % confidence fewer than 1 in/,
    );
  });

  it('prove too little together where there are too few', () => {
    const report = mergeRounds([fuzzRound(0)]);
    expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3 });
    expect(report.why).toMatch(/^Not proven yet: 0 mix-ups in 2 400 thumbnails/);
  });

  it('count once each, however often they are met, and those run again not at all', () => {
    const night = [fuzzRound(0), fuzzRound(1)];
    const report = mergeRounds([...night, ...night, fuzzRound(1, { again: true })]);
    expect(report).toMatchObject({ rounds: 2, roundsAgain: 1, verified: 4800 });
    expect(report.bound).toEqual(mergeRounds(night).bound);
  });

  it('are judged at the least power, and held to the strictest that was asked', () => {
    const { bound } = mergeRounds([fuzzRound(0), fuzzRound(1, { power: 0.9, asked: 0.0001, confidence: 0.999 })]);
    expect(bound).toMatchObject({ power: 0.9, asked: 0.0001, confidence: 0.999 });
  });

  it('tell each pattern of failure once: how often, since which seed, and the gravest first', () => {
    const stale = { ...FINDING, kind: 'stale', severity: 'stale', count: 1 } as const;
    const report = mergeRounds([
      failedRound(0, { findings: [stale] }),
      failedRound(1),
      fuzzRound(2),
      failedRound(3, { findings: [{ ...FINDING, count: 5 }, stale] }),
    ]);
    expect(report).toMatchObject({ verdict: 'violated', exitCode: 1, bound: null });
    expect(report.patterns).toMatchObject([
      { kind: 'torn', rounds: 2, count: 7, firstSeed: 101, folder: 'reports/fuzz/rounds/1', again: { tried: 0 } },
      { kind: 'stale', rounds: 2, count: 2, firstSeed: 100, folder: 'reports/fuzz/rounds/0' },
    ]);
    expect(report.why).toBe(
      '7 thumbnails in 2 of 4 rounds (torn, and 1 other pattern). For instance: Half of it is of somebody else.',
    );
  });

  it('tell how often a failure came again when its round was run again', () => {
    const report = mergeRounds([
      failedRound(0),
      failedRound(0, { again: true, folder: null }),
      fuzzRound(0, { again: true }),
      fuzzRound(5, { again: true }),
    ]);
    expect(report.patterns).toMatchObject([{ count: 4, rounds: 2, again: { failed: 1, tried: 2 } }]);
  });

  it('are no success where one of them could not be judged', () => {
    const crashed = { verdict: 'inconclusive', exitCode: 4, why: 'It crashed.', power: null, verified: 10 } as const;
    const report = mergeRounds([fuzzRound(0), fuzzRound(1), fuzzRound(2, crashed), fuzzRound(3, crashed)]);
    expect(report).toMatchObject({
      verdict: 'inconclusive',
      exitCode: 4,
      why: '2 of 4 rounds came to no verdict. It crashed.',
      undecided: [{ exitCode: 4, rounds: 2 }],
    });
    expect(mergeRounds([fuzzRound(0, { ...crashed, verified: 0, batchGroups: [] })]).bound).toBe(null);
  });

  it('count as far as they came where they were ended early', () => {
    const cut = fuzzRound(2, { ...INTERRUPTED, verified: 160, batchGroups: [{ verified: 16, mixups: 0, count: 10 }] });
    expect(mergeRounds([fuzzRound(0), fuzzRound(1), fuzzRound(3), cut])).toMatchObject({
      verdict: 'upheld',
      verified: 7360,
    });
  });

  it('are of one campaign, and at least one', () => {
    expect(() => mergeRounds([fuzzRound(0), fuzzRound(1, { campaign: 'npx thumbproof check' })])).toThrow(
      'Expected rounds of one campaign, got "npx thumbproof check --adapter a.ts" and "npx thumbproof check"',
    );
    expect(() => mergeRounds([])).toThrow('Expected at least one round, got none.');
  });
});

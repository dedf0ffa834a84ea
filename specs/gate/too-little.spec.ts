import { describe, expect, it } from 'vitest';
import { decide, type GateFacts } from '../../harness/gate/decide.ts';
import { CLEAN, cleanBound, stratum } from './facts.ts';

describe('too little evidence', () => {
  it.each<[string, Partial<GateFacts>, string]>([
    ['nothing verified', { verified: 0, bound: null }, 'Not proven: not one thumbnail could be verified.'],
    [
      'an unknown power',
      { bound: null },
      'Not proven: no bound could be computed, because the power of the oracle is unknown.',
    ],
    [
      'a bound not met',
      { verified: 900, bound: cleanBound(900), stoppedBecause: '--max-time 90s ran out' },
      'Not proven: 0 mix-ups in 900 of 5 350 planned thumbnails bound the rate only by 1 in 168 (asked: 1 in 1 000). The load ended early: --max-time 90s ran out.',
    ],
    [
      'too few archived',
      { archived: { verified: 2424, floor: 2425 } },
      'Not proven: 2 424 archived thumbnails were verified, fewer than the 2 425 needed.',
    ],
    [
      'a stratum below its floor',
      { strata: [stratum({ verified: 532 }), stratum({ name: 'fresh×jpeg×128' })] },
      'Not proven: stratum archived×jpeg×128 has 532 verified, fewer than its floor of 533.',
    ],
    [
      'more than 5 % unreadable',
      { strata: [stratum({ verified: 949, unreadable: 51 })] },
      'Not proven: 5.1 % of the thumbnails could not be read (at most 5 % may be).',
    ],
  ])('is %s', (_, facts, why) => {
    expect(decide({ ...CLEAN, ...facts })).toEqual({ verdict: 'inconclusive', exitCode: 3, why });
  });

  it('is not a bound, a share or a floor that is just met', () => {
    const met: Partial<GateFacts> = {
      bound: { confidence: 0.99, perThumbnail: 0.001, perBatch: 0.02, designEffect: 1, power: 0.99, asked: 0.001 },
      archived: { verified: 2425, floor: 2425 },
      strata: [stratum({ verified: 533, floor: 533 })],
    };
    expect(decide({ ...CLEAN, ...met }).verdict).toBe('upheld');
  });

  it('is not told as a part of what was planned where all of it was verified', () => {
    const short = { ...CLEAN, planned: 900, verified: 900, bound: cleanBound(900) };
    expect(decide(short).why).toMatch(/^Not proven: 0 mix-ups in 900 verified thumbnails bound/);
    expect(decide({ ...short, verified: 901 }).why).toContain('901 verified');
  });

  it('names the first stratum below its floor, and counts the others', () => {
    const low = ['b', 'a', 'c'].map((name) => stratum({ name, verified: 5 }));
    expect(decide({ ...CLEAN, strata: low }).why).toBe(
      'Not proven: stratum b has 5 verified, fewer than its floor of 533 (and 2 more strata fall short).',
    );
  });

  it('is not 5 % unreadable, nor anything in a stratum that is not covered', () => {
    const strata = [
      stratum({ verified: 950, unreadable: 50 }),
      stratum({ covered: false, verified: 1, unreadable: 999, floor: 533 }),
    ];
    expect(decide({ ...CLEAN, strata }).verdict).toBe('upheld');
  });

  it('names two shortfalls and counts the rest', () => {
    const facts = {
      ...CLEAN,
      verified: 900,
      bound: cleanBound(900),
      archived: { verified: 3, floor: 2425 },
      strata: [stratum({ verified: 9, unreadable: 9 })],
    };
    expect(decide(facts).why).toMatch(
      /^Not proven: 50 % of the thumbnails .+; 0 mix-ups in 900 .+; 2 more shortfalls\.$/,
    );
  });

  it('names two shortfalls where there are two', () => {
    const why = decide({ ...CLEAN, archived: { verified: 3, floor: 2425 }, strata: [stratum({ verified: 9 })] }).why;
    expect(why).toBe(
      'Not proven: 3 archived thumbnails were verified, fewer than the 2 425 needed; ' +
        'stratum archived×jpeg×128 has 9 verified, fewer than its floor of 533.',
    );
  });

  it('names no third shortfall', () => {
    const facts = { archived: { verified: 3, floor: 2425 }, strata: [stratum({ verified: 9, unreadable: 9 })] };
    expect(decide({ ...CLEAN, ...facts }).why).toMatch(/needed; 1 more shortfalls\.$/);
  });

  it('exits 3 with --inconclusive warn where nothing was verified', () => {
    expect(decide({ ...CLEAN, verified: 0, bound: null, inconclusive: 'warn' })).toMatchObject({ exitCode: 3 });
  });

  it('exits 0 with --inconclusive warn, but stays inconclusive and says why', () => {
    const decision = decide({ ...CLEAN, verified: 900, bound: cleanBound(900), inconclusive: 'warn' });
    expect(decision).toMatchObject({ verdict: 'inconclusive', exitCode: 0 });
    expect(decision.why).toContain('(Exit code 0 only because of --inconclusive warn.)');
  });
});

describe('a thumbnailer that could be asked for nothing', () => {
  it('is inconclusive, also where too little may pass, and says what it refused', () => {
    const refused = 'it made none of the recipes: recipe 128x128 cover avif: refused alone (no encoder)';
    for (const inconclusive of ['fail', 'warn'] as const)
      expect(decide({ ...CLEAN, verified: 0, bound: null, nothingToAsk: refused, inconclusive })).toEqual({
        verdict: 'inconclusive',
        exitCode: 3,
        why: `Nothing could be asked of the thumbnailer under load, because alone ${refused}.`,
      });
  });
});

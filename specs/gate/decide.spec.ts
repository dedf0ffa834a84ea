import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type GateFacts, type GateIncident } from '../../harness/gate/decide.ts';
import type { IncidentKind } from '../../harness/model/adapter.ts';
import type { Verdict } from '../../harness/model/verdict.ts';
import { breach, loss } from '../literals/breach.ts';
import { CLEAN, cleanBound, stratum } from './facts.ts';

const crash: GateIncident = { incident: 'crashed', detail: 'exit code 139 (SIGSEGV)', batch: 3 };

/** In order of precedence: what makes each row of DESIGN §5 true, by itself. */
const ROWS: readonly (readonly [name: string, exitCode: number, verdict: Verdict, facts: Partial<GateFacts>])[] = [
  ['a proven breach', 1, 'violated', { breaches: [breach()], mixups: 1 }],
  ['a crash', 4, 'inconclusive', { incidents: [crash] }],
  ['a failed self-check', 5, 'inconclusive', { selfCheck: 'canary pooled-buffer was not caught' }],
  ['a fault of thumbproof', 70, 'inconclusive', { fault: 'TypeError: x is not a function' }],
  ['an interruption', 130, 'inconclusive', { interrupted: true }],
  ['too little evidence', 3, 'inconclusive', { verified: 900, bound: cleanBound(900) }],
  ['a clean run', 0, 'upheld', {}],
];
const PAIRS = ROWS.flatMap((first, i) =>
  ROWS.slice(i + 1).map((second) => [first[0], second[0], first[1], { ...second[3], ...first[3] }] as const),
);

describe('the decision', () => {
  it.each(ROWS)('on %s is exit code %i, %s', (_, exitCode, verdict, facts) => {
    expect(decide({ ...CLEAN, ...facts })).toMatchObject({ exitCode, verdict });
  });

  it.each(PAIRS)('lets %s outrank %s: exit code %i', (_, __, exitCode, facts) => {
    expect(decide({ ...CLEAN, ...facts }).exitCode).toBe(exitCode);
  });

  it('is one sentence a person understands, for each row', () => {
    expect(ROWS.map(([, exitCode, , facts]) => `${exitCode}: ${decide({ ...CLEAN, ...facts }).why}`)).toEqual([
      '1: 1 thumbnail shows pixels of another photo, among 5 350 verified. The thumbnail of IMG_0001.jpg of owner owner-03 shows IMG_0002.jpg of owner owner-07 on 37 % of its area.',
      '4: The thumbnailer crashed: exit code 139 (SIGSEGV). 5 350 of 5 350 thumbnails were verified, so nothing is proven.',
      '5: The self-check failed, so no verdict can be trusted: canary pooled-buffer was not caught.',
      '70: A fault in thumbproof itself ended the run, so nothing is proven: TypeError: x is not a function.',
      '130: Interrupted: 5 350 of 5 350 thumbnails were verified without a mix-up, which is no verdict.',
      '3: Not proven: 0 mix-ups in 900 of 5 350 planned thumbnails bound the rate only by 1 in 168 (asked: 1 in 1 000).',
      '0: 0 mix-ups in 5 350 verified thumbnails: with 99 % confidence fewer than 1 in 1 000 thumbnails show a leak of at least one 8×8 px tile (asked: 1 in 1 000).',
    ]);
  });
});

describe('a missing answer', () => {
  it.each<[IncidentKind, number]>([
    ['crashed', 4],
    ['hung', 4],
    ['overweight', 4],
    ['unavailable', 4],
    ['faulted', 1],
  ])('in a batch cut short because the thumbnailer %s decides for exit code %i', (incident, exitCode) => {
    const facts = { ...CLEAN, breaches: [loss({ batch: 3 })], incidents: [{ ...crash, incident }] };
    expect(decide(facts).exitCode).toBe(exitCode);
  });

  it('in another batch than the one that crashed is a breach', () => {
    expect(decide({ ...CLEAN, breaches: [loss({ batch: 2 })], incidents: [crash] })).toMatchObject({
      exitCode: 1,
      verdict: 'violated',
    });
  });

  it('without any crash is a breach', () => {
    expect(decide({ ...CLEAN, breaches: [loss()] })).toMatchObject({
      exitCode: 1,
      why: '1 answer breaks a promise (1 missing). The thumbnail of IMG_0001.jpg of owner owner-03 is missing.',
    });
  });

  it('is told apart from metadata of another photo, whose owner is named', () => {
    expect(decide({ ...CLEAN, breaches: [breach({ oracle: 'privacy', kind: 'leaked-metadata' })] })).toMatchObject({
      exitCode: 1,
      why:
        '1 answer breaks a promise (1 carrying metadata of another photo). The thumbnail of IMG_0001.jpg of owner ' +
        'owner-03 carries metadata of IMG_0002.jpg of owner owner-07.',
    });
  });

  it('explains nothing else of its batch: a foreign thumbnail is a breach though the thumbnailer crashed', () => {
    expect(decide({ ...CLEAN, breaches: [breach({ batch: 3 })], incidents: [crash] }).exitCode).toBe(1);
  });

  it('never hides a mix-up seen in the same batch', () => {
    expect(
      decide({ ...CLEAN, breaches: [loss({ batch: 3 }), breach({ batch: 3 })], mixups: 1, incidents: [crash] })
        .exitCode,
    ).toBe(1);
  });
});

describe('nothing verified', () => {
  it('is never green, whatever else is true', () => {
    const facts = fc.record({
      incidents: fc.constantFrom([], [crash]),
      selfCheck: fc.constantFrom(null, 'a canary was missed'),
      fault: fc.constantFrom(null, 'TypeError'),
      interrupted: fc.boolean(),
      planned: fc.nat(),
      bound: fc.constantFrom(null, cleanBound(5350)),
      archived: fc.record({ verified: fc.nat(9), floor: fc.nat(9) }),
      strata: fc.constantFrom([], [stratum()]),
      inconclusive: fc.constantFrom('fail' as const, 'warn' as const),
    });
    fc.assert(
      fc.property(facts, (changes) => {
        const decision = decide({ ...CLEAN, ...changes, verified: 0 });
        expect(decision.verdict).toBe('inconclusive');
        expect(decision.exitCode).not.toBe(0);
      }),
      { seed: 3 },
    );
  });
});

describe('a violated run', () => {
  it('is told by its counts and its gravest breach', () => {
    const breaches = [
      loss(),
      breach({ severity: 'cross-photo' }),
      breach({ victim: { owner: 'owner-09', album: 'x', photo: 'cat.png', version: 1, id: 'p' } }),
    ];
    expect(decide({ ...CLEAN, breaches, mixups: 2 }).why).toBe(
      '2 thumbnails show pixels of another photo, among 5 350 verified; also 1 answer breaks another promise (1 missing). ' +
        'The gravest: the thumbnail of cat.png of owner owner-09 shows IMG_0002.jpg of owner owner-07 on 37 % of its area.',
    );
  });

  it('stays violated when only its count is left', () => {
    expect(decide({ ...CLEAN, mixups: 7 })).toEqual({
      verdict: 'violated',
      exitCode: 1,
      why: '7 thumbnails show pixels of another photo, among 5 350 verified.',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { incidentSays, inSentence, violatedSays } from '../../harness/gate/why.ts';
import { breach, DONOR, loss } from '../literals/breach.ts';

const FACTS = { verified: 900, mixups: 0 };

describe("somebody else's words", () => {
  it('end with one full stop, and are left alone where they end with a mark of their own', () => {
    expect(inSentence('out of memory')).toBe('out of memory.');
    for (const own of ['why?', 'stop!', 'done.', 'and so on…']) expect(inSentence(own)).toBe(own);
    expect(inSentence('version 1.2 of libvips')).toBe('version 1.2 of libvips.');
  });

  it('are one line', () => {
    expect(inSentence('  Error:\n\n   at line 3 \t of a.ts\n')).toBe('Error: at line 3 of a.ts.');
  });

  it('are cut off after 200 characters', () => {
    expect(inSentence('x'.repeat(200))).toBe(`${'x'.repeat(200)}.`);
    expect(inSentence('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
  });
});

describe('what is said of incidents', () => {
  it('counts them from two on', () => {
    const crash = { incident: 'crashed', detail: 'exit code 1' } as const;
    expect(incidentSays(crash, 1)).toBe('The thumbnailer crashed: exit code 1.');
    expect(incidentSays(crash, 2)).toBe('The thumbnailer crashed (the first of 2 incidents): exit code 1.');
  });
});

describe('what is said of breaches', () => {
  it('is what the judge said where nobody asked', () => {
    const unasked = breach({
      kind: 'unasked',
      oracle: 'completeness',
      victim: { owner: '', album: '', photo: '', version: 0, id: '' },
      says: 'Expected answers to its jobs, got one more',
    });
    expect(violatedSays(FACTS, [unasked])).toMatch(/ Expected answers to its jobs, got one more\.$/);
  });

  it('names the version where a photo shows an older one of itself', () => {
    const stale = breach({ kind: 'stale', donors: [{ ...DONOR, id: 'p-41', version: 3, share: 1 }] });
    expect(violatedSays(FACTS, [stale])).toMatch(
      /IMG_0001.jpg of owner owner-03 shows its version 3 on 100 % of its area\.$/,
    );
  });

  it('names the picture where one of an animation shows another', () => {
    const torn = breach({ donors: [{ ...DONOR, id: 'p-41', frame: 2, share: 0.25 }] });
    expect(violatedSays(FACTS, [torn])).toMatch(
      /IMG_0001.jpg of owner owner-03 shows picture 2 of its animation on 25 % of its area\.$/,
    );
  });

  it('counts several of them, by kind', () => {
    expect(
      violatedSays(FACTS, [loss(), loss(), breach({ kind: 'misshapen', oracle: 'geometry', donors: [] })]),
    ).toMatch(/^3 answers break a promise \(2 missing, 1 .+\)\. The gravest: the thumbnail of/);
  });
});

import { describe, expect, it } from 'vitest';
import type { Breach, Candidate } from '../../harness/model/verdict.ts';
import { renderJson } from '../../harness/report/json.ts';
import { renderText } from '../../harness/report/text.ts';
import { breach, DONOR } from '../literals/breach.ts';
import { VIOLATED } from '../literals/result.ts';

const PLAIN = { colour: false, widthColumns: 100, rerun: 'npx thumbproof check --seed 1' };

function candidate(name: string, queueDistance: number | null): Candidate {
  return { owner: 'owner-09', album: 'spring', photo: name, version: 1, id: name, queueDistance };
}

function linesOf(one: Breach): readonly string[] {
  return renderText({ ...VIOLATED, breaches: [one], breachesUnlisted: 0 }, PLAIN).split('\n');
}

describe('a breach whose donor is not certain', () => {
  const candidates = [
    candidate('near.jpg', 1),
    candidate('far.jpg', -7),
    candidate('off.jpg', null),
    candidate('x.jpg', 9),
  ];
  const ambiguous = breach({
    donors: [],
    candidates,
    queueDistance: null,
    says: 'Expected one, got too little to tell.',
  });

  it('is told with those who would fit, and where they stood in the queue', () => {
    const lines = linesOf(ambiguous);
    const at = lines.findIndex((line) => line.startsWith('  perhaps'));
    expect(lines.slice(at, at + 4)).toEqual([
      '  perhaps     near.jpg in album spring of owner owner-09, 1 place after the victim',
      '              far.jpg in album spring of owner owner-09, 7 places before the victim',
      '              off.jpg in album spring of owner owner-09',
      '              or 1 more photo that would fit as well',
    ]);
    expect(lines).toContain('  says        Expected one, got too little to tell.');
    expect(lines.some((line) => line.startsWith('  shows'))).toBe(false);
  });

  it('says nothing of candidates where there are none', () => {
    expect(linesOf(breach()).some((line) => line.startsWith('  perhaps'))).toBe(false);
  });

  it('keeps them, and the donor and share of every region, in JSON', () => {
    const regions = [{ x: 0, y: 0, width: 64, height: 64, donor: DONOR.id, share: 0.25 }];
    const text = renderJson({ ...VIOLATED, breaches: [breach({ candidates, regions })] });
    expect(JSON.parse(text)).toMatchObject({ breaches: [{ candidates, regions }] });
  });
});

describe('a breach with several donors', () => {
  it('says of each region which of them it shows', () => {
    const donors = [DONOR, { ...DONOR, id: 'p-43', photo: 'IMG_0003.jpg', share: 0.25 }];
    const regions = [
      { x: 0, y: 0, width: 128, height: 64, donor: 'p-42', share: 0.5 },
      { x: 0, y: 64, width: 64, height: 64, donor: 'p-43', share: 0.25 },
      { x: 64, y: 64, width: 8, height: 8, share: 0.004 },
    ];
    expect(linesOf(breach({ donors, regions })).join('\n')).toContain(
      '128×64 px at (0, 0) of IMG_0002.jpg, 64×64 px at (0, 64) of IMG_0003.jpg, 8×8',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { renderDoctorText } from '../../harness/report/doctor-text.ts';
import { EXAMINED } from '../literals/doctor.ts';
import { sensitivity } from '../literals/sensitivity.ts';

describe('what doctor prints', () => {
  it('is the conclusion, then what it rests on', () => {
    expect(renderDoctorText(EXAMINED, 100)).toMatchInlineSnapshot(`
      "Every kind of thumbnail can be judged.

      Thumbnailer   sharp
      Machine       node v20.20.2, cores 2
      Programs      found vipsthumbnail; not installed: gm

      Works         codec jpeg, ownership

      Alone, it
        - 128x128 cover jpeg, fresh: cover, orientation rotate, gain 1.00, noise 3.0 levels, bytes repeat

      Left out
        - gif sources: refused alone (unsupported)

      Leaks seen, of 200 or more injected into thumbnails that were not learned from, in %; after the
      slash what that proves with 99 % confidence. Smallest: the least square of pixels, and the thinnest
      blend, of which 95 % were seen.
                                    4×1 px  4×4 px    8×8 px   one row  one column  smallest  blend
        128x128 cover jpeg, fresh  91/85.7       –  100/99.2  100/97.7           –    0.39 %    2 %

      Blends seen, likewise, by the share that the other photo has.
                                     1 %       2 %
        128x128 cover jpeg, fresh  7/3.4  100/97.7

      Errors, as how often of how many, and below which rate that is with 99 % confidence. A doubt is
      settled by asking alone; a false alarm would name a donor of a clean thumbnail.
                                       foreign passes       8×8 px passes            doubts      false alarms
        128x128 cover jpeg, fresh  0 of 600 (<0.76 %)  0 of 600 (<0.76 %)  1 of 96 (<6.7 %)  0 of 96 (<4.7 %)
        all together                                                       1 of 96 (<6.7 %)  0 of 96 (<4.7 %)

      Time          25 s, seed 1
      "
    `);
  });

  it('tells at length what failed, and why nothing can be judged', () => {
    const text = renderDoctorText(
      {
        ...EXAMINED,
        selfCheck: [{ oracle: 'privacy', passed: false, says: 'noticed nothing of a fault made to be noticed' }],
        unreadable: [{ recipe: '64x64 cover jpeg', stratum: 'archived', why: 'Expected a signature, got none.' }],
        sensitivity: [],
      },
      100,
    );
    expect(text).toContain('FAILS         privacy: noticed nothing of a fault made to be noticed');
    expect(text).toContain('Cannot be read\n  - 64x64 cover jpeg, archived: Expected a signature, got none.');
    expect(text).not.toContain('Leaks seen');
  });

  it('shows no rate where nothing was injected, and never rounds up to all', () => {
    const nothing = { injected: 0, noticed: 0, rateMin: 0, share: 0.0039 };
    const leaks = [
      { what: '8×8 px', ...nothing },
      { what: 'one row', share: 0.008, injected: 10_000, noticed: 9_999, rateMin: 0.9993 },
    ];
    const text = renderDoctorText({ ...EXAMINED, sensitivity: [sensitivity({ leaks, blend: 1 })] }, 100);
    expect(text).toMatch(/128x128 cover jpeg, fresh +– +– +– +99\.9\/99\.9 +– +0\.39 % +none/);
  });

  it('is safe to print whatever a thumbnailer says', () => {
    const text = renderDoctorText({ ...EXAMINED, findings: ['\u001b[2J'], narrowed: ['::error::x'] }, 40);
    expect(text).not.toContain('\u001b');
    expect(text.split('\n').some((line) => line.startsWith('::'))).toBe(false);
  });
});

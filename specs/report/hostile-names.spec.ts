import { describe, expect, it } from 'vitest';
import { renderText } from '../../harness/report/text.ts';
import { breach } from '../literals/breach.ts';
import { VIOLATED } from '../literals/result.ts';
import { sensitivity } from '../literals/sensitivity.ts';

/** Clears the screen, turns the line around, breaks it, and speaks to CI runners. */
const HOSTILE = '\u001b[2J\u202egpj.\u0000tac\r\n::error::pwned ##[group]x\ud800';

describe('the text report of a hostile thumbnailer', () => {
  it('lets no name, reason or path speak to the terminal or to the CI runner', () => {
    const named = { owner: HOSTILE, album: HOSTILE, photo: HOSTILE, version: 2, id: HOSTILE };
    const result = {
      ...VIOLATED,
      why: HOSTILE,
      thumbnailer: HOSTILE,
      profile: [HOSTILE],
      narrowed: [HOSTILE],
      incidents: [{ incident: HOSTILE, detail: HOSTILE }],
      strata: [
        { name: HOSTILE, covered: true, verified: 1, unreadable: 0, floor: 0, mixups: 0 },
        { name: HOSTILE, covered: false, verified: 1, unreadable: 0, floor: 0, mixups: 0 },
      ],
      sensitivity: [sensitivity({ recipe: HOSTILE, stratum: HOSTILE })],
      breaches: [
        breach({
          victim: named,
          donors: [{ ...named, share: 0.2 }],
          says: HOSTILE,
          recipe: HOSTILE,
          evidence: HOSTILE,
        }),
      ],
      diagnosis: {
        cause: HOSTILE,
        classes: [HOSTILE],
        confidence: 'low' as const,
        because: [HOSTILE],
        experiments: [{ kind: 'names' as const, changed: HOSTILE, failed: 1, of: 2, p: 0.5 }],
      },
      environment: { [HOSTILE]: HOSTILE },
      folder: HOSTILE,
      workspaceKept: HOSTILE,
    };
    const text = renderText(result, { colour: false, widthColumns: 100, rerun: HOSTILE });
    // oxlint-disable-next-line no-control-regex -- the controls are the subject
    expect(text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}|::|##/gu)).toBeNull();
    expect(text.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
  });
});

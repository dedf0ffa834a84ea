// A violated run in which everything that somebody else may have named, said or thrown is one and the same text.

import type { NamedPhoto, Result } from '../../harness/model/verdict.ts';
import { breach } from '../literals/breach.ts';
import { VIOLATED } from '../literals/result.ts';
import { sensitivity } from '../literals/sensitivity.ts';

/** Clears the screen, turns the line around, breaks it, speaks to CI runners, and ends what it stands in. */
export const HOSTILE =
  '\u001b[2J\u202egpj.\u0000tac\r\n::error::pwned ##[group]x\ud800\ufffe]]>--><!--</text>"\'`|</details>@all';

export function hostileResult(text = HOSTILE): Result {
  const named: NamedPhoto = { owner: text, album: text, photo: text, version: 2, id: text };
  return {
    ...VIOLATED,
    why: text,
    thumbnailer: text,
    firstRefusal: { photo: text, format: text, archived: true, reason: text },
    profile: [text],
    narrowed: [text],
    recipesNarrowed: [text],
    photographs: text,
    incidents: [{ incident: text, detail: text }],
    strata: [
      { name: text, covered: true, verified: 1, unreadable: 0, floor: 0, mixups: 1 },
      { name: text, covered: false, verified: 1, unreadable: 0, floor: 0, mixups: 0 },
    ],
    sensitivity: [sensitivity({ recipe: text, stratum: text })],
    breaches: [
      breach({
        id: text,
        key: text,
        victim: named,
        donors: [{ ...named, share: 0.2 }],
        candidates: [{ ...named, queueDistance: 1 }],
        says: text,
        recipe: text,
        evidence: text,
        interleaving: [{ batch: 1, who: text, what: text }],
      }),
    ],
    timelines: [
      {
        breach: text,
        batch: 3,
        spans: [
          { batch: 3, lane: 0, fromMs: 0, toMs: 9, jobs: 1, role: 'victim', end: 'settled' },
          { batch: 4, lane: 1, fromMs: 1, toMs: null, jobs: 1, role: 'donor', end: 'settled' },
        ],
        marks: [{ atMs: 1, says: text }],
        victimMs: 3,
        donor: { batch: 4, atMs: 2 },
      },
    ],
    course: { stepMs: 1, inFlight: [1], marks: [{ atMs: 0, says: text }] },
    exposure: {
      ...VIOLATED.exposure,
      exposed: 1,
      receivers: 1,
      thumbnails: 2,
      firstAtMs: 1,
      lastAtMs: 2,
      cells: [{ exposed: text, receiver: text, thumbnails: 2 }],
    },
    diagnosis: {
      cause: text,
      classes: [text],
      confidence: 'low',
      because: [text],
      experiments: [{ kind: 'names', changed: text, failed: 1, of: 2, p: 0.5 }],
    },
    known: [{ id: text, says: text, state: 'fails', tally: { failed: 1, of: 1 } }],
    environment: { [text]: text },
    folder: text,
    workspaceKept: text,
  };
}

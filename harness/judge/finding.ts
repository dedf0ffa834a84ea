// A breach with all that proves it still in hand: the evidence is written from this before anything is asked again.

import type { LumaPicture } from '../model/expectation.ts';
import type { PhotoPlan } from '../model/plan.ts';
import { pseudoRandomWords } from '../model/prf.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import type { Breach, BreachKind, Candidate, Donor, OracleName, RegionShown, Severity } from '../model/verdict.ts';
import type { JobEntry } from './job-book.ts';

/**
 * `expected` and `actual` are luma pictures where there are any; `bytes` are those that were answered, `alone` those of the same
 * made alone where the two were compared.
 */
export type Finding = {
  readonly breach: Breach;
  readonly victim: PhotoPlan | null;
  readonly bytes: Uint8Array | null;
  readonly actual: LumaPicture | null;
  readonly expected: LumaPicture | null;
  readonly alone: Uint8Array | null;
};

export type Charge = {
  readonly oracle: OracleName;
  readonly kind: BreachKind;
  readonly severity: Severity;
  readonly says: string;
  readonly batch: number;
  readonly donors?: readonly Donor[];
  readonly candidates?: readonly Candidate[];
  readonly regions?: readonly RegionShown[];
  readonly queueDistance?: number | null;
  readonly shownRecipe?: Recipe | null;
};

export type Exhibits = { readonly bytes?: Uint8Array; readonly actual?: LumaPicture; readonly expected?: LumaPicture };

/** The finding for a job that was asked; `seed` makes the id that of this run. */
export function findingOf(
  seed: number,
  key: string,
  entry: JobEntry | null,
  charge: Charge,
  exhibits: Exhibits = {},
): Finding {
  const photo = entry?.photo ?? null;
  const donors = charge.donors ?? [];
  return {
    breach: {
      id: breachId(`${seed}|${key}|${charge.oracle}|${charge.kind}`),
      oracle: charge.oracle,
      kind: charge.kind,
      severity: charge.severity,
      key,
      victim:
        photo === null
          ? NOBODY
          : { owner: photo.owner, album: photo.album, photo: photo.name, version: photo.version, id: photo.id },
      donors,
      candidates: charge.candidates ?? [],
      regions: charge.regions ?? [],
      recipe: entry === null ? 'none' : recipeName(entry.recipe),
      ...(charge.shownRecipe ? { shownRecipe: recipeName(charge.shownRecipe) } : {}),
      archived: photo?.archived ?? false,
      batch: charge.batch,
      queueDistance: charge.queueDistance ?? null,
      says: charge.says,
      evidence: null,
    },
    victim: photo,
    bytes: exhibits.bytes ?? null,
    actual: exhibits.actual ?? null,
    expected: exhibits.expected ?? null,
    alone: null,
  };
}

const NOBODY = { owner: '', album: '', photo: '', version: 0, id: '' };
const ID_CHARACTERS = 8;

/** Short enough to type, the same for the same failure of the same seed. */
function breachId(text: string): string {
  const next = pseudoRandomWords(`breach|${text}`);
  return (next().toString(36) + next().toString(36)).padStart(ID_CHARACTERS, '0').slice(0, ID_CHARACTERS);
}

// What a judge goes by besides the plan: what was learned before the load. Kept with the run, it lets a later judge hear the
// case again without the thumbnailer.

import type { Told } from './adapter.ts';
import type { Profile } from './profile.ts';
import type { SourceFormat } from './plan.ts';

/**
 * `photographs`: photos show photographs, which are not kept with a run. `archiveFormat` is what old photos were stored in.
 * `trails`: bytes stood after the end of some picture, made alone.
 */
export type Grounds = {
  readonly schemaVersion: 1;
  readonly told: Told;
  readonly archiveFormat: SourceFormat;
  readonly trails: boolean;
  readonly photographs: boolean;
  readonly profiles: readonly Profile[];
};

/** What the judges of today say of the evidence of one breach. `says` is a sentence. */
export type SecondHearing = {
  readonly breach: string;
  /**
   * `confirmed` as it was, or as another breach (`otherwise`); `doubted`: it was told from other answers, which are not kept;
   * `cleared`: they see nothing wrong; `unheard`: a picture tells nothing of it, or something is not there.
   */
  readonly outcome: 'confirmed' | 'otherwise' | 'doubted' | 'cleared' | 'unheard';
  readonly says: string;
};

/** `why` says why nothing could be judged again; null where something was. */
export type JudgedAgain = { readonly why: string | null; readonly hearings: readonly SecondHearing[] };

// What a run concludes: the words of result.json. `violated` outranks `inconclusive` outranks `upheld`, and nothing
// judged is inconclusive: silence must never read as success.

import type { Interleavings, InterleavingStep } from './interleaving.ts';
import type { CircumstanceCount } from './circumstances.ts';
import type { Exposure } from './exposure.ts';
import type { Counterexample } from './counterexample.ts';
import type { Experimented } from './reproduction.ts';
import type { KnownFailure } from './failure.ts';
import type { Fates, Occurrences } from './fates.ts';
import type { Course, Timeline } from './timeline.ts';
import type { SweepRecord } from './load-outcome.ts';
import type { BatchGroup, Bound, Stratum } from './proof-counts.ts';
import type { Sensitivity } from './sensitivity.ts';

export type { BatchGroup, Bound, Stratum } from './proof-counts.ts';

export type Verdict = 'upheld' | 'violated' | 'inconclusive';

export type OracleName =
  | 'ownership'
  | 'isolation'
  | 'likeness'
  | 'completeness'
  | 'geometry'
  | 'freshness'
  | 'permanence'
  | 'containment'
  | 'privacy';

export type BreachKind =
  | 'foreign'
  | 'torn'
  | 'blended'
  | 'alien'
  | 'stale'
  | 'damaged'
  | 'mutated'
  | 'misshapen'
  | 'fabricated'
  | 'leaked-metadata'
  | 'missing'
  | 'unasked';

export type Severity = 'cross-owner' | 'cross-photo' | 'stale' | 'shape' | 'loss';

/** The kinds that count as a mix-up in `result.mixups`. */
export const MIXUP_KINDS: ReadonlySet<BreachKind> = new Set(['foreign', 'torn', 'blended', 'alien']);

/** In pixels of the thumbnail, origin at its top left. */
export type Region = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type PhotoName = {
  readonly owner: string;
  readonly album: string;
  readonly photo: string;
  readonly version: number;
};

/** `frame`: which picture of an animation, from 1; absent for the first. */
export type NamedPhoto = PhotoName & { readonly id: string; readonly frame?: number };

/** `share` is the part of the thumbnail's area that shows this donor, 0 to 1. */
export type Donor = NamedPhoto & { readonly share: number };

/** `donor` is the id of the photo that the region shows, where one is named; `share` its part of the thumbnail's area, 0 to 1. */
export type RegionShown = Region & { readonly donor?: string; readonly share?: number };

/** One of several photos that explain a region about equally well. `queueDistance` counts as in a breach. */
export type Candidate = NamedPhoto & { readonly queueDistance: number | null };

export type Breach = {
  readonly id: string;
  readonly oracle: OracleName;
  readonly kind: BreachKind;
  readonly severity: Severity;
  readonly key: string;
  readonly victim: NamedPhoto;
  readonly donors: readonly Donor[];
  /** Who else may have given what no donor is named for, nearest in the queue first: too little of them is seen to tell. */
  readonly candidates: readonly Candidate[];
  readonly regions: readonly RegionShown[];
  readonly recipe: string;
  /** Of a misshapen one: the recipe for which it would be the victim's thumbnail. */
  readonly shownRecipe?: string;
  readonly archived: boolean;
  readonly batch: number;
  /** How many places after the victim the first donor was asked for, in the order of asking; null without a donor. */
  readonly queueDistance: number | null;
  /** One sentence: what was expected, what came. */
  readonly says: string;
  /** What went on in which order, where that was ours to say; absent where everything came as it came. */
  readonly interleaving?: readonly InterleavingStep[];
  /** Folder of the evidence, relative to the run's folder; null when nothing was kept. */
  readonly evidence: string | null;
};

/**
 * `classes` are those of the catalogue of incidents, likeliest first; `confidence` is in the first of them. `experiments`: the
 * smallest plan with one thing changed; see Experimented.
 */
export type Diagnosis = {
  readonly cause: string;
  readonly classes: readonly string[];
  readonly confidence: 'high' | 'low' | 'none';
  readonly because: readonly string[];
  readonly experiments: readonly Experimented[];
};

/** `format` is that of the upload; an archived photo was asked for in its archived form. */
export type Refusal = {
  readonly photo: string;
  readonly format: string;
  readonly archived: boolean;
  readonly reason: string;
};

/** `result.json`, version 1 (DESIGN §5). */
export type Result = {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  readonly exitCode: number;
  readonly why: string;
  readonly seed: number;
  readonly thumbnailer: string;
  readonly requested: number;
  readonly verified: number;
  readonly repeats: number;
  readonly byteIdentical: number;
  readonly refused: number;
  /** One of those refused under load, with what the thumbnailer said. */
  readonly firstRefusal: Refusal | null;
  readonly missing: number;
  readonly unreadable: number;
  readonly mixups: number;
  readonly fates: Fates;
  readonly occurrences: Occurrences;
  /** `coverage`: what answers under load were surrounded by, each once. `sweeps`: other loads, of which nothing is verified. */
  readonly coverage: readonly CircumstanceCount[];
  readonly sweeps: readonly SweepRecord[];
  /** Orders that were tried in one process; null where none could be, or were wanted. */
  readonly interleavings: Interleavings | null;
  readonly batches: number;
  /** The batches of the sample by what was verified of each: what a bound over several runs is made of. */
  readonly batchGroups: readonly BatchGroup[];
  readonly owners: number;
  readonly photos: number;
  readonly archivedVerified: number;
  readonly concurrency: number;
  readonly bound: Bound | null;
  readonly sensitivity: readonly Sensitivity[];
  readonly strata: readonly Stratum[];
  readonly profile: readonly string[];
  /** What was not asked as it was meant to be, and why; `recipesNarrowed` among it. */
  readonly narrowed: readonly string[];
  /** Recipes that were left out, or are judged by what the thumbnailer makes of them: what a person would want to know first. */
  readonly recipesNarrowed: readonly string[];
  /** What photos show instead of a signature alone, and what that weakens; null for a signature alone. */
  readonly photographs: string | null;
  readonly incidents: readonly { readonly incident: string; readonly detail: string }[];
  readonly breaches: readonly Breach[];
  /** The company of the first of them, as the history tells it. */
  readonly timelines: readonly Timeline[];
  /** The whole run at a glance. */
  readonly course: Course;
  /** Breaches beyond those listed in full. */
  readonly breachesUnlisted: number;
  /** Whose pixels went to whom, over all breaches. */
  readonly exposure: Exposure;
  readonly diagnosis: Diagnosis | null;
  /** The smallest plan that still fails; null where nothing failed, or it did not fail again. */
  readonly counterexample: Counterexample | null;
  /** Failures of earlier runs, tried before anything else. */
  readonly known: readonly KnownFailure[];
  readonly timing: {
    readonly calibrateMs: number;
    readonly generateMs: number;
    readonly thumbnailerMs: number;
    readonly judgeMs: number;
    readonly recheckMs: number;
    readonly wallMs: number;
  };
  readonly environment: Readonly<Record<string, string>>;
  /** The run's folder, and the workspace when it was kept. */
  readonly folder: string;
  readonly workspaceKept: string | null;
};

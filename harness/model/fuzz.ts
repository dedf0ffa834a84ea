// Many gates in a row, each under another seed, for a night or on several machines: what is asked for, what each round
// leaves behind, and what all of them come to. A round is a line on disk, so that nothing is lost and nothing counted twice.

import type { CheckHooks, CheckOptions } from './campaign.ts';
import type { LoadOutcome } from './load-outcome.ts';
import type { BatchGroup, Bound, BreachKind, Result, Severity, Verdict } from './verdict.ts';

/** `campaign` is the command line of a round without its seed: rounds of one campaign add up, others never do. */
export type FuzzOptions = {
  readonly check: CheckOptions;
  readonly campaign: string;
  /** The seed that was asked for; null goes on with that of the folder, or draws one. */
  readonly seed: number | null;
  /** How many rounds to run; null for as many as there is time for. */
  readonly rounds: number | null;
  /** How long to go on; null for ever. */
  readonly forMs: number | null;
};

/** Breaches of one round that look alike: one kind, one age of photos, one pattern. */
export type FuzzFinding = {
  readonly kind: BreachKind;
  readonly severity: Severity;
  readonly archived: boolean;
  /** What the diagnosis of the round says; empty where there is none. */
  readonly cause: string;
  readonly count: number;
  /** One of them, in a sentence. */
  readonly says: string;
};

/** Findings of one name are one failure to a person, however often it comes. */
export function patternName({ kind, severity, archived, cause }: FuzzFinding): string {
  return JSON.stringify([kind, severity, archived, cause]);
}

/** One gate of a fuzz. `fuzzSeed` and `index` give `seed`; `again` when it repeats a round that had failed. */
export type FuzzRound = {
  readonly schemaVersion: 1;
  readonly campaign: string;
  readonly fuzzSeed: number;
  readonly index: number;
  readonly seed: number;
  readonly again: boolean;
  readonly thumbnailer: string;
  readonly verdict: Verdict;
  readonly exitCode: number;
  readonly why: string;
  readonly verified: number;
  /** Judged under other loads than that of the sample, and not counted. */
  readonly besides: number;
  readonly batchGroups: readonly BatchGroup[];
  /** Null where no bound was stated: nothing was verified, or it was violated. */
  readonly power: number | null;
  readonly confidence: number;
  readonly asked: number;
  readonly findings: readonly FuzzFinding[];
  /** The loads that were drawn for it, as far as they were run. */
  readonly loads: readonly LoadOutcome[];
  readonly wallMs: number;
  /** Where its report and evidence were left; null when nothing was. */
  readonly folder: string | null;
};

/** Alike findings of all rounds. `failed` of `tried` rounds under the seeds that had shown it first show it again. */
export type FuzzPattern = FuzzFinding & {
  readonly rounds: number;
  readonly firstSeed: number;
  readonly folder: string | null;
  readonly again: { readonly failed: number; readonly tried: number };
};

export type FuzzReport = {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  readonly exitCode: number;
  readonly why: string;
  readonly campaign: string;
  readonly thumbnailers: readonly string[];
  readonly rounds: number;
  readonly roundsAgain: number;
  readonly verified: number;
  readonly besides: number;
  readonly bound: Bound | null;
  readonly patterns: readonly FuzzPattern[];
  /** Rounds that came to no verdict, by what they said, most frequent first. */
  readonly undecided: readonly { readonly why: string; readonly exitCode: number; readonly rounds: number }[];
  readonly wallMs: number;
};

export type FuzzHooks = CheckHooks & {
  /** After each round, when its line is on disk. `result` is whole; its folder is removed afterwards unless it is kept. */
  readonly onRound: (round: FuzzRound, result: Result) => Promise<void>;
  /** The report over all rounds so far. */
  readonly onReport: (report: FuzzReport) => Promise<void>;
};

export type FuzzOutcome =
  | { readonly kind: 'report'; readonly report: FuzzReport }
  | { readonly kind: 'misconfigured'; readonly says: string };

export type RunFuzz = (options: FuzzOptions, hooks: FuzzHooks) => Promise<FuzzOutcome>;

/** The file of a fuzz's rounds, in its folder. */
export const ROUNDS_FILE = 'rounds.ndjson';

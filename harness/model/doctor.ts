// What an examination without a load tells: whether the judge can be trusted on this machine, and how small a leak it
// would see in the output of this thumbnailer.

import type { CheckHooks, CheckOptions } from './campaign.ts';
import type { ExitCode } from './exit-code.ts';
import type { Mishap, Sensitivity } from './sensitivity.ts';
import type { SourceClass } from './profile.ts';
import type { OracleName } from './verdict.ts';

/** One oracle shown what it must catch, and what it must leave alone. `says` is what it made of it. */
export type SelfCheck = { readonly oracle: OracleName; readonly passed: boolean; readonly says: string };

/** A codec of the harness itself, tried on a small picture. */
export type CodecCheck = { readonly name: string; readonly passed: boolean; readonly says: string };

/** Nothing of this recipe and source class can be judged, and why. */
export type Unreadable = { readonly recipe: string; readonly stratum: SourceClass; readonly why: string };

export type DoctorReport = {
  readonly schemaVersion: 1;
  readonly kind: 'doctor';
  readonly exitCode: ExitCode;
  readonly why: string;
  readonly seed: number;
  readonly thumbnailer: string;
  /** Of each limit below. */
  readonly confidence: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Programs that a `--command` may name, with where they lie; null where they are not installed. */
  readonly programs: Readonly<Record<string, string | null>>;
  readonly codecs: readonly CodecCheck[];
  readonly selfCheck: readonly SelfCheck[];
  /** What it does alone, a line per recipe and source class. */
  readonly profile: readonly string[];
  readonly narrowed: readonly string[];
  readonly unreadable: readonly Unreadable[];
  readonly sensitivity: readonly Sensitivity[];
  /** Clean thumbnails of all recipes and classes together. */
  readonly falseAlarm: { readonly doubt: Mishap; readonly alarm: Mishap };
  /** What it already gets wrong alone, in sentences. */
  readonly findings: readonly string[];
  readonly incidents: readonly { readonly incident: string; readonly detail: string }[];
  readonly wallMs: number;
};

export type DoctorOutcome =
  | { readonly kind: 'examined'; readonly report: DoctorReport }
  /** One line: what was expected, what came, what to do next. */
  | { readonly kind: 'misconfigured'; readonly says: string };

/** Rejects only on a fault of thumbproof's own, or of the machine it runs on. Options of the load mean nothing here. */
export type RunDoctor = (options: CheckOptions, hooks: CheckHooks) => Promise<DoctorOutcome>;

// What a command line comes to, as values: the commands know these, and nothing of flags.

import type { CheckOptions } from '../model/campaign.ts';
import type { KeptFailure } from '../model/failure.ts';
import type { FuzzOptions } from '../model/fuzz.ts';
import type { FailureRead } from '../run/failures-folder.ts';

/** What the outside provides; nothing else is looked at. */
export type Surroundings = {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly temporaryFolder: string;
  readonly randomSeed: () => number;
  /** The kept failure of an id in this folder, or of a file. */
  readonly readFailure: (idOrPath: string, folder: string) => FailureRead;
  readonly version: string;
  readonly widthColumns: number;
};

export type CheckInvocation = {
  readonly kind: 'check';
  readonly options: CheckOptions;
  readonly reporters: readonly ('text' | 'json')[];
  /** Absolute; null when no further file was asked for. */
  readonly jsonFile: string | null;
  /** The command line that repeats this run. */
  readonly rerun: string;
  readonly warnings: readonly string[];
};

/** The options of a load are at their defaults: `doctor` has no flag for them. */
export type DoctorInvocation = Pick<CheckInvocation, 'options' | 'jsonFile' | 'warnings'> & { readonly kind: 'doctor' };

/** `options` are those of each round but for its seed. */
export type FuzzInvocation = Pick<CheckInvocation, 'options' | 'jsonFile' | 'warnings'> & {
  readonly kind: 'fuzz';
  readonly fuzz: FuzzOptions;
};

/** What a kept failure is tried again for: to see it, to believe that it is fixed, or to make it smaller. */
export const AGAIN_PURPOSES = ['replay', 'verify-fix', 'shrink'] as const;
export type AgainPurpose = (typeof AGAIN_PURPOSES)[number];

/** `options` are those that the failure was found with, and what was said anew. */
export type ReplayInvocation = Pick<CheckInvocation, 'options' | 'jsonFile' | 'warnings'> & {
  readonly kind: 'replay';
  readonly failure: KeptFailure;
  readonly times: number | null;
  readonly purpose: AgainPurpose;
  /** Where failures are kept. */
  readonly failuresFolder: string;
};

/** Absolute folders of fuzzes. */
export type MergeInvocation = {
  readonly kind: 'merge';
  readonly folders: readonly string[];
  readonly jsonFile: string | null;
};

export type Invocation =
  | CheckInvocation
  | DoctorInvocation
  | FuzzInvocation
  | MergeInvocation
  | ReplayInvocation
  /** Help or version, for stdout. */
  | { readonly kind: 'shown'; readonly text: string }
  | { readonly kind: 'misused'; readonly says: string };

// What a person asks of a campaign, and what comes back: the contract between the command line and the campaign.
// The command line has validated every number here; the campaign need not check them again.

import type { FailureKeeping } from './failure.ts';
import type { DrawnLoads } from './load-outcome.ts';
import type { OrientationPolicy } from './orientation.ts';
import type { SourceFormat } from './plan.ts';
import type { Recipe } from './recipe.ts';
import type { Result } from './verdict.ts';

/** A server under test that is started and stopped by us: see adapters/server-process.ts. */
export type ServerChoice = {
  readonly start: string;
  readonly ready: string | null;
  readonly stopSignal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT' | 'SIGHUP' | 'SIGKILL';
};

/** Which thumbnailer is examined, and by which way in. `file` and `root` are absolute; templates are as typed. */
export type ThumbnailerChoice =
  | { readonly kind: 'built-in' }
  | { readonly kind: 'module'; readonly file: string }
  | { readonly kind: 'command'; readonly template: string }
  | { readonly kind: 'batch-command'; readonly template: string; readonly outputs: 'named' | 'numbered' }
  | { readonly kind: 'worker'; readonly command: string }
  | {
      readonly kind: 'pull';
      readonly template: string;
      readonly root: string | null;
      readonly originPort: number | null;
      readonly keepAlive: boolean;
      readonly server: ServerChoice | null;
    }
  | {
      readonly kind: 'push';
      readonly template: string;
      readonly keepAlive: boolean;
      readonly server: ServerChoice | null;
    }
  | {
      readonly kind: 's3';
      readonly endpoint: string;
      readonly sourceBucket: string;
      readonly thumbBucket: string;
      readonly thumbKey: string;
      readonly credentials: {
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
        readonly region: string;
      };
      readonly server: ServerChoice | null;
    };

/**
 * What a run does: learns how the thumbnailer works alone; builds names that collide; loads it otherwise than it is to be
 * loaded.
 */
export const RUN_PHASES = ['calibrate', 'names', 'stress'] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

/** Folders are absolute. Rates, shares and the confidence lie between 0 and 1. */
export type CheckOptions = {
  readonly thumbnailer: ThumbnailerChoice;
  /** A signed 32-bit integer. */
  readonly seed: number;
  /** How many thumbnails to verify; null plans as many as the rate and the confidence need. */
  readonly thumbnails: number | null;
  readonly maxMixupRate: number;
  readonly confidence: number;
  /** null: as long as it takes. */
  readonly maxTimeMs: number | null;
  readonly explainTimeMs: number;
  /** Whether a smaller plan is looked for after a violation, for at most that long again. */
  readonly shrinks: boolean;
  /** Jobs in flight. */
  readonly concurrency: number;
  /** Jobs per batch. */
  readonly batch: number;
  readonly owners: number;
  readonly recipes: readonly Recipe[];
  readonly archivedShare: number;
  readonly maxFailures: number;
  readonly inconclusive: 'fail' | 'warn';
  /** What the thumbnailer promises to do with the EXIF orientation; null promises nothing. */
  readonly orientation: OrientationPolicy | null;
  readonly sourceFormats: readonly SourceFormat[];
  /** Photographs to paint the signature over; null paints it on nothing else. */
  readonly photosFolder: string | null;
  /** The photographs are shown as they are, without a signature; only with a photos folder. */
  readonly unmarked: boolean;
  readonly reportFolder: string;
  /** null: nothing is cached. */
  readonly cacheFolder: string | null;
  readonly workspaceParent: string;
  readonly batchTimeoutMs: number;
  readonly memoryLimitBytes: number;
  readonly dryRun: boolean;
  readonly phases: readonly RunPhase[];
  /** Null keeps no failures. */
  readonly failures: FailureKeeping | null;
  /** Loads to be drawn beside the sample; only in the phase `stress`. */
  readonly drawnLoads: DrawnLoads;
};

/** Where a run stands. `done` of `of` are in the unit of the phase, mostly thumbnails; `of` is 0 while unknown. */
export type Progress = {
  readonly phase: string;
  readonly done: number;
  readonly of: number;
  readonly ratePerSecond: number | null;
  /** The upper bound on the mix-up rate if the run ended now. */
  readonly boundSoFar: number | null;
  readonly secondsLeft: number | null;
  readonly note: string | null;
};

export type CheckOutcome =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'dry-run'; readonly lines: readonly string[] }
  /** One line: what was expected, what came, what to do next. */
  | { readonly kind: 'misconfigured'; readonly says: string };

export type CheckHooks = { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void };

/** Rejects only on a fault of thumbproof's own, or of the machine it runs on (a full disk). */
export type RunCheck = (options: CheckOptions, hooks: CheckHooks) => Promise<CheckOutcome>;

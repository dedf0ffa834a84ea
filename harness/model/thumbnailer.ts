// The port: all that an author of a module adapter has to know. DESIGN §3 fixes this contract.

import type { Recipe } from './recipe.ts';

export type Thumbnailer = {
  readonly name: string;
  /** Answers may come in any order, each under the key of the job it answers. */
  readonly thumbnails: (
    batch: readonly Job[],
    signal: AbortSignal,
  ) => Promise<readonly Answer[]> | AsyncIterable<Answer>;
  /** Called once per instance, before its first batch. */
  readonly start?: (bench: Bench) => Promise<void>;
  readonly stop?: () => Promise<void>;
  /** The thumbnailer's own long-term form of a photo older than 35 days, instead of the built-in one. */
  readonly archive?: (photo: Photo) => Promise<Uint8Array>;
  /** Switch to another version while it runs. */
  readonly upgrade?: (version: string) => Promise<void>;
  /** The photo was deleted. */
  readonly forget?: (photo: Photo) => Promise<void>;
};

/** `workspace` is a folder of the thumbnailer's own; `seed` is the trial's. */
export type Bench = { readonly workspace: string; readonly seed: number };

export type Job = { readonly key: string; readonly photo: Photo; readonly recipe: Recipe };

/** `path` and `bytes` give the same file. */
export type Photo = {
  readonly owner: string;
  readonly album: string;
  readonly name: string;
  readonly version: number;
  readonly archived: boolean;
  readonly path: string;
  readonly bytes: () => Promise<Uint8Array>;
};

export type Answer =
  | { readonly key: string; readonly kind: 'thumbnail'; readonly bytes: Uint8Array }
  | { readonly key: string; readonly kind: 'refused'; readonly reason: string };

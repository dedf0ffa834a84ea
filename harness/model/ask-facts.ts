// What a thumbnailer was asked, and when it answered, is half of why it erred: who was in hand together, who had been
// answered before, who had just been turned away.

import type { PhotoPlan } from './plan.ts';

/**
 * One ask as it went, by its key. `photo` as it was by then; `batch` as it is numbered in the history, `place` in it from 0;
 * `order` among all of its trial, from 0, and `ended` its place among those that ended, null where it never did. Times are
 * milliseconds since the run began. `crowd`: how many may have been in flight at once.
 */
export type AskFacts = {
  readonly photo: PhotoPlan;
  readonly trial: number;
  readonly batch: number;
  readonly place: number;
  readonly order: number;
  readonly askedMs: number;
  readonly endedMs: number | null;
  readonly ended: number | null;
  readonly isRefused: boolean;
  readonly crowd: number;
};

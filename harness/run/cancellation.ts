// One batch is called off while the thumbnailer goes on: the user left the page. What it does with the work that it has
// begun is where the next user's picture may come from.

import { CANCELLED } from '../model/adapter.ts';

export type Cancellation = {
  /** For the batch: aborts with the run, or when the batch alone is called off. */
  readonly signal: AbortSignal;
  readonly isCancelled: () => boolean;
  /** To be told after each answer how many there have been. */
  readonly answered: (count: number) => void;
};

/** Calls a batch off once it has given `afterAnswers` answers, from 0 up; null never does. */
export function cancellation(run: AbortSignal, afterAnswers: number | null, onCancel: () => void): Cancellation {
  // A joint signal for every batch would be a listener for every batch.
  if (afterAnswers === null) return { signal: run, isCancelled: () => false, answered: () => {} };
  const own = new AbortController();
  const answered = (count: number) => {
    if (count < afterAnswers || own.signal.aborted) return;
    onCancel();
    own.abort(CANCELLED);
  };
  // By then it has been asked for.
  if (afterAnswers === 0) setImmediate(answered, 0);
  return { signal: AbortSignal.any([run, own.signal]), isCancelled: () => own.signal.aborted, answered };
}

// Networks are slow, stall, break off and lie about lengths. What is done on purpose to one transfer is a word of the plan,
// so that it is drawn, recorded, replayed and shrunk like everything else.

/**
 * How a photo comes to a thumbnailer that reads it through us, `lagMs` late, from 0 up. Whole in the end: `whole`;
 * `trickled` in pieces over the lag; `stalled` half-way for the lag. Not, or not as it is: an `error` without a word; an
 * `error-picture`, a failure with a picture of nobody in its body, on a connection that stays open; a `reset` before
 * anything came; `cut` off half-way through what was promised; `short`, the first half as if it were all; `doubled`, twice
 * what was promised. A read that is no transfer, as of a file, cannot come in pieces or with a status: it lags, or fails.
 */
export type TroubledRead = {
  readonly lagMs: number;
  readonly how: 'whole' | 'trickled' | 'stalled' | 'error' | 'error-picture' | 'reset' | 'cut' | 'short' | 'doubled';
};

/** Whether the thumbnailer was given less, more or other than the photo: what it makes of that is not charged to it. */
export function isBroken({ how }: TroubledRead): boolean {
  return how !== 'whole' && how !== 'trickled' && how !== 'stalled';
}

/**
 * How an ask comes to a server, where we ask it over a connection. `slow`: in pieces over `lagMs`. `stalled`: half of it,
 * nothing for so long, then a reset. `abandoned`: we hang up half-way through the answer. `duplicated`: twice at once, the
 * second answer being thrown away. `after-error`: on a connection on which the server has just refused something else.
 */
export type TroubledTransfer = {
  readonly lagMs: number;
  readonly how: 'slow' | 'stalled' | 'abandoned' | 'duplicated' | 'after-error';
};

/** Whether we hang up before the answer has come: nobody is owed one. */
export function isGivenUp({ how }: TroubledTransfer): boolean {
  return how === 'stalled' || how === 'abandoned';
}

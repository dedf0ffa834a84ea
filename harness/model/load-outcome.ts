// What a load beside the sample brought out, for whoever chooses the next ones.

/**
 * `load`: its id, as drawn. `breaches`, and `doubts` that had to be asked again alone. `inFlightMax`: the most jobs that
 * were in flight at once.
 */
export type LoadOutcome = {
  readonly load: string;
  readonly breaches: number;
  readonly doubts: number;
  readonly hasDied: boolean;
  readonly inFlightMax: number;
};

/** A seed and a number, such as `7.3`, and after each `+` a number that changes it in one respect. */
export const LOAD_ID = /^(\d+\.\d+)((?:\+\d+)*)$/;

/** Which loads are drawn beside those that are always the same: so many, or those of an earlier run, by their ids. */
export type DrawnLoads =
  | { readonly kind: 'count'; readonly count: number; readonly earlier: readonly LoadOutcome[] }
  | { readonly kind: 'these'; readonly loads: readonly string[] };

/**
 * A load beside that of the sample: `load` is its id where it was drawn; `thumbnails` were judged under it, repeats among
 * them, and `doubts` asked again alone. An `incident` such as a crash, null when there was none, decides nothing: it was
 * never asked to bear that load. `inFlightMax`: the most jobs that were in flight at once.
 */
export type SweepRecord = {
  readonly name: string;
  readonly load: string | null;
  readonly thumbnails: number;
  readonly incident: string | null;
  readonly breaches: number;
  readonly doubts: number;
  readonly inFlightMax: number;
};

// Who was affected is the first question after a leak, and the one that LINE could not answer: no log said whose picture had
// gone to whom.

/** So many thumbnails of `receiver` showed pixels, or carried metadata, of `exposed`, who is another owner. */
export type ExposureCell = { readonly exposed: string; readonly receiver: string; readonly thumbnails: number };

/**
 * All breaches that crossed from owner to owner, those beyond the list in full among them. `exposed` and `receivers` count
 * owners, `thumbnails` each wrong one once, however many photos it shows. `unnamed` are thumbnails that show something that is not theirs,
 * of nobody who could be named. Times are milliseconds since the run began, of when the first and the last were judged;
 * null without any. `cells`, most thumbnails first, are at most EXPOSURE_CELLS_MAX.
 */
export type Exposure = {
  readonly exposed: number;
  readonly receivers: number;
  readonly thumbnails: number;
  readonly unnamed: number;
  readonly firstAtMs: number | null;
  readonly lastAtMs: number | null;
  readonly cells: readonly ExposureCell[];
  readonly cellsUnlisted: number;
};

export const EXPOSURE_CELLS_MAX = 500;

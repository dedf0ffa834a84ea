// How small a leak may be and still be seen is measured, never promised: leaks are put into clean thumbnails on purpose,
// and what is claimed is what these counts prove.

/**
 * Leaks of one kind. `share`: of the thumbnail's area, or of a blend that the other photo has. `rateMin`: the lower
 * confidence limit of the chance that one is noticed. All between 0 and 1.
 */
export type Detection = {
  readonly what: string;
  readonly share: number;
  readonly injected: number;
  readonly noticed: number;
  readonly rateMin: number;
};

/** How often something happened that should not, and the upper confidence limit of its chance, 0 to 1. */
export type Mishap = { readonly happened: number; readonly of: number; readonly rateMax: number };

/**
 * The smallest leak that would have been seen in thumbnails of one recipe and source class: `area` is the share of the
 * thumbnail that one tile fills, `blend` the share that another photo laid over all of it has (1 when none was seen),
 * `power` that measured on the reference leak.
 */
export type Sensitivity = {
  readonly recipe: string;
  readonly stratum: string;
  readonly area: number;
  readonly blend: number;
  readonly power: number;
  readonly injected: number;
  /** By shape, each somewhere in the thumbnail. */
  readonly leaks: readonly Detection[];
  /** Thinnest first, up to the first that was always noticed. */
  readonly blends: readonly Detection[];
  /** That a thumbnail which is wholly another photo passes for its own, and that one with a reference leak does. */
  readonly falseAccept: { readonly foreign: Mishap; readonly reference: Mishap };
  /**
   * Of clean thumbnails: `doubt` costs a question to the thumbnailer alone, `alarm` names a donor where there is none (or
   * is a mix-up that it makes even alone).
   */
  readonly falseAlarm: { readonly doubt: Mishap; readonly alarm: Mishap };
};

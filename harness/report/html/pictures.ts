// What a page shows of the evidence, as data: whoever has a disk reads it, the page only sets it.

/** `url` is a data: URL of what a browser can show. Sizes are those of the picture before it was made small, in pixels. */
export type Picture = { readonly url: string; readonly widthPx: number; readonly heightPx: number };

/**
 * Of one breach; null for what there is none of. `donors` in the order of the breach's. `tintHues`: the hue of the owner's
 * tint that a photo is painted in, 0 to 359, by the id of the photo; those that are not known are missing.
 */
export type BreachPictures = {
  readonly source: Picture | null;
  readonly expected: Picture | null;
  readonly actual: Picture | null;
  readonly difference: Picture | null;
  readonly donors: readonly (Picture | null)[];
  readonly tintHues: ReadonlyMap<string, number>;
};

/** By the id of the breach. */
export type Pictures = ReadonlyMap<string, BreachPictures>;

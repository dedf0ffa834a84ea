// What a thumbnailer is asked to make. Two thumbnails of one photo may be compared only when their recipes agree.

/** `cover` crops to fill the box, `contain` adds bars, `inside` keeps the aspect within the box, `fill` stretches. */
export type Fit = 'cover' | 'contain' | 'inside' | 'fill';
export const THUMBNAIL_FORMATS = ['jpeg', 'png', 'webp', 'avif'] as const;
export type ThumbnailFormat = (typeof THUMBNAIL_FORMATS)[number];

export function isThumbnailFormat(text: string): text is ThumbnailFormat {
  return THUMBNAIL_FORMATS.some((format) => format === text);
}

/** `width` and `height` are the box in pixels; `quality` is 1 to 100. */
export type Recipe = {
  readonly width: number;
  readonly height: number;
  readonly fit: Fit;
  readonly format: ThumbnailFormat;
  readonly quality: number;
};

/** The recipe as people read it in reports, such as `128x128 cover jpeg`. */
export function recipeName(recipe: Recipe): string {
  return `${recipe.width}x${recipe.height} ${recipe.fit} ${recipe.format}`;
}

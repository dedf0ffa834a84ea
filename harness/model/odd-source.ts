// Valid files that few people have: tools treat each kind of them in a way of its own, or refuse it. What a tool does is
// learned for each kind by itself, so that it neither blurs what is known of ordinary photos nor looks like a leak.

import type { PhotoPlan, SourceFormat } from './plan.ts';

/**
 * - `16-bit`: samples of 16 bits
 * - `cmyk`: four inks, with an Adobe marker and no profile
 * - `animated`: three pictures, of which the first is the photo
 * - `translucent`: parts of it can be seen through (opacity.ts)
 * - `one-pixel`: 1 pixel along one side at least, so that nothing can be read from it
 */
export const ODDITIES = ['none', '16-bit', 'cmyk', 'animated', 'translucent', 'one-pixel'] as const;
export type Oddity = (typeof ODDITIES)[number];

const FORMATS: Readonly<Record<Oddity, readonly SourceFormat[]>> = {
  none: ['jpeg', 'png', 'webp', 'avif', 'gif'],
  '16-bit': ['png'],
  cmyk: ['jpeg'],
  animated: ['webp', 'gif'],
  translucent: ['png', 'webp', 'avif'],
  'one-pixel': ['jpeg', 'png'],
};

/** The pictures of every animation. */
const FRAMES = 3;

export function canBeOdd(format: SourceFormat, oddity: Oddity): boolean {
  return FORMATS[oddity].includes(format);
}

/** Such as `cmyk jpeg`: a kind of source that a tool may treat, or refuse, as no other. */
export type OddSource = { readonly name: string; readonly format: SourceFormat; readonly oddity: Oddity };

export const ODD_SOURCES: readonly OddSource[] = ODDITIES.filter((oddity) => oddity !== 'none').flatMap((oddity) =>
  FORMATS[oddity].map((format) => ({ name: `${oddity} ${format}`, format, oddity })),
);

type Kind = Pick<PhotoPlan, 'format' | 'oddity' | 'archived'>;

/** The name of the odd source that a photo is where the thumbnailer reads it; null for an ordinary one. */
export function oddSourceOf(photo: Kind): string | null {
  const oddity = oddityOf(photo);
  return oddity === 'none' ? null : `${oddity} ${photo.format}`;
}

/** An archiver leaves a still picture of eight bits in RGB: only transparency and size outlive it. */
export function oddityOf({ oddity, archived }: Pick<PhotoPlan, 'oddity' | 'archived'>): Oddity {
  return archived && oddity !== 'translucent' && oddity !== 'one-pixel' ? 'none' : oddity;
}

/** How many pictures the file holds. */
export function framesOf(photo: Pick<PhotoPlan, 'oddity' | 'archived'>): number {
  return oddityOf(photo) === 'animated' ? FRAMES : 1;
}

// How many photos are odd, and how small the smallest are. Few enough that what is proven is proven of ordinary photos,
// and enough that every kind is in flight beside them.

import { canBeOdd, ODD_SOURCES, type Oddity } from '../model/odd-source.ts';
import type { SourceFormat } from '../model/plan.ts';
import type { PhotoTraits } from './photo-traits.ts';
import { SIDE_MIN_PX, type Size, type SizeDraw, type SizeKind } from './sizes.ts';

/** Of the photos of each format, in thousandths: a sixteenth of all. */
const SHARES: Readonly<Partial<Record<string, number>>> = {
  'cmyk jpeg': 20,
  '16-bit png': 100,
  'translucent png': 150,
  'translucent webp': 40,
  'translucent avif': 150,
  'animated webp': 25,
  'animated gif': 300,
};
/** Of the tiny photos of each format, in thousandths. */
const ONE_PIXEL_SHARE = 150;
export const SPECK_LONG_MAX_PX = 64;

/** `at` lies in [0, 1); at 0 the photo is not odd. Giants never are: they would cost too much. */
export function oddityAt(at: number, kind: SizeKind, format: SourceFormat): Oddity {
  if (kind === 'giant') return 'none';
  let left = (1 - at) * 1000;
  if (kind === 'tiny' && canBeOdd(format, 'one-pixel')) {
    if (left <= ONE_PIXEL_SHARE) return 'one-pixel';
    left -= ONE_PIXEL_SHARE;
  }
  for (const source of ODD_SOURCES.filter((each) => each.format === format)) {
    const share = SHARES[source.name] ?? 0;
    if (left <= share) return source.oddity;
    left -= share;
  }
  return 'none';
}

/** One pixel, or a line of them: as often the one as the other. */
export function speckSize({ stretch, portrait }: SizeDraw): Size {
  const longPx = stretch < 0.5 ? 1 : Math.ceil(2 * (stretch - 0.5) * SPECK_LONG_MAX_PX);
  return portrait ? { widthPx: 1, heightPx: longPx } : { widthPx: longPx, heightPx: 1 };
}

/** The photo as an ordinary one, large enough to be one. */
export function withoutOddity(traits: PhotoTraits): PhotoTraits {
  if (traits.oddity === 'none') return traits;
  const { widthPx, heightPx } = traits;
  const size = { widthPx: Math.max(SIDE_MIN_PX, widthPx), heightPx: Math.max(SIDE_MIN_PX, heightPx) };
  return { ...traits, ...(traits.oddity === 'one-pixel' ? size : {}), oddity: 'none' };
}

// A region is outlined so that it is found on any picture, by whoever does not see its colour too: a dark line under a
// bright one, dashed otherwise for each donor, with the donor's letter.

import type { Breach, Region, RegionShown } from '../../model/verdict.ts';
import { regionsSay } from '../breach-facts.ts';
import { hueClass } from './hue.ts';
import { html, type Markup } from './markup.ts';
import type { BreachPictures, Picture } from './pictures.ts';

const REGIONS_MAX = 60;
const DASHES = 4;
/** The height of a letter as a share of the picture's shorter side. */
const LETTER_SHARE = 0.11;

/** `A` for the first donor, and so on. */
export function letterOf(donorIndex: number): string {
  return String.fromCharCode(65 + (donorIndex % 26));
}

/** The class of the colour of a photo's owner. */
export function hueOfPhoto(photo: { readonly id: string; readonly owner: string }, pictures: BreachPictures): string {
  return hueClass(photo.owner, pictures.tintHues.get(photo.id));
}

/** Over a picture of the whole thumbnail; null where no region is told. */
export function outlinesOn(picture: Picture, breach: Breach, pictures: BreachPictures): Markup | null {
  const { regions, donors } = breach;
  if (regions.length === 0) return null;
  const letterPx = Math.max(1, LETTER_SHARE * Math.min(picture.widthPx, picture.heightPx));
  const parts = regions.slice(0, REGIONS_MAX).map((region) => {
    const at = donorIndexOf(region, breach);
    const donor = donors[at] ?? { id: '', owner: '' };
    const box = html`x="${region.x}" y="${region.y}" width="${region.width}" height="${region.height}"`;
    const hue = hueOfPhoto(donor, pictures);
    const letter = donors.length === 0 ? '?' : letterOf(at);
    return html`<rect class="under" ${box}/><rect class="over dash-${at % DASHES} ${hue}" ${box}/>${letterIn(region, letter, letterPx, hue)}`;
  });
  return html`<svg viewBox="0 0 ${picture.widthPx} ${picture.heightPx}" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

/** For whoever cannot see them. */
export function outlinesSay({ regions, donors }: Breach): string {
  return regions.length === 0 ? '' : `, outlined: ${regionsSay(regions, donors)}`;
}

/** Whose pixels a region shows; the first donor's where that was not told. */
function donorIndexOf({ donor }: RegionShown, { donors }: Breach): number {
  return Math.max(
    0,
    donors.findIndex(({ id }) => id === donor),
  );
}

/** Inside where there is room, above it otherwise. */
function letterIn({ x, y, width, height }: Region, letter: string, letterPx: number, hue: string): Markup {
  const hasRoom = width >= letterPx * 1.6 && height >= letterPx * 1.6;
  const [left, base] = hasRoom ? [x + letterPx * 0.35, y + letterPx * 1.15] : [x, y - letterPx * 0.3];
  return html`<text class="${hue}" x="${left}" y="${base}" font-size="${letterPx}" stroke-width="${letterPx / 6}">${letter}</text>`;
}

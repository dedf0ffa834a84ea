// Source, expected, came, difference, donor: five pictures in one row, the same regions outlined in each that has them.

import { percent } from '../../model/figures.ts';
import type { Breach, Donor } from '../../model/verdict.ts';
import { isBesidePixels } from '../breach-facts.ts';
import { html, type Markup, name } from './markup.ts';
import { hueOfPhoto, letterOf, outlinesOn, outlinesSay } from './outlines.ts';
import type { BreachPictures, Picture } from './pictures.ts';

/** Pictures are shown with this long side at first, in pixels. */
const SHOWN_PX = 208;
/** From here on a pixel of a thumbnail is shown as the square that it is. */
const MAGNIFIED = 2;

export function breachFigures(breach: Breach, pictures: BreachPictures): Markup {
  const { source, expected, actual, difference } = pictures;
  const { victim, donors, regions } = breach;
  const besideThumbnailPx = longSide(actual ?? expected ?? { widthPx: SHOWN_PX, heightPx: SHOWN_PX });
  const thumbnail = (title: string, says: string, picture: Picture | null) =>
    picture === null
      ? null
      : figureOf(picture, {
          title,
          says: html`${says}`,
          alt: `${title}${outlinesSay(breach)}`,
          enlargedPx: longSide(picture),
          outlines: outlinesOn(picture, breach, pictures),
        });
  const whole = (title: string, photo: Breach['victim'], says: Markup, letter: string, picture: Picture | null) =>
    picture === null
      ? null
      : figureOf(picture, {
          title,
          says,
          alt: `${title}: ${photo.photo} of ${photo.owner}`,
          enlargedPx: besideThumbnailPx,
          letter: html`<span class="mark-of ${hueOfPhoto(photo, pictures)}">${letter}</span>`,
        });
  const outlined =
    regions.length === 0 ? 'as answered' : donors.length === 0 ? 'outlined: not its own' : 'outlined: of ';
  const figures = [
    whole('Source', victim, html`of ${name(victim.owner)}`, 'V', source),
    thumbnail('Expected', 'as the plan says', expected),
    thumbnail(
      'Came',
      outlined + (outlined.endsWith(' ') ? donors.map((_, index) => letterOf(index)).join(', ') : ''),
      actual,
    ),
    thumbnail('Difference', 'between these two', difference),
    ...donors.map((donor, index) =>
      whole(
        donors.length > 1 ? `Donor ${letterOf(index)}` : 'Donor',
        donor,
        html`${name(donor.photo)} of ${name(donor.owner)}${shareSays(breach, donor)}`,
        letterOf(index),
        pictures.donors[index] ?? null,
      ),
    ),
  ].filter((figure) => figure !== null);
  return figures.length === 0 ? html`` : html`<div class="pictures">${figures}</div>`;
}

function shareSays({ kind }: Breach, { share }: Donor): string {
  return isBesidePixels(kind) ? '' : `, on ${percent(share)}`;
}

/** `enlargedPx`: its long side when enlarged once. */
type Figure = {
  readonly title: string;
  readonly says: Markup;
  readonly alt: string;
  readonly enlargedPx: number;
  readonly outlines?: Markup | null;
  readonly letter?: Markup;
};

/** Enlarged, all are scaled alike: a thumbnail from its own size on, whatever is shown beside it from the same size. */
function figureOf(picture: Picture, { title, says, alt, enlargedPx, outlines = null, letter }: Figure): Markup {
  const { url, widthPx, heightPx } = picture;
  const [fit, once] = [SHOWN_PX / longSide(picture), enlargedPx / longSide(picture)];
  const isMagnified = letter === undefined && fit >= MAGNIFIED;
  const size = html`width="${shown(widthPx * fit)}" height="${shown(heightPx * fit)}" data-width="${shown(widthPx * once)}" data-height="${shown(heightPx * once)}"`;
  return html`<figure><button type="button" class="zoom" title="Enlarge"><span class="frame${isMagnified ? ' magnified' : null}"><img src="${url}" alt="${alt}" ${size} decoding="async">${outlines}</span></button>
<figcaption>${letter ?? null}<b>${title}</b> ${says}<span class="not-shown" hidden>; it cannot be shown here</span></figcaption></figure>`;
}

function longSide({ widthPx, heightPx }: Pick<Picture, 'widthPx' | 'heightPx'>): number {
  return Math.max(1, widthPx, heightPx);
}

function shown(pixels: number): number {
  return Math.max(1, Math.round(pixels));
}

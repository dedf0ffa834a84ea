// Source, expected, came, difference, donor: five pictures in one row, the same regions outlined in each that has them.
// A region is told by its letter and its dashes as well as by the owner's colour.

import { percent } from '../../model/figures.ts';
import type { Breach, RegionShown } from '../../model/verdict.ts';
import { hueClass } from './hue.ts';
import { html, type Markup, name } from './markup.ts';
import type { BreachPictures, Picture } from './pictures.ts';

/** Pictures are shown with this long side at first, in pixels. */
const SHOWN_PX = 208;
/** From here on a pixel of a thumbnail is shown as the square that it is. */
const MAGNIFIED = 2;
const REGIONS_MAX = 60;
const DASHES = 4;

export function breachFigures(breach: Breach, pictures: BreachPictures): Markup {
  const { source, expected, actual, difference } = pictures;
  const { victim, donors, regions } = breach;
  const hueOf = (id: string, owner: string) => hueClass(owner, pictures.tintHues.get(id));
  const donorAt = (region: RegionShown) => {
    const index = donors.findIndex(({ id }) => id === region.donor);
    return Math.max(0, index);
  };
  const outlines = (picture: Picture) => {
    if (regions.length === 0) return null;
    const rects = regions.slice(0, REGIONS_MAX).map((region) => {
      const at = donorAt(region);
      const donor = donors[at];
      const box = html`x="${region.x}" y="${region.y}" width="${region.width}" height="${region.height}"`;
      return html`<rect class="under" ${box}/><rect class="over dash-${at % DASHES} ${hueOf(donor?.id ?? '', donor?.owner ?? '')}" ${box}/>`;
    });
    return html`<svg viewBox="0 0 ${picture.widthPx} ${picture.heightPx}" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
  };
  const thumbnail = (title: string, says: Markup, picture: Picture | null) =>
    picture === null
      ? null
      : figureOf({ title, says, picture, enlargedPx: longSide(picture), outlines: outlines(picture), letter: null });
  const whole = (title: string, says: Markup, picture: Picture | null, letter: Letter) =>
    picture === null ? null : figureOf({ title, says, picture, enlargedPx: longSide(thumb), outlines: null, letter });
  const thumb = actual ?? expected ?? { widthPx: SHOWN_PX, heightPx: SHOWN_PX };
  const victimLetter = { text: 'V', hue: hueOf(victim.id, victim.owner) };
  const figures = [
    whole('Source', html`of ${name(victim.owner)}`, source, victimLetter),
    thumbnail('Expected', html`as the plan says`, expected),
    thumbnail('Came', regionsMarkup(breach), actual),
    thumbnail('Difference', html`between these two`, difference),
    ...donors.map((donor, index) =>
      whole(
        donors.length > 1 ? `Donor ${letterOf(index)}` : 'Donor',
        html`${name(donor.photo)} of ${name(donor.owner)}, on ${percent(donor.share)}`,
        pictures.donors[index] ?? null,
        { text: letterOf(index), hue: hueOf(donor.id, donor.owner) },
      ),
    ),
  ].filter((figure) => figure !== null);
  return figures.length === 0 ? html`` : html`<div class="pictures">${figures}</div>`;
}

function regionsMarkup({ regions, donors }: Breach): Markup {
  if (regions.length === 0) return html`as answered`;
  const letters = donors.map((_, index) => letterOf(index)).join(', ');
  return html`outlined: ${donors.length === 0 ? 'not its own' : `of ${letters}`}`;
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}

type Letter = { readonly text: string; readonly hue: string };
type Figure = {
  readonly title: string;
  readonly says: Markup;
  readonly picture: Picture;
  /** The long side when enlarged once. */
  readonly enlargedPx: number;
  readonly outlines: Markup | null;
  readonly letter: Letter | null;
};

/** Enlarged, all are scaled alike: a thumbnail from its own size on, whatever is shown beside it from the same height. */
function figureOf({ title, says, picture, enlargedPx, outlines, letter }: Figure): Markup {
  const { url, widthPx, heightPx } = picture;
  const long = Math.max(1, widthPx, heightPx);
  const [fit, once] = [SHOWN_PX / long, enlargedPx / long];
  const isThumbnail = enlargedPx === long;
  const isMagnified = isThumbnail && fit >= MAGNIFIED;
  const size = html`width="${shown(widthPx * fit)}" height="${shown(heightPx * fit)}" data-width="${shown(widthPx * once)}" data-height="${shown(heightPx * once)}"`;
  return html`<figure><button type="button" class="zoom" aria-label="Enlarge: ${title}"><span class="frame${isMagnified ? ' magnified' : null}"><img src="${url}" alt="${title}" ${size} decoding="async">${outlines}</span></button>
<figcaption>${letter === null ? null : html`<span class="mark-of ${letter.hue}">${letter.text}</span>`}<b>${title}</b> ${says}<span class="not-shown" hidden>; it cannot be shown here</span></figcaption></figure>`;
}

function longSide({ widthPx, heightPx }: Pick<Picture, 'widthPx' | 'heightPx'>): number {
  return Math.max(1, widthPx, heightPx);
}

function shown(pixels: number): number {
  return Math.max(1, Math.round(pixels));
}

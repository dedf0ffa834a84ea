// A tool that refuses a CMYK file mixes no photos up, and one that flattens transparency on white leaks nothing. Before
// the load every kind of odd source is tried alone, so that what a tool makes of it is known, or the kind is left out.

import { ODD_SOURCES, type OddSource } from '../model/odd-source.ts';
import type { SourceFormat, TrialPlan } from '../model/plan.ts';
import type { Recipe } from '../model/recipe.ts';
import type { OrderedAsk } from './ask-order.ts';
import { drawOne } from './draw-one.ts';
import { extensionOf } from './file-name.ts';
import { speckSize } from './odd-shares.ts';
import { inFormat, photoArbitrary } from './photo-traits.ts';
import { itemAt, randomFrom } from './random.ts';
import { type SizeDraw, sizeTiers } from './sizes.ts';
import { type PhotoDraft, assemblePlan, cameraNames, drawMtimeMs, identityOf, oneByOne } from './trial-assembly.ts';

type ProbeRequest = {
  readonly seed: number;
  readonly recipes: readonly Recipe[];
  readonly archivedShare: number;
  readonly sourceFormats: readonly SourceFormat[];
};

const PHOTOS_PER_KIND = 2;
/** A pixel, and a line of them. */
const SPECKS: readonly SizeDraw[] = [
  { aspect: 0, stretch: 0, portrait: false },
  { aspect: 0, stretch: 0.9, portrait: true },
];

/** Two photos of every kind, archived ones too where that changes anything, each asked for every recipe, one at a time. */
export function planOddProbe({ seed, recipes, archivedShare, sourceFormats }: ProbeRequest): TrialPlan {
  const { all } = sizeTiers(recipes);
  const asked = recipes.map((_, index) => index);
  const sized = (all.length > 0 ? all : asked).map((index) => itemAt(recipes, index));
  const ages = randomFrom(`odd-ages|${seed}`);
  const cameraName = cameraNames();
  const place = { owner: 'odd', album: 'odd' };
  const drafts: PhotoDraft[] = [];
  const asks: OrderedAsk[] = [];
  const add = ({ name, format, oddity }: OddSource, archived: boolean) => {
    for (let index = 0; index < PHOTOS_PER_KIND; index++) {
      const drawn = drawOne(photoArbitrary('large', sized, [format]), `odd-probe|${seed}|${name}|${archived}|${index}`);
      const size = oddity === 'one-pixel' ? speckSize(itemAt(SPECKS, index)) : {};
      asks.push(...asked.map((recipe) => ({ photo: drafts.length, recipe })));
      drafts.push({
        ...place,
        traits: inFormat({ ...drawn, ...size, oddity, metadata: [] }, format),
        archived,
        name: cameraName(place, extensionOf(format)),
        nameAttack: 'plain',
        mtimeMs: drawMtimeMs(archived, ages),
        twinOf: null,
      });
    }
  };
  for (const source of ODD_SOURCES.filter(({ format }) => sourceFormats.includes(format))) {
    if (archivedShare < 1 || source.oddity !== 'translucent') add(source, false);
    if (archivedShare > 0 && source.oddity === 'translucent') add(source, true);
  }
  return assemblePlan(identityOf('o', seed), drafts, recipes, oneByOne(asks));
}

// Some tools hear a recipe out and do what they always do: they know one fit, one format, or take a width for both sides.
// Done to every photo alone, that is a habit and no mix-up: it is said, and then held against them under load.

import type { Told } from '../model/adapter.ts';
import { placementNear, type Fitting, type Size } from '../model/placement.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import type { ReadableProfile, ShapeRule } from '../model/profile.ts';
import { isThumbnailFormat, recipeName } from '../model/recipe.ts';
import { departureFrom, type Shape } from './geometry.ts';

/** One thumbnail made alone: its shape, and of which photo. */
export type MadeShape = { readonly shape: Shape; readonly photo: PhotoPlan; readonly storedFormat: SourceFormat };

/** `says` what it does instead, in a sentence, and which flag asks for just that. */
export type OwnShape = { readonly rule: ShapeRule; readonly says: string };

/**
 * The one rule that every thumbnail of the recipe keeps to, when what was told is not it; null when there is none, because
 * they follow what was told, or nothing. `shownSize`: of a photo with its orientation handled as the profile says.
 */
export function learnOwnShape(
  made: readonly MadeShape[],
  profile: ReadableProfile,
  { recipe, told }: ShapeRule,
  shownSize: (photo: PhotoPlan, profile: ReadableProfile, storedFormat: SourceFormat) => Size,
): OwnShape | null {
  const keepTo = (rule: ShapeRule) => made.every(({ shape, photo }) => departureFrom(rule, shape, photo) === null);
  if (made.length === 0 || keepTo({ recipe, told })) return null;
  const isPlaced = ({ shape, photo, storedFormat }: MadeShape) =>
    placementNear(profile.placement, recipe, shownSize(photo, profile, storedFormat), shape) !== null;
  if (!made.every(isPlaced)) return null;
  const format = ownFormat(made, { recipe, told });
  const fit = ownFit(profile.placement.fitting, format.rule);
  const found = [format, { rule: fit.rule, parts: [...format.parts, ...fit.parts] }].find(({ rule }) => keepTo(rule));
  if (found === undefined) return null;
  return {
    rule: found.rule,
    says: `recipe ${recipeName(recipe)}: alone, it ${found.parts.join(' and ')}, and is held to that`,
  };
}

type Part = { readonly rule: ShapeRule; readonly parts: readonly string[] };

/** One format of all, or one for each kind of source, which then are not judged. A stray one is no habit. */
function ownFormat(made: readonly MadeShape[], { recipe, told }: ShapeRule): Part {
  const formats = [...new Set(made.map(({ shape }) => shape.format))];
  const kinds = new Set(made.map(({ shape, storedFormat }) => `${storedFormat} as ${shape.format}`));
  const isSteady = kinds.size === new Set(made.map(({ storedFormat }) => storedFormat)).size;
  const [only, other] = formats;
  if (!told.format || !isSteady || only === undefined || (only === recipe.format && other === undefined))
    return { rule: { recipe, told }, parts: [] };
  if (other === undefined && isThumbnailFormat(only)) {
    const says = `makes ${only} of every photo (told ${recipe.format}; ask with --formats ${only})`;
    return { rule: { recipe: { ...recipe, format: only }, told }, parts: [says] };
  }
  const says = `makes ${formats.join(' or ')} by the kind of source (told ${recipe.format}; its format is not judged)`;
  return { rule: { recipe, told: { ...told, format: false } }, parts: [says] };
}

function ownFit(fitting: Fitting, { recipe, told }: ShapeRule): Part {
  const heard = (sides: Omit<Told, 'format'>): Told => ({ ...sides, format: told.format });
  switch (fitting) {
    case 'cover':
    case 'contain':
    case 'inside':
    case 'fill': {
      const rule = { recipe: { ...recipe, fit: fitting }, told: heard({ width: true, height: true, fit: true }) };
      const why = told.fit ? `told ${recipe.fit}; ask with --fits ${fitting}` : 'told one side alone';
      return { rule, parts: [`${DOES[fitting]} (${why})`] };
    }
    case 'width':
    case 'height': {
      const rule = { recipe, told: heard({ width: fitting === 'width', height: fitting === 'height', fit: false }) };
      return { rule, parts: [`sets the ${fitting} alone and lets the other side follow (told both)`] };
    }
    default:
      return fitting satisfies never;
  }
}

const DOES = {
  cover: 'crops every photo to fill the box',
  contain: 'puts every photo between bars that fill the box',
  inside: 'fits every photo inside the box',
  fill: 'stretches every photo to fill the box',
} as const;

/**
 * Thumbnails of one size other than that of the box, where a side was not told: the box that asks for what it makes, such
 * as `100x100`; null when their sizes have nothing in common, or are what the recipe would give.
 */
export function ownBox(made: readonly MadeShape[], { recipe, told }: ShapeRule): string | null {
  if (told.width && told.height) return null;
  const longest = made.map(({ shape }) => Math.max(shape.widthPx, shape.heightPx));
  const side = Math.max(...longest);
  const isSmall = ({ photo }: MadeShape) => Math.max(photo.widthPx, photo.heightPx) < side;
  const [first] = made;
  if (first === undefined || made.some((one, at) => !isSmall(one) && (longest[at] ?? 0) < side - 1)) return null;
  const { widthPx, heightPx } = first.shape;
  const isFixed = made.every(({ shape }) => shape.widthPx === widthPx && shape.heightPx === heightPx);
  const box = isFixed ? { width: widthPx, height: heightPx } : { width: side, height: side };
  return box.width === recipe.width && box.height === recipe.height ? null : `${box.width}x${box.height}`;
}

// A thumbnail of the wrong size, format or orientation is another variant that went astray. Only what the thumbnailer
// was told is judged; what it was not told is learned, printed, and must then hold under load (DESIGN §1.3).

import type { Told } from '../model/adapter.ts';
import type { Observation, Profile, ReadableProfile, ShapeRule } from '../model/profile.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import type { Size } from '../model/placement.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';

export type Shape = Pick<Observation, 'widthPx' | 'heightPx' | 'format'>;

/** How a thumbnail departs from the rule, in a sentence; null when it does not. Sources smaller than the box may stay small. */
export function departureFrom({ recipe, told }: ShapeRule, shape: Shape, source: Size): string | null {
  if (told.format && shape.format !== recipe.format) return `Expected ${recipe.format}, got ${shape.format}.`;
  const size = `${shape.widthPx}×${shape.heightPx} px`;
  const expected = `Expected ${recipeName(recipe)}`;
  const smallSource = source.widthPx < recipe.width || source.heightPx < recipe.height;
  const wide = Math.abs(shape.widthPx - recipe.width) <= 1;
  const high = Math.abs(shape.heightPx - recipe.height) <= 1;
  const within =
    (!told.width || shape.widthPx <= recipe.width + 1) && (!told.height || shape.heightPx <= recipe.height + 1);
  if (told.fit && recipe.fit !== 'inside')
    return (wide && high) || (smallSource && within) ? null : `${expected}, got ${size}.`;
  if (told.width && told.height) {
    if (!within) return `${expected}: at most ${recipe.width}×${recipe.height} px, got ${size}.`;
    return wide || high || smallSource ? null : `${expected}: one side as long as the box, got ${size}.`;
  }
  if (told.width && !wide && !smallSource) return `${expected}: ${recipe.width} px wide, got ${size}.`;
  if (told.height && !high && !smallSource) return `${expected}: ${recipe.height} px high, got ${size}.`;
  return null;
}

/** What the thumbnailer was told of a recipe, unless it was seen alone to make another shape of every photo. */
export function shapeRule(recipe: Recipe, told: Told, profile: Profile): ShapeRule {
  return (profile.kind === 'readable' ? profile.ownShape : undefined) ?? { recipe, told };
}

/** How the learned orientation departs from what was promised, in a sentence; null when it does not. */
export function brokenPromise(profile: ReadableProfile, promised: OrientationPolicy | null): string | null {
  if (promised === null) return null;
  const broken = Object.entries(profile.orientation).find(([, policy]) => policy !== promised);
  return broken === undefined
    ? null
    : `Expected orientation tags to be handled as promised (${promised}), but ${broken[0]} sources have theirs handled as ${broken[1]}.`;
}

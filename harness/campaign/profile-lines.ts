// A profile as people read it: what the thumbnailer was seen to do alone, in a line per recipe and source class.

import type { Tone } from '../model/expectation.ts';
import type { PlacementRule } from '../model/placement.ts';
import type { Bars, OddHabit, Profile, ReadableProfile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';

export function profileLines(profiles: readonly Profile[], recipes: readonly Recipe[]): readonly string[] {
  return profiles.map((profile) => {
    const recipe = recipes[profile.recipe];
    const name = `${recipe === undefined ? '?' : recipeName(recipe)}, ${profile.sourceClass}`;
    if (profile.kind === 'unreadable') return `${name}: cannot be read. ${profile.why}`;
    const { placement, bars, tone, noise, byteStable } = profile;
    const policies = new Set([...Object.values(profile.orientation), profile.orientationOtherwise]);
    const orientation =
      policies.size === 1
        ? `orientation ${profile.orientationOtherwise}`
        : `orientation ${Object.entries(profile.orientation)
            .map(([format, policy]) => `${format} ${policy}`)
            .join(', ')}`;
    return `${name}: ${placement.fitting}${placeText(placement)}${placement.enlarges ? '' : ' without enlarging'}${barsText(bars)}, ${orientation}, gain ${tone.gain.toFixed(2)}, noise ${noise.toFixed(1)} levels, bytes ${byteStable ? 'repeat' : 'vary'}${oddSays(profile)}`;
  });
}

function placeText({ gravity }: PlacementRule): string {
  if (gravity === 'content') return ' wherever its content is';
  const edges = [['left', '', 'right'][2 * gravity.x], ['top', '', 'bottom'][2 * gravity.y]].filter(
    (edge) => edge !== '',
  );
  return edges.length === 0 ? '' : ` at the ${edges.join(' ')}`;
}

function barsText(bars: Bars): string {
  switch (bars.kind) {
    case 'none':
    case 'even':
      return '';
    case 'plain':
      return ' between bars of many colours';
    case 'streaked':
      return " between bars drawn out from the photo's edge";
    case 'soft':
      return ' between soft bars';
    case 'varied':
      return ' between bars that vary too much to be judged';
    default:
      return bars satisfies never;
  }
}

/** Only what is done otherwise than most would expect, or may be: which picture of an animation, and what shows through. */
function oddSays({ odd }: ReadableProfile): string {
  return Object.entries(odd)
    .flatMap(([name, habit]) => (habit === undefined ? [] : habitSays(name, habit)))
    .map((says) => `; ${says}`)
    .join('');
}

function habitSays(name: string, { frame, clear }: OddHabit): readonly string[] {
  return [
    ...(frame === 0 ? [] : [`${name} shows picture ${frame + 1}`]),
    ...(clear === null ? [] : [`${name} on ${backgroundOf(clear)}`]),
  ];
}

/** What comes out where nothing of the photo is left. */
function backgroundOf({ gain, bias }: Tone): string {
  return gain > IGNORED_GAIN ? 'nothing: its alpha is ignored' : `luma ${Math.min(255, Math.max(0, Math.round(bias)))}`;
}
const IGNORED_GAIN = 0.5;

// A profile as people read it: what the thumbnailer was seen to do alone, in a line per recipe and source class.

import type { Profile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';

export function profileLines(profiles: readonly Profile[], recipes: readonly Recipe[]): readonly string[] {
  return profiles.map((profile) => {
    const recipe = recipes[profile.recipe];
    const name = `${recipe === undefined ? '?' : recipeName(recipe)}, ${profile.sourceClass}`;
    if (profile.kind === 'unreadable') return `${name}: cannot be read. ${profile.why}`;
    const { placement, tone, noise, byteStable } = profile;
    const policies = new Set([...Object.values(profile.orientation), profile.orientationOtherwise]);
    const orientation =
      policies.size === 1
        ? `orientation ${profile.orientationOtherwise}`
        : `orientation ${Object.entries(profile.orientation)
            .map(([format, policy]) => `${format} ${policy}`)
            .join(', ')}`;
    return `${name}: ${placement.fitting}${placement.enlarges ? '' : ' without enlarging'}, ${orientation}, gain ${tone.gain.toFixed(2)}, noise ${noise.toFixed(1)} levels, bytes ${byteStable ? 'repeat' : 'vary'}`;
  });
}

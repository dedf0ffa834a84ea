// Over a photograph nobody's codeword can be read, so everybody is painted, and whoever gave the pixels must be among the
// few that are looked at closely.

import { describe, expect, it } from 'vitest';
import { searchByPainting } from '../../harness/explain/painted-search.ts';
import { pixelsOf } from '../../harness/explain/region-pixels.ts';
import { paintLuma } from '../../harness/explain/scene.ts';
import { sightOfStrange } from '../../harness/explain/sight.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { createShownPhotos } from '../../harness/model/shown-photo.ts';
import type { Region } from '../../harness/model/verdict.ts';
import {
  album,
  habit,
  learnReadable,
  madeAlone,
  NONCE,
  observed,
  painter,
  shown,
  thumbnailOf,
} from '../judge/thumbnails-made-alone.ts';
import { literalCarrier, SCENES, unmarked } from '../photos/literal-carriers.ts';

/** Many photos over few photographs: what tells them apart is the signature alone. */
const COUNT = 160;
const marked = (name: string, count: number): readonly PhotoPlan[] =>
  album(name, count).map((photo, i) => ({
    ...photo,
    carrier: unmarked(SCENES[i % SCENES.length] ?? 'scene 0', { marked: true, zoom: 0.8, x: (i % 5) / 4 }),
  }));
const glance = createShownPhotos(NONCE, COUNT, literalCarrier, 1);

/** Where the donor stands among all that a search finds, and the odds of each of them. */
async function foundIn(position: 'centre' | 'attention', region: Region) {
  const way = habit({}, { position });
  const photos = marked('searched', COUNT);
  const profile = learnReadable(await madeAlone(marked('learned carriers', 24), way), way);
  const [victim, donor] = [photos[3], photos[90]];
  if (victim === undefined || donor === undefined) throw new RangeError('Expected more than 90 photos.');
  const picture = await observed(await thumbnailOf(donor, way));
  const placement = placementOf(profile.placement, way.recipe, shown(victim, 'rotate').size, picture);
  const own = paintLuma({ painter, profile }, shown(victim, 'rotate'), placement);
  const sight = sightOfStrange(pixelsOf(picture, own, region, profile), region);
  const question = {
    picture,
    recipe: way.recipe,
    profile,
    victim,
    placement,
    regions: [region] as const,
    candidates: photos,
  };
  const { fitting } = searchByPainting(question, sight, painter, (photo) => glance(photo, 'rotate'));
  return { place: fitting.findIndex(({ photo }) => photo === donor), odds: fitting.map(({ odds }) => odds) };
}

describe('a search by painting', () => {
  it('finds whoever gave a whole thumbnail first', async () => {
    const { place, odds } = await foundIn('centre', { x: 0, y: 0, width: 128, height: 128 });
    expect(place).toBe(0);
    expect(odds.length).toBeLessThan(COUNT / 2);
    expect(odds).toEqual(odds.toSorted((a, b) => b - a));
  });

  it('keeps whoever gave a few rows among those that are looked at closely', async () => {
    const { place } = await foundIn('centre', { x: 0, y: 40, width: 128, height: 24 });
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThan(8);
  });

  it('finds whoever is cropped to its content, wherever it lies', async () => {
    expect((await foundIn('attention', { x: 0, y: 0, width: 128, height: 128 })).place).toBe(0);
  });
});

// Photographs as they are, named by what their pixels are like: the one that explains a region, or several, or nobody.

import { describe, expect, it } from 'vitest';
import { createNaming } from '../../harness/explain/naming.ts';
import type { Mixup } from '../../harness/model/naming.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Observation } from '../../harness/model/profile.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { blendOf, mosaic } from '../judge/foreign-pixels.ts';
import {
  album,
  habit,
  learnReadable,
  madeAlone,
  NONCE,
  observed,
  painter,
  shown,
  storedFormat,
  thumbnailOf,
} from '../judge/thumbnails-made-alone.ts';
import { BURST, SCENES, unmarked, type Digest } from '../photos/literal-carriers.ts';

const WAY = habit();
const DIGESTS: readonly Digest[] = [...SCENES, ...BURST];
const SHAPE = { widthPx: 360, heightPx: 288, format: 'png', orientationExif: 1 } as const;
const over = (digest: Digest, index: number): PhotoPlan => ({
  ...photoOf(album('likenesses', DIGESTS.length, SHAPE), index),
  carrier: unmarked(digest),
});
const PHOTOS = DIGESTS.map(over);
const profile = learnReadable(
  await madeAlone(
    album('learned likenesses', 24, SHAPE).map((photo, i) => ({
      ...photo,
      carrier: unmarked(SCENES[i % SCENES.length] ?? 'scene 0', { zoom: 0.7, x: (i * 0.37) % 1, y: (i * 0.23) % 1 }),
    })),
    WAY,
  ),
  WAY,
);
const naming = createNaming(painter, shown, storedFormat, NONCE);
const WHOLE: Region = { x: 0, y: 0, width: 128, height: 128 };

function photoOf(photos: readonly PhotoPlan[], index: number): PhotoPlan {
  const photo = photos[index];
  if (photo === undefined) throw new RangeError(`Expected a photo at ${index}.`);
  return photo;
}

const seenOf = async (digest: Digest): Promise<Observation> =>
  observed(await thumbnailOf(photoOf(PHOTOS, DIGESTS.indexOf(digest)), WAY));

/** Whose the region of a thumbnail of `scene 0` is, among the photos of these photographs. */
function question(picture: Observation, region: Region, digests: readonly Digest[] = DIGESTS) {
  const victim = photoOf(PHOTOS, 0);
  const size = { widthPx: picture.widthPx, heightPx: picture.heightPx };
  return {
    picture,
    recipe: WAY.recipe,
    profile,
    victim,
    placement: placementOf(profile.placement, WAY.recipe, victim, size),
    regions: [region] as const,
    candidates: digests.map((digest) => photoOf(PHOTOS, DIGESTS.indexOf(digest))),
  };
}

const named = ({ kind, donors, candidates }: Mixup) => ({
  kind,
  donors: donors.map(({ id }) => DIGESTS[PHOTOS.findIndex((photo) => photo.id === id)] ?? 'nobody'),
  candidates: candidates.map(({ id }) => DIGESTS[PHOTOS.findIndex((photo) => photo.id === id)] ?? 'nobody').toSorted(),
});

describe('a region of a photograph without a signature', () => {
  it('is of the one photo that explains it, whole or torn', async () => {
    const own = await seenOf('scene 0');
    const lower = { x: 0, y: 64, width: 128, height: 64 };
    for (const digest of SCENES.slice(1)) {
      const foreign = await seenOf(digest);
      const whole = naming.suspected(question(foreign, WHOLE));
      expect(named(whole)).toEqual({ kind: 'foreign', donors: [digest], candidates: [] });
      const torn = naming.suspected(question(mosaic(own, foreign, lower), lower));
      expect(named(torn)).toEqual({ kind: 'torn', donors: [digest], candidates: [] });
    }
  });

  it('is of any shot of a burst that explains it', async () => {
    const mixup = naming.suspected(question(await seenOf('burst 3'), WHOLE));
    expect(named(mixup)).toEqual({ kind: 'foreign', donors: [], candidates: [...BURST] });
  });

  it('is of the photo that shines through', async () => {
    const own = await seenOf('scene 0');
    for (const digest of SCENES.slice(1)) {
      const { kind, donors } = named(naming.suspected(question(blendOf(own, await seenOf(digest), 0.3), WHOLE)));
      expect([kind, donors]).toEqual(['blended', [digest]]);
    }
  });

  it('is of nobody when no photo of the run explains it', async () => {
    const others = SCENES.filter((digest) => digest !== 'scene 4');
    const mixup = naming.suspected(question(await seenOf('scene 4'), WHOLE, others));
    expect(named(mixup)).toEqual({ kind: 'alien', donors: [], candidates: [] });
  });

  it('proves nothing by itself', async () => {
    expect(naming.proven(question(await seenOf('scene 4'), WHOLE))).toBeNull();
  });
});

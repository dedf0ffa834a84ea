// Odd but valid sources beside ordinary photos: what shows through a translucent photo, and which picture of an animation.

import { describe, expect, it } from 'vitest';
import { createNaming } from '../../harness/explain/naming.ts';
import { readOwnership } from '../../harness/judge/ownership.ts';
import { learnWindows } from '../../harness/judge/windows.ts';
import { placementOf } from '../../harness/model/placement.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { policyFor, type Observation, type OddHabit, type ReadableProfile } from '../../harness/model/profile.ts';
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
} from './thumbnails-made-alone.ts';

const WAY = habit();
const PROFILE = learnReadable(await madeAlone(album('ordinary', 24), WAY), WAY);
const naming = createNaming(painter, shown, storedFormat, NONCE);

const TRANSLUCENT = album('translucent', 4, { format: 'png', colour: 'alpha', oddity: 'translucent' });
const ANIMATED = album('animated', 3, { format: 'gif', oddity: 'animated', orientationExif: 1 });

function shownOf(photo: PhotoPlan) {
  return shown(photo, policyFor(PROFILE, storedFormat(photo)));
}

async function seenOf(photo: PhotoPlan): Promise<Observation> {
  return observed(await thumbnailOf(photo, WAY));
}

function knowing(name: string, about: Partial<OddHabit>): ReadableProfile {
  const plain = { tone: PROFILE.tone, slack: 1, frame: 0, clear: null, half: null };
  return { ...PROFILE, odd: { [name]: { ...plain, ...about } } };
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`Expected more than ${index} values, got ${values.length}.`);
  return value;
}

const windows = learnWindows(
  painter,
  await Promise.all(
    TRANSLUCENT.slice(0, 2).map(async (photo) => {
      const picture = await seenOf(photo);
      return {
        picture,
        shown: shownOf(photo),
        placement: placementOf(PROFILE.placement, WAY.recipe, shownOf(photo).size, picture),
      };
    }),
  ),
  PROFILE,
);
const LEARNED = knowing('translucent png', { ...windows, slack: 1.3 });

describe('a translucent photo', () => {
  it('teaches what lies behind it: mid grey, of which half a photo shows half', () => {
    expect(windows.clear?.bias).toBeGreaterThan(122);
    expect(windows.clear?.bias).toBeLessThan(134);
    expect(Math.abs(windows.clear?.gain ?? 1)).toBeLessThan(0.1);
    expect(windows.half?.gain).toBeGreaterThan(0.4);
    expect(windows.half?.gain).toBeLessThan(0.6);
  });

  it('is its own wherever the background is the usual one', async () => {
    for (const photo of TRANSLUCENT)
      expect(readOwnership(painter, await seenOf(photo), shownOf(photo), WAY.recipe, LEARNED).kind).toBe('own');
  });

  it('is in doubt where another background shows, or another photo, whom it names', async () => {
    const [victim, donor] = [at(TRANSLUCENT, 2), at(album('ordinary', 24), 3)];
    const [picture, strange] = [await seenOf(victim), await seenOf(donor)];
    const white = withinClearWindow(picture, () => 255);
    expect(readOwnership(painter, white, shownOf(victim), WAY.recipe, LEARNED).kind).toBe('doubt');
    const leaked = withinClearWindow(picture, (pixel) => strange.luma[pixel] ?? 0);
    const reading = readOwnership(painter, leaked, shownOf(victim), WAY.recipe, LEARNED);
    if (reading.kind !== 'doubt') throw new Error(`Expected a doubt, got ${reading.kind}.`);
    const mixup = naming.proven({
      picture: leaked,
      recipe: WAY.recipe,
      profile: LEARNED,
      victim,
      placement: reading.placement,
      regions: reading.regions,
      candidates: [...TRANSLUCENT, ...album('ordinary', 24)],
    });
    expect(mixup).toMatchObject({ kind: 'torn', donors: [{ id: donor.id }] });
  });
});

describe('an animation', () => {
  const everybody = [...ANIMATED, ...ANIMATED.flatMap((photo) => [1, 2].map((frame) => ({ ...photo, frame })))];
  const question = async (victim: PhotoPlan, showing: PhotoPlan) => {
    const picture = await seenOf(showing);
    const reading = readOwnership(painter, picture, shownOf(victim), WAY.recipe, PROFILE);
    if (reading.kind !== 'doubt') return { reading, mixup: null };
    const scene = { picture, recipe: WAY.recipe, profile: PROFILE, victim, placement: reading.placement };
    return { reading, mixup: naming.proven({ ...scene, regions: reading.regions, candidates: everybody }) };
  };

  it('is its own in the picture that it shows alone, whichever that is', async () => {
    const photo = at(ANIMATED, 0);
    expect((await question(photo, photo)).reading.kind).toBe('own');
    const second = { ...photo, frame: 1 };
    expect((await question(second, second)).reading.kind).toBe('own');
  });

  it('in another picture of its own is damaged, and no mix-up with anybody', async () => {
    const photo = at(ANIMATED, 0);
    const { mixup } = await question(photo, { ...photo, frame: 2 });
    expect(mixup).toMatchObject({ kind: 'damaged', severity: 'shape', donors: [{ id: photo.id, frame: 3 }] });
  });

  it('in another picture of a newer version of its own is damaged too, not stale', async () => {
    const photo = at(ANIMATED, 0);
    const later = { ...photo, version: 2, frame: 1 };
    const picture = await seenOf(later);
    const reading = readOwnership(painter, picture, shownOf(photo), WAY.recipe, PROFILE);
    if (reading.kind !== 'doubt') throw new Error('Expected a doubt.');
    const scene = { picture, recipe: WAY.recipe, profile: PROFILE, victim: photo, placement: reading.placement };
    const candidates = [...everybody, later];
    expect(naming.proven({ ...scene, regions: reading.regions, candidates })).toMatchObject({
      kind: 'damaged',
      donors: [{ id: photo.id, version: 2, frame: 2 }],
    });
  });

  it('that shows a later picture of another one names that photo and which picture', async () => {
    const [victim, donor] = [at(ANIMATED, 0), at(ANIMATED, 2)];
    const { mixup } = await question(victim, { ...donor, frame: 1 });
    expect(mixup).toMatchObject({ kind: 'foreign', severity: 'cross-owner', donors: [{ id: donor.id, frame: 2 }] });
  });
});

describe('a photo of a single pixel', () => {
  it('is never its own for sure, and nobody is a donor of it', async () => {
    const [speck, other] = album('specks', 2, { widthPx: 1, heightPx: 1, format: 'png', oddity: 'one-pixel' });
    if (speck === undefined || other === undefined) throw new Error('Expected two photos.');
    const picture = await seenOf(speck);
    const reading = readOwnership(painter, picture, shownOf(speck), WAY.recipe, PROFILE);
    if (reading.kind !== 'doubt') throw new Error(`Expected a doubt, got ${reading.kind}.`);
    expect(reading).toMatchObject({ covered: false, correlation: 0 });
    const { placement, regions } = reading;
    const scene = { picture, recipe: WAY.recipe, profile: PROFILE, victim: speck, placement, regions };
    expect(naming.proven({ ...scene, candidates: [speck, other, ...album('ordinary', 24)] })).toBeNull();
  });
});

/** The upper left quarter of a square crop, but for its edges, is clear, or nearly: what is not photo lies there. */
function withinClearWindow(picture: Observation, luma: (pixel: number) => number): Observation {
  const { widthPx, heightPx } = picture;
  const isInside = (place: number, lengthPx: number) => place > 0.31 * lengthPx && place < 0.47 * lengthPx;
  const changed = picture.luma.map((level, pixel) =>
    isInside(pixel % widthPx, widthPx) && isInside(Math.floor(pixel / widthPx), heightPx) ? luma(pixel) : level,
  );
  return { ...picture, luma: changed };
}

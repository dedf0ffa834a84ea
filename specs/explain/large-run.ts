// A run of very many photos, of which only a few are ever made: those whose pixels turn up under another's name. The
// others are there to be mistaken for them.

import { createNaming } from '../../harness/explain/naming.ts';
import { readOwnership } from '../../harness/judge/ownership.ts';
import type { Naming, Question, Queue } from '../../harness/model/naming.ts';
import { ORIENTATIONS } from '../../harness/model/orientation.ts';
import { photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import type { Observation, ReadableProfile } from '../../harness/model/profile.ts';
import { randomNumbers } from '../judge/foreign-pixels.ts';
import {
  album,
  learnReadable,
  madeAlone,
  NONCE,
  painter,
  shown,
  storedFormat,
  type Habit,
} from '../judge/thumbnails-made-alone.ts';

export type Sides = { readonly widthPx: number; readonly heightPx: number };

export type LargeRun = {
  readonly photos: readonly PhotoPlan[];
  readonly naming: Naming;
};

/** Photos with sizes by `sidesOf`, every second one with an orientation tag. They share nothing but their owners. */
export function largeRun(name: string, count: number, sidesOf: (next: () => number) => Sides): LargeRun {
  const [plain] = album(name, 1, { format: 'jpeg' });
  if (plain === undefined) throw new RangeError('Expected a photo to begin with.');
  const next = randomNumbers(name);
  const photos = Array.from({ length: count }, (_, index): PhotoPlan => {
    const turned = Math.floor(2 * next()) === 0 ? 0 : Math.floor(ORIENTATIONS.length * next());
    return {
      ...plain,
      ...sidesOf(next),
      id: photoId(`${name}-${index}`),
      contentId: `${name}-${index}`,
      orientationExif: ORIENTATIONS[turned] ?? 1,
    };
  });
  return { photos, naming: createNaming(painter, shown, storedFormat, NONCE) };
}

/** Short sides from 256 to 640 px and aspects up to 12:5, each octave as likely as the next, lying or upright: hardly two photos share a size. */
export function logUniformSides(next: () => number): Sides {
  const shortPx = Math.round(256 * 2.5 ** next());
  const longPx = Math.round(shortPx * 2.4 ** next());
  return next() < 0.5 ? { widthPx: shortPx, heightPx: longPx } : { widthPx: longPx, heightPx: shortPx };
}

/** One of fifty sizes that a 256 px thumbnail covers, from square to nearly 2:1, lying or upright. */
export function fiftySides(next: () => number): Sides {
  const [shortPx, longPx] = [512, Math.round(512 * (1 + Math.floor(25 * next()) / 26))];
  return next() < 0.5 ? { widthPx: shortPx, heightPx: longPx } : { widthPx: longPx, heightPx: shortPx };
}

const ASPECTS = [4 / 3, 3 / 2, 16 / 9, 1, 5 / 4, 1.37, 1.6, 2, 13 / 6, Math.SQRT2] as const;
const LONG_SIDES_PX = [576, 648, 800, 912, 1008] as const;

/** One of fifty sizes, as of cameras and telephones, a fifth as long; a third of them upright. */
export function cameraSides(next: () => number): Sides {
  const longPx = LONG_SIDES_PX[Math.floor(LONG_SIDES_PX.length * next())] ?? 800;
  const shortPx = Math.round(longPx / (ASPECTS[Math.floor(ASPECTS.length * next())] ?? 1));
  return next() < 1 / 3 ? { widthPx: shortPx, heightPx: longPx } : { widthPx: longPx, heightPx: shortPx };
}

const LEARNED_FROM = 24;

/** The first `count` photos as they are made, after a profile was learned from those that follow them. */
export type Made = {
  readonly way: Habit;
  readonly profile: ReadableProfile;
  readonly pictures: readonly Observation[];
};

export async function madeOf({ photos }: LargeRun, count: number, way: Habit): Promise<Made> {
  const profile = learnReadable(await madeAlone(photos.slice(count, count + LEARNED_FROM), way), way);
  const samples = await madeAlone(photos.slice(0, count), way);
  return { way, profile, pictures: samples.map(({ observation }) => observation) };
}

/** What the judge would ask about this picture under the name of photo `victim`; null when it has no doubt. */
export function questionAbout(
  run: LargeRun,
  { way, profile }: Made,
  victim: number,
  picture: Observation,
): Question | null {
  const photo = run.photos[victim];
  if (photo === undefined) throw new RangeError(`Expected photo ${victim} among ${run.photos.length}.`);
  const reading = readOwnership(painter, picture, shown(photo, way.orientation), way.recipe, profile);
  if (reading.kind !== 'doubt') return null;
  const { placement, regions } = reading;
  return {
    picture,
    recipe: way.recipe,
    profile,
    victim: photo,
    placement,
    regions,
    candidates: run.photos,
    queue: queueAround(run.photos, victim),
  };
}

/** Photos are asked for in their order. */
function queueAround(photos: readonly PhotoPlan[], victim: number): Queue {
  const positionOf = ({ id }: PhotoPlan) => Number(id.slice(id.lastIndexOf('-') + 1));
  return {
    nearest: (count) => photos.slice(Math.max(0, victim - count / 2), victim + count / 2),
    placesAway: (photo) => Math.abs(positionOf(photo) - victim),
  };
}

// A plan that shows a mix-up is read by people, so it must get small in every respect: fewer photos and asks first,
// because nothing else saves as much, then plainer names, then smaller pictures, then a steady load, and less concurrency last.

import type { Ask, Happening, OwnerId, PhotoPlan, TrialPlan } from '../model/plan.ts';
import { asUploaded, withAsks } from '../model/plan-parts.ts';
import { ownerId, STEADY } from '../model/plan.ts';
import { fewerChoices } from './fewer-choices.ts';
import { extensionOf, utf8Bytes } from './file-name.ts';
import { withoutOddity } from './odd-shares.ts';
import { SIDE_MIN_PX } from './sizes.ts';
import { workloadProblems } from './workload-validity.ts';

/** Plans one step smaller, the boldest first. A valid plan gives valid ones, and none of them is larger in any respect. */
export function* smallerPlans(plan: TrialPlan): Iterable<TrialPlan> {
  const moves = plan.photos.some(({ changes }) => changes.some(({ kind }) => kind === 'moved'));
  for (const smaller of steps(plan)) {
    // Whoever moves into a place relies on another photo's having left it.
    if (!moves || workloadProblems(smaller).length === 0) yield smaller;
  }
}

function* steps(plan: TrialPlan): Iterable<TrialPlan> {
  const asks = plan.workload.batches.flat();
  for (const drop of chunks(plan.photos)) yield withAsks(plan, (ask) => !drop.some((photo) => photo.id === ask.photo));
  for (const drop of chunks(asks)) yield withAsks(plan, (ask) => !drop.includes(ask));
  yield* fewerHappenings(plan);
  yield* fewerChoices(plan);
  yield* fewerChanges(plan, asks);
  yield* fewerRecipes(plan, asks);
  yield* shorterFileNames(plan);
  yield* shorterFolders(plan);
  yield* plainerPhotos(plan);
  if (plan.workload.arrival.kind !== 'steady') yield { ...plan, workload: { ...plan.workload, arrival: STEADY } };
  // What is interleaved has to be in flight.
  if (plan.workload.interleaving === undefined) yield* lessConcurrency(plan);
}

/** Parts that can be left out without leaving nothing: halves, quarters, and so on down to single items. */
export function* chunks<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (
    let length = Math.ceil(items.length / 2);
    length >= 1 && items.length > 1;
    length = length === 1 ? 0 : Math.ceil(length / 2)
  ) {
    for (let start = 0; start < items.length; start += length) yield items.slice(start, start + length);
  }
}

/** Nothing happens beside the asking, then fewer and fewer things do not. */
function* fewerHappenings(plan: TrialPlan): Iterable<TrialPlan> {
  const { happenings } = plan.workload;
  const having = (kept: readonly Happening[]): TrialPlan => ({
    ...plan,
    workload: { ...plan.workload, happenings: kept },
  });
  if (happenings.length > 0) yield having([]);
  for (const dropped of chunks(happenings))
    yield having(happenings.filter((happening) => !dropped.includes(happening)));
}

/** Nothing changed, then each photo by itself left as it was uploaded. */
function* fewerChanges(plan: TrialPlan, asks: readonly Ask[]): Iterable<TrialPlan> {
  const firsts = new Map(plan.photos.map(({ id, version }) => [id, version]));
  const changing = [
    ...new Set(asks.filter(({ photo, version }) => version !== firsts.get(photo)).map(({ photo }) => photo)),
  ];
  if (changing.length > 1) yield asUploaded(plan, () => true);
  for (const changed of changing) yield asUploaded(plan, (photo) => photo === changed);
}

function* fewerRecipes(plan: TrialPlan, asks: readonly Ask[]): Iterable<TrialPlan> {
  for (const [dropped] of plan.recipes.entries()) {
    if (!asks.some(({ recipe }) => recipe !== dropped)) continue;
    const left = withAsks(plan, ({ recipe }) => recipe !== dropped);
    const batches = left.workload.batches.map((batch) =>
      batch.map((ask) => (ask.recipe > dropped ? { ...ask, recipe: ask.recipe - 1 } : ask)),
    );
    const recipes = plan.recipes.filter((_, index) => index !== dropped);
    yield { ...left, recipes, workload: { ...left.workload, batches } };
  }
}

/** All names plain at once, then each by itself. */
function* shorterFileNames(plan: TrialPlan): Iterable<TrialPlan> {
  const taken = new Set(plan.photos.map(({ name }) => name));
  const renamed = plan.photos.map((photo, index): PhotoPlan => {
    const name = `${index}${extensionOf(photo.format)}`;
    return taken.has(name) || utf8Bytes(name) >= utf8Bytes(photo.name)
      ? photo
      : { ...photo, name, nameAttack: 'plain' };
  });
  yield* togetherAndSingly(plan, renamed, ({ id }) => id);
}

/** Every owner and every album under a name of a letter and a number. */
function* shorterFolders(plan: TrialPlan): Iterable<TrialPlan> {
  const albums = [...new Set(plan.photos.map(({ album }) => album))];
  for (const [index, album] of albums.entries()) {
    const shorter = `a${index}`;
    if (albums.includes(shorter) || utf8Bytes(shorter) >= utf8Bytes(album)) continue;
    yield {
      ...plan,
      photos: plan.photos.map((photo) => (photo.album === album ? { ...photo, album: shorter } : photo)),
    };
  }
  for (const [index, owner] of plan.owners.entries()) {
    const shorter = ownerId(`o${index}`);
    if (plan.owners.includes(shorter) || utf8Bytes(shorter) >= utf8Bytes(owner)) continue;
    const rename = (own: OwnerId) => (own === owner ? shorter : own);
    const photos = plan.photos.map((photo) => ({ ...photo, owner: rename(photo.owner) }));
    yield { ...plan, owners: plan.owners.map(rename), photos };
  }
}

/** Half the sides, then the plainest encoding; twins stay alike because content by content is changed. */
function* plainerPhotos(plan: TrialPlan): Iterable<TrialPlan> {
  const halved = plan.photos.map((photo) => {
    const [widthPx, heightPx] = [half(photo.widthPx), half(photo.heightPx)];
    return widthPx === photo.widthPx && heightPx === photo.heightPx ? photo : { ...photo, widthPx, heightPx };
  });
  yield* togetherAndSingly(plan, halved, ({ contentId }) => contentId);
  const early = plan.photos.map((photo) =>
    photo.uploaded === 'before' ? photo : { ...photo, uploaded: 'before' as const },
  );
  yield* togetherAndSingly(plan, early, ({ id }) => id);
  const healed = plan.photos.map((photo) => (photo.damage === null ? photo : { ...photo, damage: null }));
  yield* togetherAndSingly(plan, healed, ({ contentId }) => contentId);
  const plainer = plan.photos.map((photo): PhotoPlan => {
    const { colour, oddity, orientationExif, progressive, metadata } = photo;
    const isPlain =
      oddity === 'none' && colour === 'colour' && orientationExif === 1 && !progressive && metadata.length === 0;
    const needsScans = photo.damage?.kind === 'missing-scans';
    return isPlain || needsScans
      ? photo
      : { ...photo, ...withoutOddity(photo), colour: 'colour', orientationExif: 1, progressive: false, metadata: [] };
  });
  yield* togetherAndSingly(plan, plainer, ({ contentId }) => contentId);
}

/** All changed photos at once, then those of one group after the other; photos that are the same objects are unchanged. */
function* togetherAndSingly(
  plan: TrialPlan,
  changed: readonly PhotoPlan[],
  groupOf: (photo: PhotoPlan) => string,
): Iterable<TrialPlan> {
  const isChanged = (photo: PhotoPlan, index: number) => photo !== plan.photos[index];
  const groups = new Set(changed.filter(isChanged).map(groupOf));
  if (groups.size > 1) yield { ...plan, photos: changed };
  for (const group of groups) {
    yield {
      ...plan,
      photos: plan.photos.map((photo, index) => (groupOf(photo) === group ? (changed[index] ?? photo) : photo)),
    };
  }
}

function* lessConcurrency(plan: TrialPlan): Iterable<TrialPlan> {
  const { concurrency, batchesInFlight } = plan.workload;
  if (concurrency === 1) return;
  yield { ...plan, workload: { ...plan.workload, concurrency: 1, batchesInFlight: 1 } };
  if (concurrency < 4) return;
  const halfInFlight = Math.max(1, Math.floor(batchesInFlight / 2));
  yield {
    ...plan,
    workload: { ...plan.workload, concurrency: Math.floor(concurrency / 2), batchesInFlight: halfInFlight },
  };
}

function half(sidePx: number): number {
  // The least photos are smaller than any ordinary one, and must not grow.
  return Math.min(sidePx, Math.max(SIDE_MIN_PX, Math.floor(sidePx / 2)));
}

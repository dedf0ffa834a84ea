// What is asked for, when, and in which version: the promises of a plan's workload.

import { drawnAsOf, photoAt } from '../model/photo-versions.ts';
import { PAUSE_MAX_MS, type Arrival, type PhotoPlan, type TrialPlan } from '../model/plan.ts';
import { repeated } from './repeated.ts';

/** Every breach of them, each a sentence; empty when the workload is sound. */
export function workloadProblems({ photos, recipes, workload }: TrialPlan): string[] {
  const { rounds, concurrency, batchesInFlight, arrival, batches } = workload;
  const known = new Set(photos.map(({ id }) => id));
  const asks = batches.flat();
  const asked = new Set(asks.map(({ photo }) => photo));
  const longest = Math.max(0, ...batches.map((batch) => batch.length));
  const isCount = (count: number) => Number.isInteger(count) && count >= 1;
  return [
    ...(asks.length > 0 ? [] : ['Expected at least one ask, got none.']),
    ...(isCount(rounds) ? [] : [`Expected to be asked a whole number of times from 1 up, got ${rounds}.`]),
    ...(isCount(concurrency) && isCount(batchesInFlight)
      ? []
      : [`Expected whole numbers from 1 up, got concurrency ${concurrency} and ${batchesInFlight} batches in flight.`]),
    ...(batchesInFlight === 1 || batchesInFlight * longest <= concurrency
      ? []
      : [`${batchesInFlight} batches of ${longest} in flight are more than the concurrency ${concurrency}.`]),
    ...(arrivalStep(arrival) >= 1
      ? []
      : [`Expected an arrival in steps of at least 1, got ${JSON.stringify(arrival)}.`]),
    ...batches.flatMap((batch, index) => [
      ...(batch.length > 0 ? [] : [`Batch ${index} is empty.`]),
      ...repeated(batch.map(({ photo }) => photo)).map((photo) => `Batch ${index} holds photo ${photo} twice.`),
    ]),
    ...asks
      .filter(({ photo }) => !known.has(photo))
      .map(({ key, photo }) => `Ask ${key} is for the unknown photo ${photo}.`),
    ...asks
      .filter(({ recipe }) => recipes[recipe] === undefined)
      .map(({ key, recipe }) => `Ask ${key} is for recipe ${recipe} of ${recipes.length}.`),
    ...versionProblems(photos, batches),
    ...happeningProblems(workload),
    ...interleavingProblems(workload),
    ...photos.filter(({ id }) => !asked.has(id)).map(({ id }) => `Photo ${id} is never asked for.`),
  ];
}

function happeningProblems({ batches, happenings }: TrialPlan['workload']): string[] {
  const keys = new Set(batches.flat().map(({ key }) => key));
  return happenings.flatMap((happening) => [
    ...(keys.has(happening.at) ? [] : [`Expected a ${happening.kind} at an ask of the plan, got ${happening.at}.`]),
    ...((happening.kind === 'read' || happening.kind === 'transfer') &&
    !(Number.isInteger(happening.lagMs) && happening.lagMs >= 0)
      ? [`Expected the ${happening.kind} of ${happening.at} to lag by whole milliseconds, got ${happening.lagMs}.`]
      : []),
    ...(happening.kind === 'cancel' && !(Number.isInteger(happening.afterAnswers) && happening.afterAnswers >= 0)
      ? [`Expected batch of ${happening.at} to be called off after whole answers, got ${happening.afterAnswers}.`]
      : []),
    ...(happening.kind === 'pause' && !(isWhole(happening.forMs, 1) && happening.forMs <= PAUSE_MAX_MS)
      ? [`Expected a pause before ${happening.at} of 1 to ${PAUSE_MAX_MS} ms, got ${happening.forMs}.`]
      : []),
    ...(happening.kind === 'timeout' && !isWhole(happening.afterMs, 0)
      ? [`Expected batch of ${happening.at} to be waited for for whole milliseconds, got ${happening.afterMs}.`]
      : []),
  ]);
}

function isWhole(count: number, least: number): boolean {
  return Number.isInteger(count) && count >= least;
}

function interleavingProblems(workload: TrialPlan['workload']): string[] {
  const { interleaving, rounds, arrival, batches, batchesInFlight, happenings } = workload;
  if (interleaving === undefined) return [];
  const isAtOnce = rounds === 1 && arrival.kind === 'steady' && batchesInFlight >= batches.length;
  const isSteady = isAtOnce && happenings.length === 0;
  return [
    ...(interleaving.every((choice) => Number.isInteger(choice) && choice >= 0)
      ? []
      : [`Expected choices of an interleaving to be whole numbers, got ${JSON.stringify(interleaving)}.`]),
    ...(isSteady ? [] : ['Expected all batches of an interleaving in flight at once, once, with nothing beside them.']),
  ];
}

function arrivalStep(arrival: Arrival): number {
  if (arrival.kind === 'ramp') return arrival.overBatches;
  return arrival.kind === 'paced' ? arrival.everyMs : 1;
}

/** A photo never has an older version than before, none that its kind cannot have, and no place that another one still has. */
function versionProblems(photos: readonly PhotoPlan[], batches: TrialPlan['workload']['batches']): string[] {
  const planned = new Map(photos.map((photo) => [photo.id, photo]));
  const current = new Map(planned);
  const placeOf = ({ owner, album, name }: PhotoPlan) => JSON.stringify([owner, album, name]);
  const holders = new Map(photos.map((photo) => [placeOf(photo), photo.id]));
  return batches.flat().flatMap(({ key, photo: id, version }) => {
    const [photo, before] = [planned.get(id), current.get(id)];
    if (photo === undefined || before === undefined || version === before.version) return [];
    if (!Number.isInteger(version) || version < before.version)
      return [`Ask ${key} is for version ${version} of photo ${id}, expected ${before.version} or more.`];
    const now = photoAt(photo, version);
    current.set(id, now);
    const holder = holders.get(placeOf(now));
    holders.delete(placeOf(before));
    holders.set(placeOf(now), id);
    return [
      ...(photo.damage === null ? [] : [`Ask ${key} is for a new version of the damaged photo ${id}.`]),
      ...(before.archived && drawnAsOf(now) === version
        ? [`Ask ${key} is for a new version of the archived photo ${id}.`]
        : []),
      ...(holder === undefined || holder === id
        ? []
        : [`Ask ${key} has photo ${id} where photo ${holder} still is: ${placeOf(now)}.`]),
    ];
  });
}

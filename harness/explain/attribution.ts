// Whose pixels are these? The codewords of all photos of the run are compared with what a region shows, and the few that
// fit are painted, until one explains the region so well that chance is ruled out. What several explain alike, or what
// chance could explain, is ambiguous: it names nobody.

import { isSamePicture } from '../model/photo-versions.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { Region } from '../model/verdict.ts';
import type { Found } from './codeword-search.ts';
import { matchOf, type Match } from './match.ts';
import { halvesOf } from './halves.ts';
import { pixelsOf, type Painted, type Pixels } from './region-pixels.ts';
import { paintLuma, type Scene } from './scene.ts';
import { sightBesideOwn, sightOfStrange, type Sight } from './sight.ts';

/**
 * A donor is proven. The first of the suspects is the likeliest, and unrivalled; without any, nobody of the run fits.
 * Ambiguous matches, at least one, fit about as well as each other, or as chance would have it: nearest in the queue first.
 */
export type RegionOrigin =
  | { readonly kind: 'donor'; readonly region: Region; readonly match: Match; readonly twins?: readonly PhotoPlan[] }
  | { readonly kind: 'suspects'; readonly region: Region; readonly matches: readonly Match[] }
  | { readonly kind: 'ambiguous'; readonly region: Region; readonly matches: readonly Match[] };

/** Everybody who may have given the pixels. `placesAway` counts places in the queue from the victim. */
export type Crowd = {
  readonly size: number;
  readonly search: (sight: Sight) => Found;
  /** The nearest in the queue, nearest first. */
  readonly neighbours: readonly PhotoPlan[];
  readonly placesAway: (photo: PhotoPlan) => number;
};

/** Chance of a coincidence about 1e-15: beyond what a million thumbnails times a million candidates could produce. */
export const PROOF_GRAVITY = 8;
const SUSPECT_GRAVITY = 3.5;
/** Matches closer than this to the best explain a region about as well: one is at most a thousand times likelier than the other. */
const RIVAL_GRAVITIES = 2;
/** A suspect is named only where fewer strangers than this would fit as well, of all photos of the run. */
const STRANGERS_MAX = 1e-3;
const AMBIGUOUS_MAX = 8;
/** Painting takes a tenth of a millisecond; what is true comes among the first of those that fit. */
const PAINTED_MAX = 16;
/** With so many bits seen whoever gave the pixels is found by them; with fewer, neighbours are painted too. */
const BITS_SUFFICE = 40;
/** A region that nobody explains may be of two photos: it is halved so often, as long as its parts are legible. */
const HALVED_TIMES = 2;

/** The origin of each region; where one is of several photos, of each of its parts. Photos with the victim's content are never donors. */
export function attribute(scene: Scene, regions: readonly Region[], crowd: Crowd): readonly RegionOrigin[] {
  const own = paintLuma(scene, scene.victim.shown, scene.victim.placement);
  const inquiry = { scene, own, crowd, proven: [] };
  const origins = regions.flatMap((region) => originsOf(inquiry, region, HALVED_TIMES));
  if (origins.some(({ kind }) => kind === 'donor')) return origins;
  const blend = blendOver(inquiry);
  return blend === null ? origins : [blend];
}

/** `proven` gathers the donors of this thumbnail: what gave one region may have given the next. */
type Inquiry = { readonly scene: Scene; readonly own: Painted; readonly crowd: Crowd; readonly proven: PhotoPlan[] };

function originsOf(inquiry: Inquiry, region: Region, halvings: number): readonly RegionOrigin[] {
  const { scene, own, crowd, proven } = inquiry;
  const pixels = pixelsOf(scene.picture, own, region, scene.profile);
  const trial = createTrial(scene, pixels);
  const sight = sightOfStrange(pixels, region);
  const known = trial.donorAmong(proven);
  // What replaced the own picture ends where that begins; a blend is all over.
  const isOf = (match: Match, twins: readonly PhotoPlan[]): RegionOrigin => {
    return { kind: 'donor', region: match.weight < 1 ? region : sight.region, match, twins };
  };
  if (known !== null) return [isOf(known, [])];
  const found = crowd.search(sight);
  const likely = likeliest(found, crowd);
  const isLegible = found.shownMost >= BITS_SUFFICE;
  const donor =
    trial.donorAmong(likely.slice(0, PAINTED_MAX)) ?? (isLegible ? null : trial.donorAmong(crowd.neighbours));
  if (donor !== null) {
    proven.push(donor.photo);
    return [isOf(donor, twinsOf(donor.photo, found))];
  }
  const halves = halvings > 0 && isLegible ? halvesOf(region) : [];
  const parts = halves.flatMap((half) => originsOf(inquiry, half, halvings - 1));
  if (parts.some(({ kind }) => kind === 'donor')) return parts;
  const isAll = likely.length <= PAINTED_MAX;
  return [undecided(region, trial.fitting(isLegible), isAll, crowd)];
}

/** The donor that is mixed with the victim's own all over the picture, seen once that is taken away. */
function blendOver({ scene, own, crowd }: Inquiry): RegionOrigin | null {
  const { x, y } = scene.victim.placement;
  const region = { x: x.start, y: y.start, width: x.lengthPx, height: y.lengthPx };
  const pixels = pixelsOf(scene.picture, own, region, scene.profile);
  const found = crowd.search(sightBesideOwn(pixels, region));
  const match = createTrial(scene, pixels).donorAmong(likeliest(found, crowd).slice(0, PAINTED_MAX));
  return match === null ? null : { kind: 'donor', region, match, twins: twinsOf(match.photo, found) };
}

/**
 * Photos painted over some pixels, each once: a donor among them is proven. `fitting` gives those that came close; where
 * the region is not `isLegible`, nobody can, and those that look like it count.
 */
function createTrial(scene: Scene, pixels: Pixels) {
  const tried = new Map<PhotoPlan, Match | null>();
  return {
    donorAmong: (photos: readonly PhotoPlan[]): Match | null => {
      for (const photo of photos) {
        if (tried.has(photo) || isVictims(scene, photo)) continue;
        const match = matchOf(scene, pixels, photo);
        tried.set(photo, match);
        if (match !== null && match.gravity >= PROOF_GRAVITY) return match;
      }
      return null;
    },
    fitting: (isLegible: boolean): readonly Match[] =>
      [...tried.values()]
        .filter((match) => match !== null)
        .filter(({ gravity, weight }) => gravity >= SUSPECT_GRAVITY || (!isLegible && weight === 1)),
  };
}

/** `isAll`: whoever fits was tried, so that nobody unseen may fit as well. */
function undecided(region: Region, fitting: readonly Match[], isAll: boolean, crowd: Crowd): RegionOrigin {
  const matches = fitting.toSorted((a, b) => b.gravity - a.gravity);
  const [best] = matches;
  if (best === undefined) return { kind: 'suspects', region, matches };
  const rivals = matches.filter(({ gravity }) => gravity > best.gravity - RIVAL_GRAVITIES);
  const strangers = crowd.size * normalTail(best.gravity);
  const isUnrivalled = isAll && rivals.length === 1 && best.gravity >= SUSPECT_GRAVITY && strangers <= STRANGERS_MAX;
  if (isUnrivalled) return { kind: 'suspects', region, matches };
  const nearestFirst = rivals.sort((a, b) => crowd.placesAway(a.photo) - crowd.placesAway(b.photo));
  return { kind: 'ambiguous', region, matches: nearestFirst.slice(0, AMBIGUOUS_MAX) };
}

/** Those likelier than any stranger, the likeliest first: by what was seen, and by nearness in the queue. */
function likeliest({ fitting }: Found, { placesAway, size }: Crowd): readonly PhotoPlan[] {
  return fitting
    .filter(({ odds }) => odds > 0)
    .map(({ photo, odds }) => ({ photo, odds: odds - Math.log(1 + Math.min(size, placesAway(photo))) }))
    .sort((a, b) => b.odds - a.odds)
    .map(({ photo }) => photo);
}

/** Photos that are identical to a donor on purpose: nobody can tell which of them gave the pixels. */
function twinsOf(donor: PhotoPlan, { fitting }: Found): readonly PhotoPlan[] {
  return fitting.flatMap(({ photo }) => (photo !== donor && isSamePicture(photo, donor) ? [photo] : []));
}

function isVictims({ victim }: Scene, photo: PhotoPlan): boolean {
  return isSamePicture(photo, victim.photo);
}

/** Chance that a standard normal law exceeds `deviations`, from above: φ(z) / z. */
function normalTail(deviations: number): number {
  return Math.exp(-(deviations ** 2) / 2) / (deviations * Math.sqrt(2 * Math.PI));
}

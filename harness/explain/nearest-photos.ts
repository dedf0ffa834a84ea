// Photographs without marks name nobody. When a thumbnail is known to be wrong, all that can be said is which photo of the
// run its pixels are like; where several come as near, as the shots of a burst do, they are named together or not at all.

import { placementNear } from '../model/placement.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { Region } from '../model/verdict.ts';
import type { Crowd, RegionOrigin } from './attribution.ts';
import { blendWeight, fitLimit, STRANGE_LIMITS, type Match } from './match.ts';
import { pixelsOf, sumsOf, type Painted, type Pixels } from './region-pixels.ts';
import { paintLuma, type Scene } from './scene.ts';
import { seek } from './seek.ts';
import { sightBesideOwn, sightOfStrange } from './sight.ts';

/** Fewer strange pixels than two blocks of 4×4 are like too many photos. */
const STRANGE_PX_MIN = 32;
/** Whoever comes within this many times the distance of the nearest is as likely. */
const RIVAL_DISTANCES = 2;
/** Distances below this, in luma levels, are all alike. */
const DISTANCE_MIN = 2;
const CANDIDATES_MAX = 8;

/** The origin of each region: the one photo that explains it, those that explain it about alike, or nobody. */
export function nearestPhotos(scene: Scene, regions: readonly Region[], crowd: Crowd): readonly RegionOrigin[] {
  const own = paintLuma(scene, scene.victim.shown, scene.victim.placement);
  return regions.map((region) => {
    const pixels = pixelsOf(scene.picture, own, region, scene.profile);
    const strangers = (sight: Parameters<Crowd['search']>[0]) =>
      crowd
        .search(sight)
        .fitting.map(({ photo }) => photo)
        .filter((photo) => photo.contentId !== scene.victim.photo.contentId);
    const whole = fitting(strangers(sightOfStrange(pixels, region)), (photo) => replacedBy(scene, pixels, photo));
    const fits =
      whole.length > 0
        ? whole
        : fitting(strangers(sightBesideOwn(pixels, region)), (photo) => blendedWith(scene, pixels, photo));
    return originOf(region, fits, crowd);
  });
}

/** A photo, and how many luma levels off it leaves the pixels. */
type Fit = { readonly photo: PhotoPlan; readonly distance: number; readonly weight: number };

function fitting(photos: readonly PhotoPlan[], fitOf: (photo: PhotoPlan) => Fit | null): readonly Fit[] {
  return photos.flatMap((photo) => fitOf(photo) ?? []).sort((a, b) => a.distance - b.distance);
}

function originOf(region: Region, fits: readonly Fit[], { placesAway }: Crowd): RegionOrigin {
  const [nearest] = fits;
  if (nearest === undefined) return { kind: 'suspects', region, matches: [] };
  const rivals = fits.filter(({ distance }) => distance <= RIVAL_DISTANCES * Math.max(DISTANCE_MIN, nearest.distance));
  if (rivals.every(({ photo }) => photo.contentId === nearest.photo.contentId)) {
    const twins = rivals.slice(1).map(({ photo }) => photo);
    return { kind: 'donor', region, match: matchFrom(nearest), twins };
  }
  const nearestFirst = rivals.toSorted((a, b) => placesAway(a.photo) - placesAway(b.photo));
  return { kind: 'ambiguous', region, matches: nearestFirst.slice(0, CANDIDATES_MAX).map(matchFrom) };
}

/** Likeness is no chance of a coincidence, so it has no gravity. */
function matchFrom({ photo, weight }: Fit): Match {
  return { photo, gravity: 0, weight };
}

function replacedBy(scene: Scene, pixels: Pixels, photo: PhotoPlan): Fit | null {
  const painted = paintedAs(scene, pixels, photo);
  if (painted === null) return null;
  const limit = fitLimit(scene.profile);
  const { count, seenSeen, seenDonor, donorDonor } = sumsOf(pixels, painted, STRANGE_LIMITS * limit);
  const distance = Math.sqrt(Math.max(0, seenSeen - 2 * seenDonor + donorDonor) / Math.max(1, count));
  return count >= STRANGE_PX_MIN && distance <= limit ? { photo, distance, weight: 1 } : null;
}

function blendedWith(scene: Scene, pixels: Pixels, photo: PhotoPlan): Fit | null {
  const painted = paintedAs(scene, pixels, photo);
  if (painted === null) return null;
  const limit = fitLimit(scene.profile);
  const weight = blendWeight(sumsOf(pixels, painted, 0), limit);
  return weight === null ? null : { photo, distance: limit, weight };
}

function paintedAs(scene: Scene, pixels: Pixels, photo: PhotoPlan): Painted | null {
  const shown = scene.shownOf(photo);
  const placement = placementNear(scene.profile.placement, scene.recipe, shown.size, scene.picture);
  return placement === null ? null : seek(scene, pixels, shown, placement).painted;
}

// From origins to words: what kind of mix-up it is, whose pixels reached whom, and how grave that is.

import type { Mixup } from '../model/naming.ts';
import { drawnAsOf, versionName } from '../model/photo-versions.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { Donor, NamedPhoto, Region, RegionShown } from '../model/verdict.ts';
import type { RegionOrigin } from './attribution.ts';
import type { Match } from './match.ts';

/** A foreign photo need not fill every last block, for one at a corner may look like one's own; a tear leaves whole rows. */
const WHOLE_SHARE = 0.95;
const BLEND_WEIGHT_MAX = 0.9;

/** The mix-up that the origins prove, `photo` being the part of the thumbnail that should show the victim's; null when none of them names a donor for sure. */
export function provenMixup(
  victim: PhotoPlan,
  origins: readonly RegionOrigin[],
  thumbnailAreaPx: number,
  photo: Region,
): Mixup | null {
  const proven = origins.flatMap((origin) =>
    origin.kind === 'donor' ? [{ region: origin.region, match: origin.match }] : [],
  );
  return proven.length === 0 ? null : mixupOf(victim, proven, origins, thumbnailAreaPx, photo);
}

/**
 * The mix-up of regions that are known to be wrong: the likeliest suspects are taken as donors, ambiguous ones are not,
 * and where nobody of the run fits the content is alien.
 */
export function suspectedMixup(
  victim: PhotoPlan,
  origins: readonly RegionOrigin[],
  thumbnailAreaPx: number,
  photo: Region,
): Mixup {
  const likeliest = origins.flatMap((origin) => {
    const match = origin.kind === 'donor' ? origin.match : origin.kind === 'suspects' ? origin.matches[0] : undefined;
    return match === undefined ? [] : [{ region: origin.region, match }];
  });
  return mixupOf(victim, likeliest, origins, thumbnailAreaPx, photo);
}

type Named = { readonly region: Region; readonly match: Match };

function mixupOf(
  victim: PhotoPlan,
  named: readonly Named[],
  origins: readonly RegionOrigin[],
  thumbnailAreaPx: number,
  photo: Region,
): Mixup {
  const shares = new Map<string, { match: Match; areaPx: number }>();
  for (const { region, match } of named) {
    const name = versionName(match.photo);
    const areaPx = region.width * region.height + (shares.get(name)?.areaPx ?? 0);
    shares.set(name, { match, areaPx });
  }
  const donors = [...shares.values()]
    .sort((a, b) => b.areaPx - a.areaPx)
    .map(
      ({ match, areaPx }): Donor => ({
        ...photoName(match.photo),
        share: Math.min(1, areaPx / thumbnailAreaPx),
      }),
    );
  const ambiguous = origins.flatMap((origin) =>
    origin.kind === 'ambiguous' ? origin.matches.map((match) => ({ region: origin.region, match })) : [],
  );
  const twins = origins.flatMap((origin) => (origin.kind === 'donor' ? (origin.twins ?? []) : []));
  const others = [...twins, ...ambiguous.map(({ match }) => match.photo)].filter(
    (photo) => !shares.has(versionName(photo)),
  );
  const regions = origins.map(({ region }): RegionShown => {
    const donor = named.find((each) => each.region === region)?.match.photo.id;
    const share = Math.min(1, (region.width * region.height) / thumbnailAreaPx);
    return { ...region, ...(donor === undefined ? {} : { donor }), share };
  });
  return {
    ...kindOf(victim, named.length > 0 ? named : ambiguous, photo),
    donors,
    candidates: [...new Map(others.map((photo) => [versionName(photo), photoName(photo)])).values()],
    regions,
  };
}

/** Of what is named, or else of all that it may be. */
function kindOf(victim: PhotoPlan, named: readonly Named[], photo: Region): Pick<Mixup, 'kind' | 'severity'> {
  // Nobody of this run: whoever it was, it may be another tenant.
  if (named.length === 0) return { kind: 'alien', severity: 'cross-owner' };
  const foreign = new Set(named.map(({ region }) => region));
  const foreignPx = [...foreign].reduce((sum, region) => sum + sharedPx(region, photo), 0);
  const blended = named.every(({ match }) => match.weight < BLEND_WEIGHT_MAX);
  const crossOwner = named.some(({ match }) => match.photo.owner !== victim.owner);
  if (named.every(({ match }) => match.photo.id === victim.id)) {
    const isOfNow = named.every(({ match }) => drawnAsOf(match.photo) >= drawnAsOf(victim));
    return isOfNow ? { kind: 'damaged', severity: 'shape' } : { kind: 'stale', severity: 'stale' };
  }
  return {
    kind: blended ? 'blended' : foreignPx >= WHOLE_SHARE * photo.width * photo.height ? 'foreign' : 'torn',
    severity: crossOwner ? 'cross-owner' : 'cross-photo',
  };
}

/** Pixels that two rectangles share. What lies in the bars around a photo does not replace it. */
function sharedPx(a: Region, b: Region): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** A photo as reports name it. */
function photoName(photo: PhotoPlan): NamedPhoto {
  const later = photo.frame === undefined ? {} : { frame: photo.frame + 1 };
  return { owner: photo.owner, album: photo.album, photo: photo.name, version: photo.version, id: photo.id, ...later };
}

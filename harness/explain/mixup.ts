// From origins to words: what kind of mix-up it is, whose pixels reached whom, and how grave that is.

import type { Mixup } from '../model/naming.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { Donor, PhotoName, Region } from '../model/verdict.ts';
import type { Match, RegionOrigin } from './attribution.ts';

/** A foreign photo need not fill every last block, for one at a corner may look like one's own; a tear leaves whole rows. */
const WHOLE_SHARE = 0.95;
const BLEND_WEIGHT_MAX = 0.9;

/** The mix-up that the origins prove; null when none of them names a donor for sure. */
export function provenMixup(
  victim: PhotoPlan,
  origins: readonly RegionOrigin[],
  thumbnailAreaPx: number,
  photoAreaPx: number,
): Mixup | null {
  const proven = origins.flatMap((origin) =>
    origin.kind === 'donor' ? [{ region: origin.region, match: origin.match }] : [],
  );
  return proven.length === 0 ? null : mixupOf(victim, proven, origins, thumbnailAreaPx, photoAreaPx);
}

/** The mix-up of regions that are known to be wrong: suspects are taken as donors, and without any the content is alien. */
export function suspectedMixup(
  victim: PhotoPlan,
  origins: readonly RegionOrigin[],
  thumbnailAreaPx: number,
  photoAreaPx: number,
): Mixup {
  const likeliest = origins.flatMap((origin) => {
    const match = origin.kind === 'donor' ? origin.match : origin.matches[0];
    return match === undefined ? [] : [{ region: origin.region, match }];
  });
  if (likeliest.length > 0) return mixupOf(victim, likeliest, origins, thumbnailAreaPx, photoAreaPx);
  // Nobody of this run: whoever it was, it may be another tenant.
  return { kind: 'alien', severity: 'cross-owner', donors: [], regions: origins.map((origin) => origin.region) };
}

type Named = { readonly region: Region; readonly match: Match };

function mixupOf(
  victim: PhotoPlan,
  named: readonly Named[],
  origins: readonly RegionOrigin[],
  thumbnailAreaPx: number,
  photoAreaPx: number,
): Mixup {
  const shares = new Map<string, { match: Match; areaPx: number }>();
  for (const { region, match } of named) {
    const name = `${match.photo.id}@${match.photo.version}`;
    const areaPx = region.width * region.height + (shares.get(name)?.areaPx ?? 0);
    shares.set(name, { match, areaPx });
  }
  const donors = [...shares.values()]
    .sort((a, b) => b.areaPx - a.areaPx)
    .map(
      ({ match, areaPx }): Donor => ({
        ...photoName(match.photo),
        id: match.photo.id,
        share: Math.min(1, areaPx / thumbnailAreaPx),
      }),
    );
  const foreignPx = named.reduce((sum, { region }) => sum + region.width * region.height, 0);
  const isOwn = named.every(({ match }) => match.photo.id === victim.id);
  const blended = named.every(({ match }) => match.weight < BLEND_WEIGHT_MAX);
  const kind = isOwn ? 'stale' : blended ? 'blended' : foreignPx >= WHOLE_SHARE * photoAreaPx ? 'foreign' : 'torn';
  const crossOwner = named.some(({ match }) => match.photo.owner !== victim.owner);
  return {
    kind,
    severity: isOwn ? 'stale' : crossOwner ? 'cross-owner' : 'cross-photo',
    donors,
    regions: origins.map((origin) => origin.region),
  };
}

/** A photo as reports name it. */
function photoName(photo: PhotoPlan): PhotoName {
  return { owner: photo.owner, album: photo.album, photo: photo.name, version: photo.version };
}

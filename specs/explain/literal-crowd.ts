// A crowd whose search finds what a spec says, whatever it is shown: what is made of that is the subject.

import { attribute, type Crowd, type RegionOrigin } from '../../harness/explain/attribution.ts';
import type { Found } from '../../harness/explain/codeword-search.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { paintedPhoto, sceneOf, thumbnail } from './painted-scene.ts';

export const VICTIM = paintedPhoto(0);
export const DONOR = paintedPhoto(4);
export const OTHER = paintedPhoto(7);
export const own = thumbnail(VICTIM);
export const TILE: Region = { x: 36, y: 44, width: 32, height: 32 };
export const FAR: Region = { x: 80, y: 8, width: 32, height: 32 };
export const SPECK: Region = { x: 33, y: 44, width: 4, height: 4 };
/** Of five pixels by four, so little is seen that a donor comes close and is not proven. */
export const FEW: Region = { x: 20, y: 90, width: 4, height: 5 };

/** A search that finds these photos whatever it is shown, the first the likeliest, and keeps what it was asked. */
export function crowdOf(found: readonly PhotoPlan[], about: Partial<Crowd> & { readonly shownMost?: number } = {}) {
  const asked: Region[] = [];
  const { shownMost = 120, ...rest } = about;
  const crowd: Crowd = {
    size: 1000,
    search: ({ region }): Found => {
      asked.push(region);
      return { fitting: found.map((photo, i) => ({ photo, odds: 90 - 3 * i })), shownMost };
    },
    neighbours: [],
    placesAway: () => 1,
    ...rest,
  };
  return { crowd, asked };
}

export function originsIn(picture: LumaPicture, regions: readonly Region[], crowd: Crowd): readonly RegionOrigin[] {
  return attribute(sceneOf(VICTIM, picture), regions, crowd);
}

/** An origin in one line: what it is, whose, and where. */
export function lineOf(origin: RegionOrigin): string {
  const { x, y, width, height } = origin.region;
  const who = origin.kind === 'donor' ? [origin.match] : origin.matches;
  return [origin.kind, ...who.map(({ photo }) => photo.id), `${width}×${height} at ${x},${y}`].join(' ');
}

export const linesOf = (picture: LumaPicture, regions: readonly Region[], crowd: Crowd) =>
  originsIn(picture, regions, crowd).map(lineOf);

// The one door through which the judge's question "whose pixels are these?" is answered.

import type { Painter } from '../model/expectation.ts';
import type { Naming, Question } from '../model/naming.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import { isUnmarked, type PhotoPlan, type SourceFormat } from '../model/plan.ts';
import { policyFor, type ReadableProfile } from '../model/profile.ts';
import { recipeName } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import type { Region } from '../model/verdict.ts';
import { attribute, type Crowd, type RegionOrigin } from './attribution.ts';
import { searchCodewords } from './codeword-search.ts';
import { nearestPhotos } from './nearest-photos.ts';
import { searchByPainting } from './painted-search.ts';
import { provenMixup, suspectedMixup } from './mixup.ts';
import { createPhotoIndex, type PhotoIndex } from './photo-index.ts';
import { readingClasses, type ReadingClasses } from './reading-classes.ts';

/** Neighbours in the queue that are looked at where too little is seen to search everybody. */
const NEIGHBOURS = 64;

/**
 * `storedFormat` tells what a photo's file holds: the archived form's format for old photos. `nonce` is that of the plan.
 * `glance` shows photos over photographs without their finer detail, for a first look at all of them.
 * The first question about a list of candidates costs a few seconds per million of them, later ones milliseconds.
 */
export function createNaming(
  painter: Painter,
  shown: (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto,
  storedFormat: (photo: PhotoPlan) => SourceFormat,
  nonce: string,
  glance: (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto = shown,
): Naming {
  const indexes = new WeakMap<readonly PhotoPlan[], Indexed>();
  const indexed = (photos: readonly PhotoPlan[]): Indexed => {
    const known = indexes.get(photos) ?? {
      index: createPhotoIndex(nonce, photos, storedFormat),
      classes: new WeakMap(),
    };
    indexes.set(photos, known);
    return known;
  };
  const carried = new WeakMap<readonly PhotoPlan[], boolean>();
  const isCarried = (photos: readonly PhotoPlan[]): boolean => {
    const known = carried.get(photos) ?? photos.some(({ carrier }) => carrier !== null);
    carried.set(photos, known);
    return known;
  };
  const originsOf = (question: Question): readonly RegionOrigin[] => {
    const { picture, recipe, profile, victim, placement } = question;
    const shownOf = (photo: PhotoPlan) => shown(photo, policyFor(profile, storedFormat(photo)));
    const scene = {
      painter,
      picture,
      recipe,
      profile,
      victim: { photo: victim, shown: shownOf(victim), placement },
      shownOf,
    };
    const originsAmong = isUnmarked(victim) ? nearestPhotos : attribute;
    return originsAmong(
      scene,
      question.regions,
      isCarried(question.candidates)
        ? crowdSeen(question, painter, (photo) => glance(photo, policyFor(profile, storedFormat(photo))))
        : crowdOf(question, indexed(question.candidates)),
    );
  };
  const areas = ({ picture, placement }: Question) => [picture.widthPx * picture.heightPx, photoIn(placement)] as const;
  return {
    // Only marks prove by themselves: photographs may look alike, so one without marks is asked for alone first.
    proven: (question) =>
      isUnmarked(question.victim) ? null : provenMixup(question.victim, originsOf(question), ...areas(question)),
    suspected: (question) => suspectedMixup(question.victim, originsOf(question), ...areas(question)),
  };
}

function photoIn({ x, y }: Question['placement']): Region {
  return { x: x.start, y: y.start, width: x.lengthPx, height: y.lengthPx };
}

/** An index, and how each profile shows the photos in it, by the recipe's name. */
type Indexed = {
  readonly index: PhotoIndex;
  readonly classes: WeakMap<ReadableProfile, Map<string, ReadingClasses>>;
};

function crowdOf(question: Question, indexed: Indexed): Crowd {
  const { picture, recipe, profile } = question;
  return {
    ...placesIn(question),
    search: (sight) =>
      searchCodewords(indexed.index, classesFor(indexed, { recipe, profile }), sight, picture, recipe, profile),
  };
}

/** A codeword cannot be read off a photograph, so everybody is painted. */
function crowdSeen(question: Question, painter: Painter, glanceOf: (photo: PhotoPlan) => ShownPhoto): Crowd {
  return { ...placesIn(question), search: (sight) => searchByPainting(question, sight, painter, glanceOf) };
}

function placesIn({ candidates, queue }: Question): Omit<Crowd, 'search'> {
  return {
    size: candidates.length,
    neighbours: queue?.nearest(NEIGHBOURS) ?? candidates.slice(0, NEIGHBOURS),
    placesAway: queue?.placesAway ?? ((photo) => candidates.indexOf(photo)),
  };
}

function classesFor(
  { index, classes }: Indexed,
  { recipe, profile }: Pick<Question, 'recipe' | 'profile'>,
): ReadingClasses {
  const ofProfile = classes.get(profile) ?? new Map<string, ReadingClasses>();
  classes.set(profile, ofProfile);
  const known = ofProfile.get(recipeName(recipe)) ?? readingClasses(index, recipe, profile);
  ofProfile.set(recipeName(recipe), known);
  return known;
}

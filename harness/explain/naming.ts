// The one door through which the judge's question "whose pixels are these?" is answered.

import type { Painter } from '../model/expectation.ts';
import type { Naming, Question } from '../model/naming.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import { policyFor } from '../model/profile.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { attribute, type RegionOrigin } from './attribution.ts';
import { provenMixup, suspectedMixup } from './mixup.ts';

/** `storedFormat` tells what a photo's file holds: the archived form's format for old photos. */
export function createNaming(
  painter: Painter,
  shown: (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto,
  storedFormat: (photo: PhotoPlan) => SourceFormat,
): Naming {
  const originsOf = (question: Question): readonly RegionOrigin[] => {
    const { picture, recipe, profile, victim, placement } = question;
    const shownOf = (photo: PhotoPlan) => shown(photo, policyFor(profile, storedFormat(photo)));
    return attribute(
      { painter, picture, recipe, profile, victim: { photo: victim, shown: shownOf(victim), placement }, shownOf },
      question.regions,
      question.candidates,
    );
  };
  const areas = ({ picture, placement }: Question) =>
    [picture.widthPx * picture.heightPx, placement.x.lengthPx * placement.y.lengthPx] as const;
  return {
    proven: (question) => provenMixup(question.victim, originsOf(question), ...areas(question)),
    suspected: (question) => suspectedMixup(question.victim, originsOf(question), ...areas(question)),
  };
}

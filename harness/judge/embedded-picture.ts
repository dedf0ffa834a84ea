// A preview inside a thumbnail is one more small picture that somebody may see. Who made it, and how, is not known: it
// may be the camera's, or the tool's own. So it is compared with whole photos and with centred crops, upright and as stored.

import type { LumaPicture } from '../model/expectation.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import { CENTRE, placementOf, type Fitting } from '../model/placement.ts';
import { isOwnPicture } from '../model/photo-versions.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { JudgeBench } from './judge-bench.ts';

/** Of the judge's bench: the painter and the photos as they are shown. */
type Gallery = Pick<JudgeBench, 'painter' | 'shown'>;

/** `nobody`: it resembles no photo of the run well enough to be called anyone's. */
export type PictureOwner =
  | { readonly kind: 'own' }
  | { readonly kind: 'foreign'; readonly photo: PhotoPlan; readonly correlation: number }
  | { readonly kind: 'nobody' };

/** Fewer pixels than this along the short side show too few cells. */
const SIDE_MIN_PX = 24;
/** A photo's own preview correlates by 0.8 and more; strangers stay below 0.25 at 32 px. */
const OWN_CORRELATION_MIN = 0.5;
const DONOR_CORRELATION_MIN = 0.65;
const FITTINGS: readonly Fitting[] = ['fill', 'cover', 'contain'];
const POLICIES: readonly OrientationPolicy[] = ['rotate', 'drop'];
const RULE = { gravity: CENTRE, rounding: 'centre', pitch: 'exact', enlarges: true, shiftPx: { x: 0, y: 0 } } as const;
const RESPONSE = { blurPx: 0.3, sharpen: 0 };
const TONE = { gain: 1, bias: 128 };

/** Whose picture it is: the victim's own, or that of the one among `candidates` that it resembles most. */
export function ownerOfPicture(
  bench: Gallery,
  picture: LumaPicture,
  victim: PhotoPlan,
  candidates: readonly PhotoPlan[],
): PictureOwner {
  if (Math.min(picture.widthPx, picture.heightPx) < SIDE_MIN_PX) return { kind: 'nobody' };
  if (resemblance(bench, picture, victim) >= OWN_CORRELATION_MIN) return { kind: 'own' };
  let best: { photo: PhotoPlan; correlation: number } | null = null;
  for (const photo of candidates) {
    if (isOwnPicture(photo, victim)) continue;
    const correlation = resemblance(bench, picture, photo);
    if (correlation > (best?.correlation ?? DONOR_CORRELATION_MIN)) best = { photo, correlation };
  }
  return best === null ? { kind: 'nobody' } : { kind: 'foreign', ...best };
}

/** The highest correlation of the picture with the photo, however that may have been turned and cropped; at most 1. */
function resemblance(bench: Gallery, picture: LumaPicture, photo: PhotoPlan): number {
  const size = { widthPx: picture.widthPx, heightPx: picture.heightPx };
  const box = { width: size.widthPx, height: size.heightPx, fit: 'fill', format: 'jpeg', quality: 80 } as const;
  const policies = photo.orientationExif === 1 ? POLICIES.slice(0, 1) : POLICIES;
  const correlations = policies.flatMap((policy) => {
    const shown = bench.shown(photo, policy);
    return FITTINGS.map((fitting) => {
      const rule = { ...RULE, fitting };
      const placement = placementOf(rule, box, shown.size, size);
      return bench.painter.compare(picture, shown.grid, shown.size, placement, RESPONSE, TONE).correlation;
    });
  });
  return Math.max(...correlations);
}

// A plan over photographs is the same plan with a crop of one of them under each photo: which one depends on the
// content alone, so that twins stay twins, and versions of a photo show one picture. Odd and broken files stay painted:
// what a tool makes of them is told by the signature alone.

import { oddSourceOf } from '../model/odd-source.ts';
import type { CarrierCrop, TrialPlan } from '../model/plan.ts';
import { pseudoRandomWords } from '../model/prf.ts';

export type Photographs = { readonly digests: readonly string[]; readonly marked: boolean };

/**
 * The plan with each ordinary, sound photo over a photograph among `digests`, or one of these as it is unless `marked`;
 * untouched when there are none.
 */
export function carriedBy(plan: TrialPlan, { digests, marked }: Photographs): TrialPlan {
  if (digests.length === 0) return plan;
  const photos = plan.photos.map((photo) => {
    if (photo.damage !== null || oddSourceOf(photo) !== null) return photo;
    const crop = cropFor(plan.nonce, photo.contentId, digests);
    return { ...photo, carrier: crop === null ? null : { ...crop, marked } };
  });
  return { ...plan, photos };
}

function cropFor(nonce: string, contentId: string, digests: readonly string[]): Omit<CarrierCrop, 'marked'> | null {
  const next = pseudoRandomWords(`carrier|${nonce}|${contentId}`);
  const share = () => Math.round((next() / 2 ** 32) * STEPS) / STEPS;
  const digest = digests[next() % digests.length];
  return digest === undefined ? null : { digest, x: share(), y: share(), zoom: (1 + share()) / 2 };
}

/** Plans are read by people: three digits are enough. */
const STEPS = 1000;

// How breaches are worded: what was expected, what came.

import { damageFormOf, damageName } from '../model/damage.ts';
import type { Mixup } from '../model/naming.ts';
import { photoId } from '../model/plan.ts';
import type { Donor, OracleName } from '../model/verdict.ts';
import type { Charge } from './finding.ts';
import type { Observation, ReadableProfile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import type { JobEntry } from './job-book.ts';
import { likenessTo, type Easel, type JudgeBench } from './judge-bench.ts';

/** Keys come from the thumbnailer: only so much of one is repeated. */
const KEY_SHOWN_MAX = 80;

export function unaskedCharge(key: string, batch: number, again: boolean): Charge {
  const says = again
    ? 'Expected one answer, got a second one.'
    : `Expected answers to the jobs of its batch, got one under the key ${JSON.stringify(key.slice(0, KEY_SHOWN_MAX))}.`;
  return { oracle: 'completeness', kind: 'unasked', severity: 'loss', batch, says };
}

export function missingCharge(batch: number): Charge {
  const says = 'Expected an answer or a refusal, got none.';
  return { oracle: 'completeness', kind: 'missing', severity: 'loss', batch, says };
}

/** What is seen only once an instance is closed belongs to no batch in particular. */
const NO_BATCH = -1;

export const LATE_CHARGE: Charge = {
  oracle: 'completeness',
  kind: 'unasked',
  severity: 'loss',
  batch: NO_BATCH,
  says: 'Expected no answer after its batch had ended, got one.',
};

export const MUTATED_CHARGE: Charge = {
  oracle: 'permanence',
  kind: 'mutated',
  severity: 'cross-photo',
  batch: NO_BATCH,
  says: 'Expected the delivered bytes to stay as they were, but they changed after delivery: the buffer was used again.',
};

/** `variant`: the recipe for which it would be right, where it is plainly the same photo's thumbnail for that one. */
export function misshapenCharge(batch: number, says: string, variant: Recipe | null = null): Charge {
  const charge: Charge = { oracle: 'geometry', kind: 'misshapen', severity: 'shape', batch, says };
  if (variant === null) return charge;
  const whose = `It is the thumbnail of the same photo for ${recipeName(variant)}.`;
  return { ...charge, says: `${says} ${whose}`, shownRecipe: variant };
}

/** `older` is the version that it shows. */
export function staleCharge(batch: number, { photo }: JobEntry, older: number): Charge {
  const { owner, album, name, version, id } = photo;
  return {
    oracle: 'freshness',
    kind: 'stale',
    severity: 'stale',
    batch,
    donors: [{ owner, album, photo: name, version: older, id, share: 1 }],
    says: `Expected version ${version} of ${owner}/${album}/${name}, which was current when it was asked for, got version ${older}.`,
  };
}

export function damagedCharge(batch: number, says: string, regions: Charge['regions'] = []): Charge {
  return { oracle: 'isolation', kind: 'damaged', severity: 'shape', batch, says, regions };
}

/** Of a damaged source, pixels that change with the neighbours it has and are nobody's of this run. */
export function strangeCharge({ photo }: JobEntry, batch: number, regions: Charge['regions'] = []): Charge {
  const says = `Expected the same each time of a damaged photo (${damageSaid(photo)}), got pixels of no photo of this run that change with its neighbours: memory that was not cleared.`;
  return { oracle: 'containment', kind: 'alien', severity: 'cross-owner', batch, says, regions };
}

/** `which` ends the sentence: what about the picture gives it away. */
export function fabricatedCharge({ photo }: JobEntry, batch: number, which: string): Charge {
  const says = `Expected a refusal or a placeholder for a file without a picture (${damageSaid(photo)}), got a picture: ${which}.`;
  return { oracle: 'containment', kind: 'fabricated', severity: 'cross-photo', batch, says };
}

/** For a photo whose read failed with a picture of nobody in the body of the error. */
export function errorShownCharge(batch: number): Charge {
  const says =
    'Expected a refusal or a placeholder for a photo that was answered with HTTP 500, got a thumbnail of the picture in the body of that error.';
  return { oracle: 'containment', kind: 'fabricated', severity: 'cross-photo', batch, says };
}

function damageSaid(photo: JobEntry['photo']): string {
  const form = damageFormOf(photo);
  return form === null ? photo.format : damageName(form);
}

/** The second opinion goes with the charge, so that nobody has to believe the first alone. */
export function mixupCharge(
  bench: Easel & Pick<JudgeBench, 'book'>,
  entry: JobEntry,
  profile: ReadableProfile,
  batch: number,
  mixup: Mixup,
  oracle: Extract<OracleName, 'ownership' | 'isolation' | 'containment'>,
  seen: Observation,
): Charge {
  const { kind, severity, donors, regions } = mixup;
  const [donor] = donors;
  const distanceTo = ({ id }: { readonly id: string }) => bench.book.queueDistance(entry.position, photoId(id));
  return {
    oracle,
    kind,
    severity,
    donors,
    candidates: mixup.candidates.map((photo) => ({ ...photo, queueDistance: distanceTo(photo) })),
    regions,
    batch,
    queueDistance: donor === undefined ? null : distanceTo(donor),
    says: `${mixupSays(entry, mixup)}${likenessSays(bench, entry, profile, seen)}`,
  };
}

/** Who comes after these is hardly likelier than anybody. */
const CANDIDATES_SAID = 3;

function mixupSays(entry: JobEntry, mixup: Mixup): string {
  const own = `${entry.photo.owner}/${entry.photo.album}/${entry.photo.name}`;
  const [donor] = mixup.donors;
  if (donor === undefined && mixup.candidates.length > 0) {
    const shown = mixup.candidates
      .slice(0, CANDIDATES_SAID)
      .map(({ owner, album, photo }) => `${owner}/${album}/${photo}`);
    return `Expected ${own}, got pixels that are too few to tell whose: ${shown.join(' or ')} would fit${mixup.candidates.length > CANDIDATES_SAID ? ', and more' : ''}.`;
  }
  if (donor === undefined) return `Expected ${own}, got pixels of no photo of this run.`;
  return `Expected ${own}, got ${Math.round(100 * donor.share)} % of ${pictureOf(donor)}${donor.owner}/${donor.album}/${donor.photo}.`;
}

/** Said of the later pictures of an animation. */
function pictureOf({ frame }: Donor): string {
  return frame === undefined ? '' : `picture ${frame} of the animation `;
}

function likenessSays(bench: Easel, entry: JobEntry, profile: ReadableProfile, seen: Observation): string {
  const likeness = likenessTo(bench, entry, profile, seen);
  if (likeness === null) return '';
  const { mismatchShare, pdqDistanceBits } = likeness;
  const { mismatchShareMax, pdqDistanceBitsMax } = profile.likeness;
  return (
    ` ${(100 * mismatchShare).toFixed(1)} % of its pixels differ from what was expected (alone at most ${(100 * mismatchShareMax).toFixed(1)} %), ` +
    `its perceptual hash by ${pdqDistanceBits} of 256 bits (alone at most ${pdqDistanceBitsMax}).`
  );
}

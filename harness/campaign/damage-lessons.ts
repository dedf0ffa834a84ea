// What a thumbnailer makes of each kind of broken file when it works alone: its habit, in a line each. A kind that it
// does not survive, or does not answer, is left out of the load by name.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import { mixupsAlone } from './mixups-alone.ts';
import { fabricatedCharge } from '../judge/charges.ts';
import { findingOf, type Finding } from '../judge/finding.ts';
import { comparePixels, flatShare } from '../judge/isolation.ts';
import { ownShare } from '../judge/own-share.ts';
import { DAMAGE_FORMS, damageFormOf, damageName, pictureLeft, previewIdentity } from '../model/damage.ts';
import type { PhotoPlan, SourceFormat, TrialPlan } from '../model/plan.ts';
import type { Observation, Profile, ReadableProfile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import { createShownPhotos } from '../model/shown-photo.ts';

/** `damages` names those that a load may hold, in turn, those that are refused twice; `lines` are what became of each. */
export type DamageHabit = {
  readonly damages: readonly string[];
  readonly lines: readonly string[];
  readonly narrowed: readonly string[];
  readonly findings: readonly Finding[];
};

const GRIDS_REMEMBERED = 32;
const WHOLE_SHARE_MIN = 0.97;
const PART_SHARE_MIN = 0.04;
const FLAT_SHARE_MIN = 0.9;

/** `plan` is null where no format can be damaged; `deaths` says, by the name of the damage, how it ended the thumbnailer. */
export async function learnDamages(
  bench: Bench,
  plan: TrialPlan | null,
  answers: readonly AloneAnswer[],
  deaths: ReadonlyMap<string, string>,
  recipes: readonly Recipe[],
  profiles: readonly Profile[],
  storedFormat: (photo: PhotoPlan) => SourceFormat,
): Promise<DamageHabit> {
  if (plan === null) return { damages: [], lines: [], narrowed: [], findings: [] };
  const nameOf = ({ entry }: AloneAnswer) => {
    const form = damageFormOf(entry.photo);
    return form === null ? '' : damageName(form);
  };
  const habitOf = habitReader(bench, plan, storedFormat);
  const mixupIn = mixupsAlone(bench, plan, storedFormat, 'containment');
  /** What came alone for sources without a picture, by format: a placeholder is the same for all of them. */
  const invented = new Map<string, AloneAnswer>();
  const habits = new Map<string, string[]>();
  const damages: string[] = [];
  const narrowed: string[] = [];
  const findings: Finding[] = [];
  for (const name of DAMAGE_FORMS.map(damageName)) {
    const asked = answers.filter((answer) => plan.photos.includes(answer.entry.photo) && nameOf(answer) === name);
    const death =
      deaths.get(name) ?? (asked.some(({ isUnanswered }) => isUnanswered) ? 'it gave no answer' : undefined);
    if (death !== undefined) narrowed.push(`${name} sources: alone, ${death}`);
    else if (asked.length > 0) damages.push(name);
    if (death !== undefined) continue;
    for (const answer of asked) {
      const profile = profiles.find(
        (each): each is ReadableProfile =>
          each.kind === 'readable' && each.sourceClass === 'fresh' && isFor(recipes[each.recipe], answer.entry.recipe),
      );
      if (profile === undefined) continue;
      const finding = await mixupIn(answer, profile);
      if (finding !== null) findings.push(finding);
      const habit = await habitOf(answer, profile);
      if (habit === NOT_IN_FILE) {
        const { format } = answer.entry.photo;
        const first = invented.get(format) ?? answer;
        invented.set(format, first);
        if (!(await showAlike(bench, first, answer, profile))) findings.push(fabricatedAlone(bench, answer));
      }
      habits.set(habit, [...new Set([...(habits.get(habit) ?? []), name])]);
    }
  }
  // A photo that is refused is the failing neighbour by which lists close up and buffers are left behind: twice as many.
  const refused = damages.filter((name) => habits.get(REFUSED)?.includes(name) === true);
  const lines = [...habits].map(([habit, names]) => `damaged sources: ${habit}: ${names.join(', ')}`);
  return { damages: [...refused, ...damages], lines, narrowed, findings };
}

function isFor(one: Recipe | undefined, other: Recipe): boolean {
  return one !== undefined && recipeName(one) === recipeName(other);
}

/** What came for one damaged photo, in words that are the same for all that came to the same. */
function habitReader(bench: Bench, plan: TrialPlan, storedFormat: (photo: PhotoPlan) => SourceFormat) {
  const { painter } = bench;
  const shown = createShownPhotos(plan.nonce, GRIDS_REMEMBERED);
  return async ({ entry, bytes }: AloneAnswer, profile: ReadableProfile): Promise<string> => {
    if (bytes === null) return REFUSED;
    const seen = await bench.decoder.decode(bytes);
    if (seen.kind !== 'decoded') return 'answered with what cannot be decoded';
    const shareOf = (photo: PhotoPlan) =>
      ownShare({ painter, shown, storedFormat }, { ...entry, photo }, profile, seen, [wholeOf(seen)]);
    const own = shareOf(entry.photo);
    if (own >= WHOLE_SHARE_MIN) return 'shown whole';
    if (entry.photo.damage?.kind === 'other-preview' && shareOf(previewIdentity(entry.photo)) >= PREVIEW_SHARE_MIN)
      return 'shown as their embedded preview';
    if (flatShare(seen) >= FLAT_SHARE_MIN) return 'shown as a flat picture';
    if (entry.photo.damage !== null && pictureLeft(entry.photo.damage.kind) === 'none') return NOT_IN_FILE;
    return own >= PART_SHARE_MIN ? 'shown as far as they go' : 'shown as something else of its own making';
  };
}

const REFUSED = 'refused';
const NOT_IN_FILE = 'shown as a picture that is not in the file';

async function showAlike(bench: Bench, one: AloneAnswer, other: AloneAnswer, profile: ReadableProfile) {
  if (one === other || one.bytes === null || other.bytes === null) return true;
  const [first, second] = [await bench.decoder.decode(one.bytes), await bench.decoder.decode(other.bytes)];
  if (first.kind !== 'decoded' || second.kind !== 'decoded') return true;
  return comparePixels(second, first, profile).kind === 'same-pixels';
}

/** In place of a batch's number: it is proven before any load. */
const ALONE = -1;

function fabricatedAlone(bench: Bench, { entry, bytes }: AloneAnswer): Finding {
  const charge = fabricatedCharge(entry, ALONE, 'alone, before any load, and not the one that comes for others');
  return findingOf(bench.options.seed, entry.key, entry, charge, bytes === null ? {} : { bytes });
}

/** A preview is enlarged, so that less of it is as sharp as the photo would be. */
const PREVIEW_SHARE_MIN = 0.3;

function wholeOf({ widthPx, heightPx }: Observation) {
  return { x: 0, y: 0, width: widthPx, height: heightPx };
}

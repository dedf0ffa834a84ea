// Odd but valid sources are tried alone, kind by kind: what a tool makes of a kind is learned where it can be held against
// it under load, and where it refuses the kind, or shows it in no way that can be told from a leak, the kind is left out.

import type { AloneAnswer } from './calibrate.ts';
import type { Bench } from './bench.ts';
import { mixupsAlone } from './mixups-alone.ts';
import { sameBytesFor } from './thumbnails-made-alone.ts';
import { departureFrom, shapeRule } from '../judge/geometry.ts';
import type { Finding } from '../judge/finding.ts';
import { readOwnership } from '../judge/ownership.ts';
import { learnWindows } from '../judge/windows.ts';
import { framesOf, ODD_SOURCES, type OddSource } from '../model/odd-source.ts';
import { placementNear, type Placement } from '../model/placement.ts';
import type { PhotoPlan, SourceFormat, TrialPlan } from '../model/plan.ts';
import { policyFor, type Observation, type OddHabit, type Profile, type ReadableProfile } from '../model/profile.ts';
import { recipeName, type Recipe } from '../model/recipe.ts';
import { createShownPhotos, type ShownPhoto } from '../model/shown-photo.ts';

const GRIDS_REMEMBERED = 256;
/** A photo comes out as itself from here on; strangers, and other pictures of one animation, stay below 0.4. */
const ITSELF_CORRELATION_MIN = 0.7;

type Lessons = {
  readonly bench: Bench;
  readonly plan: TrialPlan;
  readonly answers: readonly AloneAnswer[];
  readonly recipes: readonly Recipe[];
  readonly sourceFormats: readonly SourceFormat[];
  readonly storedFormat: (photo: PhotoPlan) => SourceFormat;
};

/** `taken`: names of the kinds that the load may hold. `profiles`: those given, with what is done with each of these kinds. */
export async function probeOddSources(lessons: Lessons, profiles: readonly Profile[]) {
  const { bench, plan, answers, sourceFormats } = lessons;
  const shown = createShownPhotos(plan.nonce, GRIDS_REMEMBERED);
  const mixupIn = mixupsAlone(bench, plan, lessons.storedFormat);
  const taken: string[] = [];
  const narrowed: string[] = [];
  const findings: Finding[] = [];
  let learned = profiles;
  for (const source of ODD_SOURCES.filter(({ format }) => sourceFormats.includes(format))) {
    const asked = answers.filter(({ entry: { photo } }) => plan.photos.includes(photo) && isOf(photo, source));
    const attempt: Profile[] = [];
    let why: string | null = null;
    for (const profile of learned) {
      const lesson = await learnOne(lessons, shown, source, asked, profile);
      attempt.push(lesson.profile);
      why ??= lesson.why;
    }
    if (why === null) {
      taken.push(source.name);
      learned = attempt;
    } else narrowed.push(`${source.name} sources: ${why}`);
    for (const answer of asked) {
      const profile = attempt.find((each) => isFor(lessons, each, answer));
      const finding = profile?.kind === 'readable' ? await mixupIn(answer, profile) : null;
      if (finding !== null) findings.push(finding);
    }
  }
  return { taken, narrowed, findings, profiles: learned };
}

function isOf(photo: PhotoPlan, { format, oddity }: OddSource): boolean {
  return photo.format === format && photo.oddity === oddity;
}

function isFor({ recipes }: Pick<Lessons, 'recipes'>, profile: Profile, { entry }: AloneAnswer): boolean {
  const recipe = recipes[profile.recipe];
  return (
    recipe !== undefined && recipeName(recipe) === recipeName(entry.recipe) && profile.sourceClass === entry.sourceClass
  );
}

/** `why` the kind has to be left out, as the end of a sentence; null when it can be taken. */
type Lesson = { readonly profile: Profile; readonly why: string | null };

/** What came of one photo: the pictures of it that it may show, each as it would be shown. */
type Shown = { readonly seen: Observation; readonly pictures: readonly ShownPhoto[] };

async function learnOne(
  lessons: Lessons,
  shown: ReturnType<typeof createShownPhotos>,
  source: OddSource,
  answers: readonly AloneAnswer[],
  profile: Profile,
): Promise<Lesson> {
  const { bench, recipes, storedFormat } = lessons;
  const recipe = recipes[profile.recipe];
  const came: Shown[] = [];
  for (const answer of answers.filter((each) => isFor(lessons, profile, each))) {
    const { entry, bytes, refusal } = answer;
    if (bytes === null) return { profile, why: `refused alone (${refusal ?? 'no answer'})` };
    const seen = await bench.decoder.decode(bytes);
    if (seen.kind !== 'decoded') return { profile, why: `come out as what cannot be read alone (${seen.why})` };
    const departure = departureFrom(shapeRule(entry.recipe, bench.adapter.told, profile), seen, entry.photo);
    // What was made for another recipe says nothing of the kind.
    if (departure !== null && sameBytesFor(answer, answers) !== null) continue;
    if (departure !== null) return { profile, why: `come out otherwise alone (${departure})` };
    if (profile.kind === 'unreadable') continue;
    const policy = policyFor(profile, storedFormat(entry.photo));
    const pictures = Array.from({ length: framesOf(entry.photo) }, (_, frame) =>
      shown(frame === 0 ? entry.photo : { ...entry.photo, frame }, policy),
    );
    came.push({ seen, pictures });
  }
  if (profile.kind === 'unreadable' || recipe === undefined || came.length === 0 || source.oddity === 'one-pixel')
    return { profile, why: null };
  const frames = new Set(came.map((each) => frameIn(bench, each, recipe, profile)));
  const [frame] = frames;
  if (frame === undefined || frame === null || frames.size > 1)
    return { profile, why: 'show now one picture, now another, alone' };
  const habit = habitFrom(bench, came, frame, recipe, profile);
  for (const slack of SLACKS) {
    const tried = withHabit(profile, source.name, { ...habit, slack });
    const isOwn = came.every(({ seen, pictures }) => {
      const picture = pictures[frame] ?? first(pictures);
      return readOwnership(bench.painter, seen, picture, recipe, tried).kind === 'own';
    });
    // Two photos are not the roughest there are.
    const spared = slack === 1 ? slack : slack * SLACK_SPARE;
    if (isOwn) return { profile: withHabit(profile, source.name, { ...habit, slack: spared }), why: null };
  }
  return { profile, why: `come out otherwise than other photos alone, at ${recipeName(recipe)}` };
}

/** Times the thresholds of other photos: beyond the last of them a leak could be missed, so such a kind is left out. */
const SLACKS = [1, 1.3, 1.7, 2.2];
const SLACK_SPARE = 1.15;

/** The picture of the animation that it shows; null when it shows none of them. Of an only one, that. */
function frameIn({ painter }: Bench, { seen, pictures }: Shown, recipe: Recipe, profile: ReadableProfile) {
  if (pictures.length === 1) return 0;
  const correlations = pictures.map((picture) => {
    const reading = readOwnership(painter, seen, picture, recipe, profile);
    return reading.kind === 'misshapen' ? 0 : reading.correlation;
  });
  const best = Math.max(...correlations);
  return best < ITSELF_CORRELATION_MIN ? null : correlations.indexOf(best);
}

function habitFrom(
  { painter }: Bench,
  came: readonly Shown[],
  frame: number,
  recipe: Recipe,
  profile: ReadableProfile,
): OddHabit {
  const samples = came.flatMap(({ seen, pictures }) => {
    const picture = pictures[frame] ?? first(pictures);
    const placement = placementNear(profile.placement, recipe, picture.size, seen);
    return placement === null ? [] : [{ picture: seen, shown: picture, placement }];
  });
  const isTranslucent = samples.some(({ shown }) => shown.opacity !== null);
  const windows = isTranslucent ? learnWindows(painter, samples, profile) : { clear: null, half: null };
  return { tone: isTranslucent ? profile.tone : toneFrom(painter, samples, profile), slack: 1, frame, ...windows };
}

/** The mean of what each thumbnail's tone is by itself. */
function toneFrom(
  painter: Bench['painter'],
  samples: readonly { readonly picture: Observation; readonly shown: ShownPhoto; readonly placement: Placement }[],
  { response, tone }: ReadableProfile,
): OddHabit['tone'] {
  const tones = samples.map(
    ({ picture, shown, placement }) => painter.compare(picture, shown.grid, shown.size, placement, response, tone).tone,
  );
  const mean = (of: 'gain' | 'bias') => tones.reduce((sum, each) => sum + each[of], 0) / tones.length;
  return tones.length === 0 ? tone : { gain: mean('gain'), bias: mean('bias') };
}

function withHabit(profile: ReadableProfile, name: string, habit: OddHabit): ReadableProfile {
  return { ...profile, odd: { ...profile.odd, [name]: habit } };
}

function first(pictures: readonly ShownPhoto[]): ShownPhoto {
  const [picture] = pictures;
  if (picture === undefined) throw new RangeError('Expected a photo to hold at least one picture.');
  return picture;
}

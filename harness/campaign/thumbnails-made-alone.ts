// What came back for calibration questions, decoded: the samples that a profile is learned from, and what they already
// break of what the thumbnailer was told.

import type { Bench } from './bench.ts';
import type { AloneAnswer } from './calibrate.ts';
import { misshapenCharge } from '../judge/charges.ts';
import { layPainting } from '../judge/expected-picture.ts';
import { findingOf, type Finding } from '../judge/finding.ts';
import { departureFrom } from '../judge/geometry.ts';
import type { MadeShape } from '../judge/own-shape.ts';
import { measureLikeness } from '../judge/likeness.ts';
import { CLEAR_CORRELATION_MIN, type PaintedSample, type Sample } from '../judge/made-alone.ts';
import { readOwnership } from '../judge/ownership.ts';
import { isCovered, shownSize } from '../model/coverage.ts';
import type { OrientationPolicy } from '../model/orientation.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import { policyFor, type LikenessLimits, type Observation, type ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';

/** How an answer departs from what was told, in a sentence. */
export type Departure = { readonly answer: AloneAnswer; readonly says: string };

/** `digests`: of those asked twice, by key. `unreadable`: why one could not be decoded. */
export async function observeAlone(
  bench: Bench,
  made: readonly AloneAnswer[],
  recipe: Recipe,
  storedFormat: (photo: PhotoPlan) => SourceFormat,
  digests: ReadonlyMap<string, string | null>,
) {
  const samples: Sample[] = [];
  const shapes: MadeShape[] = [];
  const departures: Departure[] = [];
  let unreadable: string | null = null;
  for (const answer of made) {
    const { entry, bytes, digest } = answer;
    if (bytes === null) continue;
    const seen = await bench.decoder.decode(bytes);
    if (seen.kind === 'undecodable') {
      unreadable = `Expected a picture that can be decoded, got one that cannot: ${seen.why}.`;
      continue;
    }
    const shape = seen.kind === 'decoded' ? seen : { ...seen, format: recipe.format };
    const { widthPx, heightPx, format } = shape;
    shapes.push({ shape: { widthPx, heightPx, format }, photo: entry.photo, storedFormat: storedFormat(entry.photo) });
    const departure = departureFrom({ recipe, told: bench.adapter.told }, shape, entry.photo);
    if (departure !== null) departures.push({ answer, says: departure });
    if (seen.kind === 'oversized' || !isCovered(entry.photo, shownSize(entry.photo, recipe))) continue;
    const again = digests.get(entry.key);
    samples.push({
      photo: entry.photo,
      storedFormat: storedFormat(entry.photo),
      observation: seen,
      byteStable: again === undefined || again === digest,
    });
  }
  return { samples, shapes, departures, unreadable };
}

/** Samples under their profile: those that are plainly their own photo, ready to be leaked into; and how many are in doubt. */
export function paintAlone(
  { painter }: Bench,
  samples: readonly Sample[],
  profile: ReadableProfile,
  recipe: Recipe,
  shown: (photo: PhotoPlan, policy: OrientationPolicy) => ShownPhoto,
): { readonly painted: readonly PaintedSample[]; readonly doubted: number } {
  const painted: PaintedSample[] = [];
  let doubted = 0;
  for (const sample of samples) {
    const photo = shown(sample.photo, policyFor(profile, sample.storedFormat));
    const reading = readOwnership(painter, sample.observation, photo, recipe, profile);
    if (reading.kind !== 'own') doubted++;
    if (reading.kind === 'misshapen' || reading.correlation < CLEAR_CORRELATION_MIN) continue;
    painted.push({ sample, shown: photo, placement: reading.placement, response: profile.response });
  }
  return { painted, doubted };
}

/** The breach of what it was told, or promised, that shows without any load; `variant` as in a charge. */
export function toldFinding(
  seed: number,
  answer: AloneAnswer | undefined,
  says: string,
  variant: Recipe | null = null,
): Finding {
  const entry = answer?.entry ?? null;
  return findingOf(
    seed,
    entry?.key ?? 'calibration',
    entry,
    misshapenCharge(BEFORE_ANY_BATCH, `Alone, before any load: ${says}`, variant),
    answer?.bytes ? { bytes: answer.bytes } : {},
  );
}

const BEFORE_ANY_BATCH = -1;

/** The recipe for which the same photo got the very same bytes; null when there is none. */
export function sameBytesFor({ entry, digest }: AloneAnswer, answers: readonly AloneAnswer[]): Recipe | null {
  const twin = answers.find(
    (other) =>
      other.digest === digest && other.entry.photo === entry.photo && other.entry.recipeIndex !== entry.recipeIndex,
  );
  return digest === null || twin === undefined ? null : twin.entry.recipe;
}

/** The second opinion's distances between a clean thumbnail and its painting. */
export function likenessAlone(
  { painter }: Pick<Bench, 'painter'>,
  observation: Observation,
  { shown, response, placement }: PaintedSample,
): LikenessLimits {
  const { tone } = painter.compare(observation, shown.grid, shown.size, placement, response, {
    gain: 1,
    bias: 0,
  });
  const painted = painter.paint(shown.grid, shown.size, placement, response);
  const luma = Uint8Array.from(observation.luma);
  layPainting(luma, placement, painted, tone);
  const { mismatchShare, pdqDistanceBits } = measureLikeness(observation, {
    widthPx: observation.widthPx,
    heightPx: observation.heightPx,
    luma,
  });
  return { mismatchShareMax: mismatchShare, pdqDistanceBitsMax: pdqDistanceBits };
}

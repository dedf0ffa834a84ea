// A judge that is tried on the thumbnails it learned from looks better than it is. These photos were never learned from:
// what is doubted, missed or mistaken among them is what a load would meet.

import type { Bench } from './bench.ts';
import type { Calibrated } from './calibrate.ts';
import { layAlone } from './photos-alone.ts';
import { askAlone } from './questions-alone.ts';
import { measureSensitivity, type Injections } from './leak-lessons.ts';
import { mixupsAlone, mixupsAmong } from './mixups-alone.ts';
import { observeAlone, paintAlone } from './thumbnails-made-alone.ts';
import { carriedBy } from '../generate/carried.ts';
import { planCalibration } from '../generate/calibration.ts';
import type { Finding } from '../judge/finding.ts';
import type { Incident } from '../model/adapter.ts';
import type { PhotoPlan, SourceFormat } from '../model/plan.ts';
import { recipeName } from '../model/recipe.ts';
import type { Sensitivity } from '../model/sensitivity.ts';
import { createShownPhotos } from '../model/shown-photo.ts';

/** For each of fresh and archived; half as many small ones come on top. */
const PHOTOS_PER_CLASS = 64;
const GRIDS_REMEMBERED = 512;

/** Enough that none missed proves 98.9 % of each shape and blend, and 99.5 % of reference leaks, at 99 % confidence. */
const UNHURRIED: Injections = { reference: 1000, shape: 400, blend: 400, blendsUntil: 0.05, foreign: 2000 };

export type HeldOut = {
  readonly sensitivity: readonly Sensitivity[];
  readonly findings: readonly Finding[];
  readonly incidents: readonly Incident[];
};

/** Judges photos that were not learned from under the profiles of a calibration; null when it was aborted. */
export async function measureHeldOut(bench: Bench, calibration: Calibrated): Promise<HeldOut | null> {
  const { options } = bench;
  const { archiveForm, profiles, recipes, sourceFormats } = calibration;
  // Another seed, or these would be the photos that it learned from.
  const seed = (options.seed ^ HELD_OUT_SEED) | 0;
  const planned = planCalibration({
    ...options,
    seed,
    recipes,
    sourceFormats,
    photosPerClass: PHOTOS_PER_CLASS,
    nameAttacks: [],
  });
  const plan = carriedBy(planned, bench.carriers);
  const opened = await bench.open();
  if (opened.kind !== 'opened') {
    const incident: Incident = { kind: 'incident', incident: 'unavailable', detail: opened.detail };
    return { sensitivity: [], findings: [], incidents: [incident] };
  }
  const plans = { photos: plan, names: null, odd: null, damage: null };
  const laid = await layAlone(bench, opened, plans, archiveForm, 'held-out');
  if (laid === null) return null;
  const { answers, incidents } = await askAlone(bench, opened, plans, laid);
  if (bench.signal.aborted) return null;

  const storedFormat = (photo: PhotoPlan): SourceFormat => (photo.archived ? archiveForm.format : photo.format);
  const shown = createShownPhotos(plan.nonce, GRIDS_REMEMBERED, bench.carriers.carrierOf);
  const mixupIn = mixupsAlone(bench, plan, storedFormat);
  const sensitivity: Sensitivity[] = [];
  const findings: Finding[] = [];
  for (const [done, profile] of profiles.entries()) {
    bench.progress({ phase: 'injecting leaks', done, of: profiles.length });
    const recipe = recipes[profile.recipe];
    if (profile.kind === 'unreadable' || recipe === undefined) continue;
    const made = answers.filter(
      ({ entry, round }) =>
        round === 1 && recipeName(entry.recipe) === recipeName(recipe) && entry.sourceClass === profile.sourceClass,
    );
    const { samples } = await observeAlone(bench, made, recipe, storedFormat, new Map());
    const mixups = await mixupsAmong(mixupIn, made, profile);
    const { painted, doubted } = paintAlone(bench, samples, profile, recipe, shown);
    const clean = { made: samples.length, doubted, alarmed: mixups.length };
    findings.push(...mixups);
    sensitivity.push(measureSensitivity(bench, painted, profile, recipe, UNHURRIED, clean).sensitivity);
    // Ctrl-C is to be heard between two profiles.
    await new Promise((resolve) => setImmediate(resolve));
    if (bench.signal.aborted) return null;
  }
  return { sensitivity, findings, incidents };
}

const HELD_OUT_SEED = 0x5eed;

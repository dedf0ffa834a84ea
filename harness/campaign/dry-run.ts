// What a run would ask, how much of it and for how long, before anything is asked under load.

import { availableParallelism } from 'node:os';
import type { Calibration } from './calibrate.ts';
import { metadataLine } from './metadata-lessons.ts';
import { profileLines } from './profile-lines.ts';
import type { SamplePlan } from '../gate/sample-plan.ts';
import type { CheckOptions } from '../model/campaign.ts';
import { sweepsOf } from '../generate/sweeps.ts';
import { countOf, durationOf, oneIn, percent } from '../model/figures.ts';
import { recipeName } from '../model/recipe.ts';

export function dryRunLines(
  options: CheckOptions,
  calibration: Calibration,
  sample: SamplePlan | null,
  power: number,
): readonly string[] {
  if (calibration.kind !== 'calibrated' || sample === null) {
    return calibration.kind === 'ended'
      ? calibration.incidents.map((incident) => `It could not be calibrated: ${incident.incident}: ${incident.detail}`)
      : ['Interrupted while it was calibrated.'];
  }
  const lines = [
    `seed          ${options.seed}`,
    `load          ${options.owners} owners, concurrency ${options.concurrency}, batches of ${options.batch}, ${percent(options.archivedShare)} archived as ${calibration.archiveForm.format}`,
    `recipes       ${calibration.recipes.map(recipeName).join(', ')}`,
    `sources       ${calibration.sourceFormats.join(', ')}; names: ${calibration.nameAttacks.length} kinds that attack weak keys`,
    ...profileLines(calibration.profiles, calibration.recipes).map((line) => `profile       ${line}`),
    `profile       ${metadataLine(calibration.metadata)}`,
    ...calibration.narrowed.map((line) => `left out      ${line}`),
    `power         ${power.toFixed(4)} on one foreign 8×8 px tile (${countOf(calibration.noticed)} of ${countOf(calibration.injected)} injected leaks noticed)`,
  ];
  if (sample.kind === 'blind') return [...lines, ...sample.says];
  const sweeps = options.phases.includes('stress') ? sweepsOf(options, availableParallelism(), sample.thumbnails) : [];
  const besides = sweeps.reduce((sum, { asks, shape }) => sum + asks * shape.passes * shape.submissions, 0);
  const ms = (sample.thumbnails + besides) * calibration.msPerThumbnail;
  return [
    ...lines,
    `sample        ${countOf(sample.thumbnails)} thumbnails, ${countOf(sample.archived)} of them archived; if none is wrong: fewer than ${oneIn(sample.boundIfClean)}`,
    ...sample.says.map((line) => `              ${line}`),
    ...sweeps.map(({ name }, index) => `${index === 0 ? 'other loads   ' : '              '}${name}`),
    `time          at most about ${durationOf(ms)} under load, as fast as it worked alone (${calibration.msPerThumbnail.toFixed(1)} ms a thumbnail), and the painting of the photos`,
  ];
}

// How long it takes to say whose pixels a region shows, among a million photos, and whether the answer is right: rows,
// tiles and whole pictures from somewhere else in the run, through the door that the judge uses. The index that the first
// question makes is timed apart. `npm run bench:attributing`, with --json FILE to keep the figures.

import {
  cameraSides,
  largeRun,
  logUniformSides,
  madeOf,
  questionAbout,
  type LargeRun,
  type Made,
} from '../explain/large-run.ts';
import { mosaic } from '../judge/foreign-pixels.ts';
import { habit } from '../judge/thumbnails-made-alone.ts';
import { median, publish, type Figures } from './figures.ts';

const PHOTOS = 1_000_000;
const SIDE_PX = 128;
/** Of so many photos the pixels turn up elsewhere, each in every shape; once more before the clock runs. */
const DONORS = 40;

const SHAPES = {
  'whole pictures': { x: 0, y: 0, width: SIDE_PX, height: SIDE_PX },
  halves: { x: 0, y: 64, width: SIDE_PX, height: 64 },
  '16 rows': { x: 0, y: 40, width: SIDE_PX, height: 16 },
  'tiles of 32 px': { x: 17, y: 54, width: 32, height: 32 },
} as const;

type Shape = keyof typeof SHAPES;
const SHAPE_NAMES: readonly Shape[] = ['whole pictures', 'halves', '16 rows', 'tiles of 32 px'];

const figures: Record<string, number> = {};
Object.assign(figures, await measured('50 camera sizes', largeRun('cameras', PHOTOS, cameraSides)));
Object.assign(figures, await measured('log-uniform sides', largeRun('log-uniform', PHOTOS, logUniformSides)));
await publish(figures);

async function measured(sizes: string, run: LargeRun): Promise<Figures> {
  const made = await madeOf(run, DONORS, habit({ width: SIDE_PX, height: SIDE_PX }));
  const began = process.cpuUsage();
  attributed(run, made, 0, 'halves');
  const indexMs = millisecondsSince(began);
  for (let donor = 0; donor < DONORS; donor++) attributed(run, made, donor, 'halves');
  const times = SHAPE_NAMES.map((shape) =>
    Array.from({ length: DONORS }, (_, donor) => attributed(run, made, donor, shape)),
  );
  const all = times.flat();
  return {
    [`attribution over 1 M photos of ${sizes}, ms per region`]: median(all.map(({ msPerRegion }) => msPerRegion)),
    [`attribution over 1 M photos of ${sizes}, recall`]: all.filter(({ right }) => right).length / all.length,
    [`index of 1 M photos of ${sizes}, ms`]: indexMs,
    ...Object.fromEntries(
      times.map((ofShape, at) => [
        `attribution over 1 M photos of ${sizes}, ${SHAPE_NAMES[at] ?? ''}, ms per region`,
        median(ofShape.map(({ msPerRegion }) => msPerRegion)),
      ]),
    ),
  };
}

/** Pixels of photo `donor` under the name of the next; `right` when it alone is named. */
function attributed(run: LargeRun, made: Made, donor: number, shape: Shape): { right: boolean; msPerRegion: number } {
  const victim = (donor + 1) % DONORS;
  const [own, foreign] = [made.pictures[victim], made.pictures[donor]];
  if (own === undefined || foreign === undefined) throw new RangeError(`Expected pictures ${victim} and ${donor}.`);
  const question = questionAbout(run, made, victim, mosaic(own, foreign, SHAPES[shape]));
  if (question === null) throw new Error(`Expected foreign ${shape} to be in doubt.`);
  const began = process.cpuUsage();
  const mixup = run.naming.proven(question);
  const ms = millisecondsSince(began);
  const named = mixup?.donors.map(({ id }) => id).join();
  return { right: named === run.photos[donor]?.id, msPerRegion: ms / question.regions.length };
}

/** Of processor time, all threads: what else a machine does costs only as much as it takes of the caches. */
function millisecondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

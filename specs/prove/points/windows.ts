// Issue 4: faults that show only in a window, and how many thumbnails it takes to find them, beside a naive loop over the
// same thumbnailers.

import { join } from 'node:path';
import { windows, type WindowCanary } from '../../../fixtures/windows/registry.ts';
import { REPOSITORY_ROOT, withScratchFolder } from '../gate-run.ts';
import { atLeast, equals, numberIn, textIn, type DoneStep, type Figures, type Point, type Share } from '../point.ts';
import { windowBench, type Detection } from '../window-trials.ts';

/** The sample of the default gate; a fifth of it comes on top under other loads. */
const GATE_THUMBNAILS = 5306;
/** A night: so many gates of a rare fault, one after the other. */
const NIGHT_ROUNDS = 12;
const NAIVE_THUMBNAILS = { usual: 10_000, rare: 60_000 };
const SEEDS: Readonly<Record<Share, number>> = { full: 5, ci: 1 };
const TIMES_BETTER = 10;

const PHOTOS_SHARED = join(REPOSITORY_ROOT, '.thumbproof/prove/photos');

export const windowCanaries: Point = {
  title: 'Faults that show only in a window',
  steps: (share) =>
    windows
      // A night is too long to wait for with every change.
      .filter(({ rare }) => share === 'full' || !rare)
      .map((canary) => ({ id: canary.name, run: () => found(canary, share) })),
  conclude: (done, share) => {
    const ratios = done.map((step) => numberIn(step, 'naiveAtLeast') / numberIn(step, 'median'));
    return {
      claims: [
        ...done.map((step) => equals(`${step.id}: seeds in which it was not found`, 0, numberIn(step, 'missed'))),
        ...(share === 'ci'
          ? []
          : [
              atLeast('times better than the naive loop, at the worst', 1, Math.min(...ratios)),
              atLeast(
                `windows found with at most a ${TIMES_BETTER}th of the thumbnails`,
                done.length / 2,
                ratios.filter((ratio) => ratio >= TIMES_BETTER).length,
              ),
            ]),
      ],
      table: {
        columns: ['window', 'thumbnails to the first breach, median', 'of seeds', 'naive loop, median'],
        rows: done.map((step) => [step.id, textIn(step, 'median'), textIn(step, 'seeds'), naiveSays(step)]),
      },
    };
  },
};

function found(canary: WindowCanary, share: Share): Promise<Figures> {
  return withScratchFolder(async (scratch) => {
    const bench = await windowBench(canary, scratch, PHOTOS_SHARED);
    const naiveMost = NAIVE_THUMBNAILS[canary.rare ? 'rare' : 'usual'];
    const [gate, naive]: [Detection[], Detection[]] = [[], []];
    for (let seed = 1; seed <= SEEDS[share]; seed++) {
      gate.push(await inRounds(canary.rare ? NIGHT_ROUNDS : 1, seed, (own) => bench.gate(own, GATE_THUMBNAILS)));
      if (share === 'full') naive.push(await bench.naive(seed, naiveMost));
    }
    return {
      seeds: gate.length,
      missed: gate.filter((answers) => answers === null).length,
      median: medianOf(gate, GATE_THUMBNAILS),
      naiveAtLeast: medianOf(naive, naiveMost),
      naiveMissed: naive.filter((answers) => answers === null).length,
    };
  });
}

/** Gates of further seeds, until one finds it; what the earlier ones asked counts too. */
async function inRounds(rounds: number, seed: number, gate: (seed: number) => Promise<Detection>): Promise<Detection> {
  const perRound = GATE_THUMBNAILS * 1.2;
  for (let round = 0; round < rounds; round++) {
    const answers = await gate(seed + 1000 * round);
    if (answers !== null) return Math.round(round * perRound + answers);
  }
  return null;
}

/** What was not found at all counts as not found before `most`. */
function medianOf(detections: readonly Detection[], most: number): number {
  const sorted = detections.map((answers) => answers ?? most).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function naiveSays(step: DoneStep): string {
  const missed = numberIn(step, 'naiveMissed');
  if (numberIn(step, 'naiveAtLeast') === 0) return 'not run';
  return missed > numberIn(step, 'seeds') / 2
    ? `not within ${textIn(step, 'naiveAtLeast')} (${missed} of ${textIn(step, 'seeds')} seeds)`
    : textIn(step, 'naiveAtLeast');
}

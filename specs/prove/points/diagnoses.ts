// Issue 5, diagnosis: of every canary it is known which fault it is. How often the diagnosis of one load names it first, or
// among the first two, and how often it is sure of another, is a table of what was taken for what.

import { join } from 'node:path';
import { canaries, type RegisteredCanary } from '../../../fixtures/canaries/registry.ts';
import { diagnose } from '../../../harness/explain/diagnosis.ts';
import { rateOf } from '../canary-rates.ts';
import { canaryBench } from '../canary-trials.ts';
import { REPOSITORY_ROOT, withScratchFolder } from '../gate-run.ts';
import { atLeast, equals, numberIn, short, textIn, type Figures, type Point, withSteps } from '../point.ts';

const SEEDS = { full: 20, ci: 2 } as const;
/** A canary that strikes in fewer loads than one in so many is not being tested. */
const LOADS_PER_SEED_MAX = 8;
const ARCHIVED_SHARE = 0.5;

const FIRST_MIN = 0.9;
const FIRST_TWO_MIN = 0.98;
/** In CI two loads of a few canaries, of which a few may be unlucky. */
const CI_FIRST_MIN = 0.6;

/** One of each family of faults, for the share that every change waits for. */
const CI_CANARIES: ReadonlySet<string> = new Set([
  'line-2024',
  'completion-order',
  'base-name-cache',
  'index-shift',
  'left-reply',
  'uncleared-canvas',
  'stale-worker overwrites',
]);

/** The same seeds for every canary: their photos are made once. */
const PHOTOS_SHARED = join(REPOSITORY_ROOT, '.thumbproof/prove/photos');

export const diagnoses: Point = {
  title: 'The diagnosis of a load, against the fault that the canary is known to have',
  steps: (share) =>
    canaries
      .filter(({ name }) => share === 'full' || CI_CANARIES.has(name))
      .map((canary) => ({ id: canary.name, run: () => diagnosed(canary, SEEDS[share]) })),
  conclude: (done, share) => {
    const rows = withSteps(canaries, ({ name }) => name, done);
    const sum = (name: string) => rows.reduce((total, { step }) => total + numberIn(step, name), 0);
    const loads = sum('loads');
    return {
      claims: [
        atLeast(
          'loads whose diagnosis names the right class first, in %',
          100 * (share === 'full' ? FIRST_MIN : CI_FIRST_MIN),
          (100 * sum('first')) / loads,
        ),
        ...(share === 'full'
          ? [
              atLeast(
                'loads whose diagnosis names it among the first two, in %',
                100 * FIRST_TWO_MIN,
                (100 * sum('firstTwo')) / loads,
              ),
            ]
          : []),
        equals('loads whose diagnosis is sure of another class', 0, sum('sureAndWrong')),
      ],
      table: {
        columns: [
          'canary',
          'class',
          'loads',
          'right first',
          'among the first two',
          'sure, and right',
          'sure, and wrong',
          'named first instead',
        ],
        rows: [
          ...rows.map(({ subject, step }) => [
            subject.name,
            subject.classes.join(' '),
            ...COUNTED.map((name) => String(numberIn(step, name))),
            textIn(step, 'instead'),
          ]),
          ['all', '', ...COUNTED.map((name) => `${sum(name)} (${short((100 * sum(name)) / loads)} %)`), ''],
        ],
      },
    };
  },
};

const COUNTED = ['loads', 'first', 'firstTwo', 'sureAndRight', 'sureAndWrong'] as const;

/** So many loads in which something was charged. */
function diagnosed(canary: RegisteredCanary, loads: number): Promise<Figures> {
  return withScratchFolder(async (scratch) => {
    const bench = await canaryBench(canary, rateOf(canary), scratch, PHOTOS_SHARED);
    const sums = new Map<(typeof COUNTED)[number], number>(COUNTED.map((name) => [name, 0]));
    const add = (name: (typeof COUNTED)[number], isSo: boolean) =>
      sums.set(name, (sums.get(name) ?? 0) + (isSo ? 1 : 0));
    const instead = new Map<string, number>();
    for (let seed = 1; (sums.get('loads') ?? 0) < loads && seed <= LOADS_PER_SEED_MAX * loads; seed++) {
      const { breaches, asks } = await bench.trial(seed);
      const diagnosis = diagnose(breaches, { archivedShare: ARCHIVED_SHARE, asks });
      if (diagnosis === null) continue;
      const { classes, confidence } = diagnosis;
      const [first = 'none'] = classes;
      const isRight = canary.classes.includes(first);
      add('loads', true);
      add('first', isRight);
      add(
        'firstTwo',
        classes.slice(0, 2).some((name) => canary.classes.includes(name)),
      );
      add('sureAndRight', confidence === 'high' && isRight);
      add('sureAndWrong', confidence === 'high' && !isRight);
      if (!isRight) instead.set(first, (instead.get(first) ?? 0) + 1);
    }
    return {
      ...Object.fromEntries(sums),
      instead: [...instead].map(([name, count]) => `${name}: ${count}`).join(', '),
    };
  });
}

// Issue 3, canaries: one seed in which a fault is caught shows that it can be; two hundred show that it will be. Every
// canary meets every seed, and an eyewitness says in which of them it did anything wrong at all.

import { join } from 'node:path';
import { canaries, type RegisteredCanary } from '../../../fixtures/canaries/registry.ts';
import { lowerLimit } from '../../../harness/gate/clopper-pearson.ts';
import { INCIDENT_CLASSES } from '../../../harness/model/incident-class.ts';
import { ORACLES } from '../../../harness/model/verdict.ts';
import { rateOf } from '../canary-rates.ts';
import { canaryBench, type CanaryTrial } from '../canary-trials.ts';
import { REPOSITORY_ROOT, withScratchFolder } from '../gate-run.ts';
import { equals, numberIn, short, type Claim, type DoneStep, type Figures, type Point, type Share } from '../point.ts';

/** Seeds of one step: a proof that is cut short loses a minute. */
const BLOCK_SEEDS = { full: 50, ci: 1 } as const;
const BLOCKS = { full: 4, ci: 1 } as const;
/** Seeds of a block lie together and far from those of the next, so that there is room to ask again with other ones. */
const BLOCK_STRIDE = 1000;
/** A canary that is wrong in fewer loads than one in so many is not being tested. */
const TRIALS_PER_SEED_MAX = 8;
const CONFIDENCE = 0.99;

/** One of each oracle that canaries name, for the share that every change waits for. */
const CI_CANARIES: ReadonlySet<string> = new Set([
  'line-2024',
  'base-name-cache',
  'pooled-buffer',
  'dropped-answer',
  'orientation-under-load',
  'metadata-of-the-previous',
  'half-written-file',
  'stale-cache',
  'stale-worker overwrites',
]);

/** The same seeds for every canary: their photos are made once. */
const PHOTOS_SHARED = join(REPOSITORY_ROOT, '.thumbproof/prove/photos');

export const canaryTable: Point = {
  title: 'Every canary against every oracle',
  steps: (share) =>
    canaries
      .filter(({ name }) => share === 'full' || CI_CANARIES.has(name))
      .flatMap((canary) =>
        Array.from({ length: BLOCKS[share] }, (_, block) => ({
          id: stepId(canary, block),
          run: () => meetSeeds(canary, 1 + block * BLOCK_STRIDE, BLOCK_SEEDS[share]),
        })),
      ),
  conclude: (done, share) => {
    const tallies = canaries.flatMap((canary) => {
      const steps = done.filter(({ id }) => id.startsWith(stepId(canary, '')));
      return steps.length === 0 ? [] : [tallyOf(canary, steps)];
    });
    return {
      claims: [
        equals(
          'classes of incidents that have a canary',
          Object.keys(INCIDENT_CLASSES).length,
          classesOf(canaries).size,
        ),
        ...tallies.flatMap((tally) => claimsOf(tally, share)),
        equals(
          'loads in which something was charged though every answer was right',
          0,
          tallies.reduce((sum, { figure }) => sum + figure('chargedIdle'), 0),
        ),
      ],
      table: {
        columns: [
          'canary',
          'class',
          'rate',
          'wrong answers',
          'charged',
          ...ORACLES,
          'seeds',
          'without a fault',
          'caught',
          `caught at least (${100 * CONFIDENCE} %)`,
        ],
        rows: tallies.map(rowOf),
      },
    };
  },
};

const stepId = ({ name }: RegisteredCanary, block: number | '') => `${name} seeds ${block === '' ? '' : block + 1}`;
const classesOf = (of: readonly RegisteredCanary[]) => new Set(of.flatMap(({ classes }) => classes));

/** So many loads in which the canary was wrong; a seed in which it was not is no test, and the next one is taken. */
function meetSeeds(canary: RegisteredCanary, firstSeed: number, seeds: number): Promise<Figures> {
  return withScratchFolder(async (scratch) => {
    const bench = await canaryBench(canary, rateOf(canary), scratch, PHOTOS_SHARED);
    const sums = new Map<string, number>();
    const add = (name: string, count: number) => sums.set(name, (sums.get(name) ?? 0) + count);
    for (const name of COUNTED) add(name, 0);
    const missed: number[] = [];
    for (
      let seed = firstSeed;
      (sums.get('seeds') ?? 0) < seeds && seed < firstSeed + TRIALS_PER_SEED_MAX * seeds;
      seed++
    ) {
      const trial = await bench.trial(seed);
      const charged = new Set(trial.breaches.map(({ oracle }) => oracle));
      if (trial.wrong === 0) {
        add('idle', 1);
        add('chargedIdle', charged.size > 0 ? 1 : 0);
        continue;
      }
      add('seeds', 1);
      add('caught', charged.size > 0 ? 1 : 0);
      add('wrong', trial.wrong);
      add('charged', chargedAnswers(trial));
      for (const oracle of charged) add(oracle, 1);
      if (charged.size === 0) missed.push(seed);
    }
    return { ...Object.fromEntries(sums), missed: missed.join(' ') };
  });
}

const COUNTED = ['seeds', 'idle', 'chargedIdle', 'caught', 'wrong', 'charged', ...ORACLES] as const;

/** Several oracles may charge one answer. */
function chargedAnswers({ breaches }: CanaryTrial): number {
  return new Set(breaches.map(({ key }) => key)).size;
}

type Tally = {
  readonly canary: RegisteredCanary;
  readonly figure: (name: (typeof COUNTED)[number]) => number;
};

function tallyOf(canary: RegisteredCanary, steps: readonly DoneStep[]): Tally {
  return { canary, figure: (name) => steps.reduce((sum, step) => sum + numberIn(step, name), 0) };
}

function claimsOf({ canary, figure }: Tally, share: Share): readonly Claim[] {
  return [
    equals(`seeds in which ${canary.name} was wrong`, BLOCKS[share] * BLOCK_SEEDS[share], figure('seeds')),
    equals(`of them caught`, figure('seeds'), figure('caught')),
    {
      says: `seeds in which ${canary.oracle} charged ${canary.name}`,
      expected: 'most of them',
      measured: String(figure(canary.oracle)),
      holds: 2 * figure(canary.oracle) > figure('seeds'),
    },
  ];
}

function rowOf({ canary, figure }: Tally): readonly string[] {
  const seeds = figure('seeds');
  const share = (count: number) => (count === 0 ? '–' : `${short((100 * count) / seeds)} %`);
  return [
    canary.name,
    canary.classes.join(' '),
    String(rateOf(canary)),
    String(figure('wrong')),
    String(figure('charged')),
    ...ORACLES.map((oracle) => share(figure(oracle))),
    String(seeds),
    String(figure('idle')),
    share(figure('caught')),
    `${short(100 * lowerLimit(figure('caught'), seeds, CONFIDENCE))} %`,
  ];
}

// Point 3 of issue 1: the bug this project exists for is caught whatever the seed, and named for what it is.

import { MIXUP_KINDS, type Breach, type Result } from '../../../harness/model/verdict.ts';
import { gateFigures } from '../gate-figures.ts';
import { runGate } from '../gate-run.ts';
import { PHOTOS_SHARED } from '../left-alone.ts';
import { missChance } from '../miss-chance.ts';
import { atLeast, atMost, equals, numberIn, short, stepOf, textIn, type Figures, type Point } from '../point.ts';

const ADAPTER = ['--adapter', 'fixtures/canaries/line-2024.ts'];
/** Torn thumbnails per archived one above the threshold: the canary's default, LINE's "less than 0.3 %". */
const FAULT_RATE = 0.003;
const SEEDS = { full: 50, ci: 1 } as const;
/** How many of the seeds also wait for the diagnosis, half a minute each. */
const DIAGNOSED_SEEDS = { full: 5, ci: 1 } as const;
const MISS_CHANCE_MAX = 0.001;
const SWITCHED_OFF = 'switched off';

export const line2024: Point = {
  title: 'The LINE Albums bug of November 2024, as a canary',
  steps: (share) => [
    ...Array.from({ length: SEEDS[share] }, (_, index) => ({
      id: `seed ${index + 1}`,
      run: () => hunt(index + 1, index < DIAGNOSED_SEEDS[share]),
    })),
    { id: SWITCHED_OFF, run: switchedOff },
  ],
  conclude: (done, share) => {
    const hunts = done.filter(({ id }) => id !== SWITCHED_OFF);
    const off = stepOf(done, SWITCHED_OFF);
    const caught = hunts.filter((step) => numberIn(step, 'exitCode') === 1);
    const miss = missChance(FAULT_RATE, numberIn(off, 'power'), numberIn(off, 'archivedVerified'));
    const count = (figure: string) => hunts.filter(({ figures }) => figures[figure] === true).length;
    const walls = hunts.map((step) => numberIn(step, 'wallMs') / 1000).sort((a, b) => a - b);
    return {
      claims: [
        equals('seeds in which it is caught', SEEDS[share], caught.length),
        atMost('chance of a miss, from the measured power', MISS_CHANCE_MAX, miss),
        equals('seeds that name victim, donor, both owners and torn regions', SEEDS[share], count('named')),
        equals('seeds in which all that is hit is archived', SEEDS[share], count('onlyArchived')),
        equals('seeds in which the donor is the next in the queue', SEEDS[share], count('donorIsNext')),
        atLeast('diagnoses that say both', DIAGNOSED_SEEDS[share], count('diagnosed')),
        equals('exit code with the fault switched off', 0, numberIn(off, 'exitCode')),
      ],
      table: {
        columns: ['what', 'measured'],
        rows: [
          ['caught', `${caught.length} of ${hunts.length} seeds`],
          ['median time to the verdict', `${short(walls[Math.floor(walls.length / 2)] ?? 0)} s`],
          ['victim, donor, owners and torn regions named', `${count('named')} of ${hunts.length}`],
          ['only archived photos hit', `${count('onlyArchived')} of ${hunts.length}`],
          ['donor is the next in the queue', `${count('donorIsNext')} of ${hunts.length}`],
          [
            'chance of a miss',
            `${short(100 * miss)} %: ${FAULT_RATE * 100} % of ${textIn(off, 'archivedVerified')} archived thumbnails, ` +
              `each seen with probability ${short(numberIn(off, 'power'))} or more`,
          ],
          ['fault switched off', `exit code ${textIn(off, 'exitCode')}, ${textIn(off, 'verified')} verified`],
        ],
      },
    };
  },
};

async function hunt(seed: number, waitsForDiagnosis: boolean): Promise<Figures> {
  const patience = waitsForDiagnosis ? [] : ['--explain-time', '0s'];
  const flags = [...ADAPTER, '--seed', String(seed), ...patience];
  const run = await runGate({ flags, cacheFolder: PHOTOS_SHARED });
  return { ...gateFigures(run), ...(run.result === null ? {} : whatItNames(run.result)) };
}

async function switchedOff(): Promise<Figures> {
  const flags = [...ADAPTER, '--seed', '1'];
  return gateFigures(await runGate({ flags, environment: { CANARY_RATE: '0' }, cacheFolder: PHOTOS_SHARED }));
}

/** A tear near the edge leaves so little of the photo's own that it is named foreign, with the region it fills. */
function whatItNames({ breaches, diagnosis }: Result): Figures {
  const mixups = breaches.filter(({ kind }) => MIXUP_KINDS.has(kind));
  const said = diagnosis === null ? '' : [diagnosis.cause, ...diagnosis.because].join(' ');
  return {
    named: mixups.length > 0 && mixups.every(namesAll),
    onlyArchived: mixups.length > 0 && breaches.every(({ archived }) => archived),
    donorIsNext: mixups.length > 0 && mixups.every(({ queueDistance }) => queueDistance === 1),
    diagnosed: /archived/i.test(said) && /next/i.test(said),
  };
}

function namesAll({ victim, donors, regions }: Breach): boolean {
  const [donor] = donors;
  return victim.owner !== '' && victim.photo !== '' && donor !== undefined && donor.owner !== '' && regions.length > 0;
}

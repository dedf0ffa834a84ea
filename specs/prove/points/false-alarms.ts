// Issue 3, false alarms: a million thumbnails of sharp and twenty thousand of every other program, and not one of them
// charged; what only looks odd is in point 4 of issue 1. The longest run shows as well that a harness does not grow with
// its load.

import { programCommand } from '../../programs.ts';
import { gateFigures } from '../gate-figures.ts';
import { runGate } from '../gate-run.ts';
import { LEFT_ALONE_FLAGS, LEFT_ALONE_THUMBNAILS, leftAloneClaims, PHOTOS_SHARED } from '../left-alone.ts';
import { atLeast, atMost, numberIn, short, textIn, type DoneStep, type Figures, type Point } from '../point.ts';
import { peakAfter, peakOfAll } from '../peak-memory.ts';
import { COMMAND_LINES, type CommandProgram } from './gate-on-commands.ts';
import { SHARP_RUNS, type SharpRun } from './sharp-runs.ts';

const SHARP_THUMBNAILS = 1_000_000;
/** Another one than that of the proof of issue 1, so that the two add up. */
const SEED = 2;
const MEMORY_MAX_MIB = 500;
const GROWTH_MAX = 1.2;
const SETTLED_THUMBNAILS = 50_000;
const COMMAND_FLAGS = ['--sizes', '64x64', '--formats', 'jpeg,webp'];
const PROGRAMS: readonly CommandProgram[] = ['vipsthumbnail', 'convert', 'gm'];

export const falseAlarms: Point = {
  title: 'No false alarm in a million thumbnails',
  steps: (share) => [
    ...SHARP_RUNS[share].map((run) => ({ id: run.id, run: () => runSharp(run) })),
    ...PROGRAMS.map((program) => ({ id: program, run: () => runProgram(program, LEFT_ALONE_FLAGS[share]) })),
  ],
  conclude: (done, share) => {
    const bySharp = done.filter(({ id }) => SHARP_RUNS[share].some((run) => run.id === id));
    const longest = bySharp.filter(({ figures }) => typeof figures['settledMiB'] === 'number');
    const atLeastOf = (step: DoneStep) =>
      SHARP_RUNS[share].find(({ id }) => id === step.id)?.thumbnails ?? (share === 'full' ? LEFT_ALONE_THUMBNAILS : 1);
    return {
      claims: [
        ...done.flatMap((step) => leftAloneClaims(step.id, step, atLeastOf(step))),
        ...(share === 'full' ? [atLeast('thumbnails verified on sharp', SHARP_THUMBNAILS, verifiedIn(bySharp))] : []),
        ...longest.flatMap((step) => [
          atMost(`memory after ${step.id} against that after 50 000`, GROWTH_MAX, growthIn(step)),
          atMost(`memory of the harness on ${step.id}`, MEMORY_MAX_MIB, numberIn(step, 'peakMiB'), ' MiB'),
        ]),
      ],
      table: {
        columns: ['load', 'verified', 'repeats', 'asked alone', 'unreadable', 'breaches', 'peak memory', 'wall'],
        rows: [...done.map(rowOf), ['all', String(verifiedIn(done)), '', '', '', '', '', '']],
      },
    };
  },
};

async function runSharp({ seed, thumbnails, flags }: SharpRun): Promise<Figures> {
  const count = ['--seed', String(seed), '--thumbnails', String(thumbnails), '--inconclusive', 'warn'];
  const run = await runGate({ flags: [...count, ...flags] });
  return {
    ...gateFigures(run),
    settledMiB: peakAfter(run.lines, SETTLED_THUMBNAILS),
    peakMiB: peakOfAll(run.lines),
  };
}

async function runProgram(program: CommandProgram, share: readonly string[]): Promise<Figures> {
  const command = programCommand(program);
  if (command === null) throw new Error(`Expected ${program} to be installed; "bash .ci/run" installs it.`);
  const template = COMMAND_LINES[program].replace('{program}', command);
  const flags = ['--command', template, '--seed', String(SEED), ...COMMAND_FLAGS, ...share];
  const run = await runGate({ flags, cacheFolder: PHOTOS_SHARED });
  return { ...gateFigures(run), peakMiB: peakOfAll(run.lines) };
}

function verifiedIn(steps: readonly DoneStep[]): number {
  return steps.reduce((sum, step) => sum + numberIn(step, 'verified'), 0);
}

function growthIn(step: DoneStep): number {
  return numberIn(step, 'peakMiB') / numberIn(step, 'settledMiB');
}

function rowOf(step: DoneStep): readonly string[] {
  const unreadable = numberIn(step, 'unreadable');
  return [
    step.id,
    textIn(step, 'verified'),
    textIn(step, 'repeats'),
    textIn(step, 'askedAlone'),
    `${short((100 * unreadable) / Math.max(1, unreadable + numberIn(step, 'verified')))} %`,
    textIn(step, 'breaches'),
    textIn(step, 'peakMiB') === '–' ? '–' : `${textIn(step, 'peakMiB')} MiB`,
    `${Math.round(numberIn(step, 'wallMs') / 1000)} s`,
  ];
}

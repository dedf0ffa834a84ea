// Point 2 of issue 1: the same gate on two programs that know nothing of it, one process per photo.

import { programCommand, type ProgramName } from '../../programs.ts';
import { gateFigures } from '../gate-figures.ts';
import { runGate } from '../gate-run.ts';
import {
  atLeast,
  atMost,
  CI_SAMPLE,
  equals,
  numberIn,
  short,
  textIn,
  type DoneStep,
  type Point,
  type Share,
} from '../point.ts';
import { timeLeftError } from '../time-left.ts';

/** Command templates by program, with what stands for the program itself replaced by what starts it here. */
export const COMMAND_LINES = {
  vipsthumbnail: '{program} {input} -s {width}x{height} -o {output}',
  convert: '{program} {input} -auto-orient -thumbnail {width}x{height} {output}',
  gm: '{program} convert {input} -auto-orient -thumbnail {width}x{height} {output}',
} satisfies Readonly<Partial<Record<ProgramName, string>>>;

export type CommandProgram = keyof typeof COMMAND_LINES;

const FLAGS: Readonly<Record<Share, readonly string[]>> = {
  full: ['--seed', '1'],
  ci: ['--seed', '1', ...CI_SAMPLE],
};

/** The middle estimate of the time left may miss the true end by this share of the run. */
const TIME_LEFT_ERROR_MAX = 0.25;

const PROGRAMS = ['vipsthumbnail', 'convert'] as const;

export const gateOnCommands: Point = {
  title: 'The gate on vipsthumbnail and ImageMagick, through --command',
  steps: (share) => PROGRAMS.map((program) => ({ id: program, run: () => gateOn(program, share) })),
  conclude: (done, share) => ({
    claims: done.flatMap((step) => claimsOf(step, share)),
    table: {
      columns: ['program', 'verdict', 'verified', 'archived', 'bound at 99 %', 'wall', 'error of the time left'],
      rows: done.map((step) => [
        step.id,
        textIn(step, 'verdict'),
        textIn(step, 'verified'),
        textIn(step, 'archivedVerified'),
        short(numberIn(step, 'boundPerThumbnail')),
        `${short(numberIn(step, 'wallMs') / 1000)} s`,
        `${short(100 * numberIn(step, 'timeLeftError'))} %`,
      ]),
    },
  }),
};

async function gateOn(program: (typeof PROGRAMS)[number], share: Share) {
  const command = programCommand(program);
  if (command === null) throw new Error(`Expected ${program} to be installed; "bash .ci/run" installs it.`);
  const template = COMMAND_LINES[program].replace('{program}', command);
  const run = await runGate({ flags: [...FLAGS[share], '--command', template] });
  return { ...gateFigures(run), timeLeftError: timeLeftError(run.lines, run.wallMs) };
}

function claimsOf(step: DoneStep, share: Share) {
  return [
    equals(`exit code on ${step.id}`, 0, numberIn(step, 'exitCode')),
    equals(`breaches on ${step.id}`, 0, numberIn(step, 'breaches')),
    atLeast(`thumbnails verified on ${step.id}`, share === 'full' ? 4603 : 1, numberIn(step, 'verified')),
    ...(share === 'full' ? fullClaims(step) : []),
  ];
}

function fullClaims(step: DoneStep) {
  return [
    equals(`verdict on ${step.id}`, 'upheld', textIn(step, 'verdict')),
    atMost(`bound on ${step.id}`, 0.001, numberIn(step, 'boundPerThumbnail')),
    atMost(`error of the time left on ${step.id}`, TIME_LEFT_ERROR_MAX, numberIn(step, 'timeLeftError')),
  ];
}

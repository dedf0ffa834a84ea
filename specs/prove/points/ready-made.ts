// Issue 3: every way in, proven on thumbnailers that nobody here wrote, with no flag but the one that names them and what
// they cannot do; and stock software that is known to mix photos up, found through its own way in.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { positiveControls, readyMade, type ReadyMade } from '../../../fixtures/thumbnailers/registry.ts';
import { isProgramName, programCommand, programVersion } from '../../programs.ts';
import { gateFigures } from '../gate-figures.ts';
import { REPOSITORY_ROOT, runGate, type GateRun } from '../gate-run.ts';
import { atLeast, equals, numberIn, short, textIn, withSteps, type Figures, type Point, type Share } from '../point.ts';

/** How many thumbnails each must have verified; a process for each photo is slow, and CI waits for all of them. */
const SAMPLE: Readonly<Record<Share, number>> = { full: 2000, ci: 120 };
const CONTROL_SAMPLE: Readonly<Record<Share, number>> = { full: 1500, ci: 500 };
const RECIPE = ['--sizes', '128x128', '--formats', 'jpeg'] as const;

export const readyMadeThumbnailers: Point = {
  title: 'Thumbnailers that nobody here wrote, each through its own way in',
  steps: (share) =>
    readyMade.map((subject) => ({
      id: subject.name,
      run: async () => figuresOf(subject, await gate(subject, SAMPLE[share])),
    })),
  conclude: (done, share) => {
    const rows = withSteps(readyMade, ({ name }) => name, done);
    return {
      claims: rows.flatMap(({ step }) => [
        equals(`exit code on ${step.id}`, 0, numberIn(step, 'exitCode')),
        equals(`breaches on ${step.id}`, 0, numberIn(step, 'breaches')),
        atLeast(`thumbnails verified on ${step.id}`, SAMPLE[share], numberIn(step, 'verified')),
      ]),
      table: {
        columns: [
          'thumbnailer',
          'version',
          'way in',
          'verified',
          'a second',
          'orientation',
          'bytes repeat',
          'left out by name',
        ],
        rows: rows.map(({ subject, step }) => [
          step.id,
          textIn(step, 'version'),
          subject.flags[0] ?? 'built in',
          textIn(step, 'verified'),
          short(numberIn(step, 'perSecond')),
          textIn(step, 'orientation'),
          textIn(step, 'byteStable'),
          textIn(step, 'narrowed'),
        ]),
      },
    };
  },
};

export const positiveControlsFound: Point = {
  title: 'Stock software that mixes photos up, found through its own way in',
  steps: (share) =>
    positiveControls.map((subject) => ({
      id: subject.name,
      run: async () => figuresOf(subject, await gate(subject, CONTROL_SAMPLE[share])),
    })),
  conclude: (done) => {
    const rows = withSteps(positiveControls, ({ name }) => name, done);
    return {
      claims: rows.flatMap(({ subject, step }) => [
        equals(`exit code on ${step.id}`, 1, numberIn(step, 'exitCode')),
        {
          says: `a breach of a kind that ${step.id} makes`,
          expected: subject.kinds.join(' or '),
          measured: textIn(step, 'kinds'),
          holds: subject.kinds.some((kind) => textIn(step, 'kinds').split(', ').includes(kind)),
        },
      ]),
      table: {
        columns: ['software', 'its fault', 'found', 'classes it stands for', 'diagnosis'],
        rows: rows.map(({ subject, step }) => [
          step.id,
          subject.fault,
          textIn(step, 'kinds'),
          subject.classes.join(', '),
          textIn(step, 'diagnosis'),
        ]),
      },
    };
  },
};

function gate({ program, flags, narrowed }: ReadyMade, thumbnails: number): Promise<GateRun> {
  const command = program === null || !isProgramName(program) ? '' : programCommand(program);
  if (command === null) throw new Error(`Expected ${program} to be installed; "bash .ci/run" installs it.`);
  const filled = flags.map((flag) => flag.replace('{program}', command));
  const sample = ['--seed', '1', '--thumbnails', String(thumbnails), '--inconclusive', 'warn', '--explain-time', '10s'];
  return runGate({ flags: [...sample, ...RECIPE, ...filled, ...narrowed] });
}

function figuresOf({ name, program }: ReadyMade, run: GateRun): Figures {
  const { result } = run;
  const profile = result?.profile.filter((line) => line.includes('orientation')) ?? [];
  const version = program !== null && isProgramName(program) ? programVersion(program) : packageVersion(name);
  return {
    ...gateFigures(run),
    version,
    perSecond: result === null ? 0 : (1000 * result.requested) / Math.max(1, result.timing.thumbnailerMs),
    orientation: /orientation (.*?), gain/.exec(profile[0] ?? '')?.[1] ?? '',
    byteStable: profile.every((line) => line.includes('bytes repeat')) ? 'yes' : 'no',
    narrowed: (result?.narrowed ?? []).map((line) => line.replace(/:[^]*$/, '')).join(', '),
    kinds: [...new Set(result?.breaches.map(({ kind }) => kind))].join(', '),
    diagnosis: result?.diagnosis?.classes.join(', ') ?? '',
  };
}

/** Of the npm package of that name, as installed. */
function packageVersion(name: string): string {
  try {
    const text = readFileSync(join(REPOSITORY_ROOT, 'node_modules', name, 'package.json'), 'utf8');
    return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? '';
  } catch {
    return '';
  }
}

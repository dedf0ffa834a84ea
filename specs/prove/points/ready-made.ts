// Issue 3: every way in, proven on thumbnailers that nobody here wrote, with no flag but the one that names them and what
// they cannot do; and stock software that is known to mix photos up, found through its own way in.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  positiveControls,
  readyMade,
  type PositiveControl,
  type ReadyMade,
} from '../../../fixtures/thumbnailers/registry.ts';
import { isProgramName, programCommand, programVersion } from '../../programs.ts';
import { gateFigures } from '../gate-figures.ts';
import { paceOf } from '../bare-load.ts';
import { REPOSITORY_ROOT, runGate, withScratchFolder, type GateRun } from '../gate-run.ts';
import {
  atLeast,
  equals,
  numberIn,
  short,
  textIn,
  withSteps,
  type Claim,
  type Figures,
  type Point,
  type Share,
} from '../point.ts';
import { readPlan } from '../stored-plan.ts';
import { donorsNamed, type DonorRule } from '../true-donors.ts';

/** In full, a sample that suffices for a verdict; in CI one that shows that nothing is reported that is not there. */
const SAMPLE: Readonly<Record<Share, readonly string[]>> = {
  full: ['--max-mixup-rate', '0.002', '--archived-share', '0.9'],
  ci: ['--thumbnails', '60', '--inconclusive', 'warn', '--source-formats', 'jpeg', '--archived-share', '0'],
};
/** How many thumbnails each must have verified. */
const VERIFIED_MIN: Readonly<Record<Share, number>> = { full: 2000, ci: 60 };
const CONTROL_SAMPLE: Readonly<Record<Share, readonly string[]>> = {
  full: ['--thumbnails', '1500', '--explain-time', '40s'],
  ci: ['--thumbnails', '500', '--explain-time', '10s'],
};
const RECIPE = ['--seed', '1', '--sizes', '128x128', '--formats', 'jpeg'] as const;
/** Kept from subject to subject, for most of them are asked for the same photos. */
const PHOTO_CACHE = join(REPOSITORY_ROOT, '.thumbproof/prove/photos');

export const readyMadeThumbnailers: Point = {
  title: 'Thumbnailers that nobody here wrote, each through its own way in',
  steps: (share) =>
    readyMade.map((subject) => ({
      id: subject.name,
      run: () =>
        withScratchFolder(async (folder) => {
          // In CI one source format does for all; in full each has those that it can read.
          const flags =
            share === 'ci'
              ? [...RECIPE, ...flagsOf(subject), ...SAMPLE.ci]
              : [...RECIPE, ...SAMPLE.full, ...flagsOf(subject)];
          const run = await runGate({ flags, cacheFolder: PHOTO_CACHE, reportFolder: folder });
          const figures = figuresOf(subject, run);
          // A pace is a matter for a machine that does nothing else.
          return share === 'ci' ? figures : { ...figures, ...(await paceFigures(flags, folder, run)) };
        }),
    })),
  conclude: (done, share) => {
    const rows = withSteps(readyMade, ({ name }) => name, done);
    return {
      claims: rows.flatMap(({ step }) => [
        equals(`exit code on ${step.id}`, 0, numberIn(step, 'exitCode')),
        equals(`breaches on ${step.id}`, 0, numberIn(step, 'breaches')),
        atLeast(`thumbnails verified on ${step.id}`, VERIFIED_MIN[share], numberIn(step, 'verified')),
        ...(share === 'ci' ? [] : [equals(`verdict on ${step.id}`, 'upheld', textIn(step, 'verdict'))]),
      ]),
      table: {
        columns: [
          'thumbnailer',
          'version',
          'way in',
          'verdict',
          'verified',
          'a second, bare',
          'a second, under the harness',
          'orientation',
          'repeats byte for byte the same',
          'left out by name',
        ],
        rows: rows.map(({ subject, step }) => [
          step.id,
          textIn(step, 'version'),
          subject.flags[0] ?? 'built in',
          textIn(step, 'verdict'),
          textIn(step, 'verified'),
          share === 'ci' ? '–' : short(numberIn(step, 'barePerSecond')),
          share === 'ci' ? '–' : short(numberIn(step, 'harnessPerSecond')),
          textIn(step, 'orientation'),
          `${textIn(step, 'byteIdentical')} of ${textIn(step, 'repeats')}`,
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
      run: () =>
        withScratchFolder(async (folder) => {
          const flags = [...RECIPE, ...CONTROL_SAMPLE[share], ...flagsOf(subject)];
          const run = await runGate({ flags, cacheFolder: PHOTO_CACHE, reportFolder: folder });
          return { ...figuresOf(subject, run), ...(await donorFigures(subject, run, join(folder, 'latest'))) };
        }),
    })),
  conclude: (done) => {
    const rows = withSteps(positiveControls, ({ name }) => name, done);
    return {
      claims: rows.flatMap(({ subject, step }) => [
        equals(`exit code on ${step.id}`, 1, numberIn(step, 'exitCode')),
        among(`kinds of breach on ${step.id}`, subject.kinds, textIn(step, 'kinds')),
        atLeast(`donors named on ${step.id}`, 1, numberIn(step, 'donorsNamed')),
        equals(`donors named on ${step.id} that its fault cannot make`, '–', textIn(step, 'donorsImpossible')),
        among(`classes in the diagnosis of ${step.id}`, subject.classes, textIn(step, 'diagnosis')),
        equals(
          `likeliest class in the diagnosis of ${step.id}`,
          subject.classes[0] ?? '',
          textIn(step, 'diagnosis').split(', ')[0] ?? '',
        ),
      ]),
      table: {
        columns: ['software', 'its fault', 'found', 'whose pixels', 'classes', 'diagnosis'],
        rows: rows.map(({ subject, step }) => [
          step.id,
          subject.fault,
          textIn(step, 'kinds'),
          `${DONOR_WORDS[subject.donor]}: ${textIn(step, 'donorsRight')} of ${textIn(step, 'donorsNamed')}`,
          textIn(step, 'diagnosis'),
          textIn(step, 'cause'),
        ]),
      },
    };
  },
};

const DONOR_WORDS: Readonly<Record<DonorRule, string>> = {
  'next-by-name': 'the next by name',
  namesake: 'a namesake',
  itself: 'its own, of another size',
};

/** A claim that a list, as it stands in a figure, holds every one of `expected`. */
function among(says: string, expected: readonly string[], measured: string): Claim {
  const seen = measured.split(', ');
  return { says, expected: expected.join(' and '), measured, holds: expected.every((each) => seen.includes(each)) };
}

async function donorFigures({ donor }: PositiveControl, { result }: GateRun, runFolder: string): Promise<Figures> {
  const { named, impossible } = donorsNamed(donor, result?.breaches ?? [], await readPlan(runFolder));
  return {
    donorsNamed: named,
    donorsRight: named - impossible.length,
    donorsImpossible: impossible.map(({ victim, donors }) => `${victim.photo} < ${donors[0]?.photo}`).join('; '),
    cause: result?.diagnosis?.cause ?? '',
  };
}

/** What follows `check` on this machine. Throws when the program is not installed. */
function flagsOf({ program, flags, narrowed }: ReadyMade): readonly string[] {
  const command = program === null || !isProgramName(program) ? '' : programCommand(program);
  if (command === null) throw new Error(`Expected ${program} to be installed; "bash .ci/run" installs it.`);
  return [...flags.map((flag) => flag.replace('{program}', command)), ...narrowed];
}

async function paceFigures(flags: readonly string[], reportFolder: string, { result }: GateRun): Promise<Figures> {
  const runFolder = join(reportFolder, 'latest');
  const watched = { flags, runFolder, cacheFolder: PHOTO_CACHE, narrowed: result?.narrowed ?? [] };
  const { jobs, bare, underHarness } = await paceOf(watched);
  return { pacedJobs: jobs, barePerSecond: bare, harnessPerSecond: underHarness };
}

/** Throws without a result, so that the step is run again and not taken for done. */
function figuresOf(subject: ReadyMade, run: GateRun): Figures {
  const { result } = run;
  if (result === null) throw new Error(`Expected a result, got exit code ${run.exitCode}: ${run.lines.at(-1)?.text}`);
  const profile = result.profile.filter((line) => line.includes('orientation'));
  return {
    ...gateFigures(run),
    version: versionOf(subject),
    byteIdentical: result.byteIdentical,
    orientation: [...new Set(profile.map((line) => /orientation (.*?), gain/.exec(line)?.[1]))].join('; '),
    narrowed: result.narrowed.map((line) => line.replace(/:[^]*$/, '')).join(', '),
    kinds: [...new Set(result.breaches.map(({ kind }) => kind))].join(', '),
    diagnosis: result.diagnosis?.classes.join(', ') ?? '',
  };
}

function versionOf({ program, packages = [] }: ReadyMade): string {
  if (program !== null) return isProgramName(program) ? programVersion(program) : '';
  const [only, ...others] = packages.map((name) => ({ name, version: packageVersion(name) }));
  if (only !== undefined && others.length === 0) return only.version;
  return [only, ...others].map((each) => `${each?.name} ${each?.version}`).join(', ');
}

/** Of the npm package of that name, as installed. */
function packageVersion(name: string): string {
  const text = readFileSync(join(REPOSITORY_ROOT, 'node_modules', name, 'package.json'), 'utf8');
  const manifest: unknown = JSON.parse(text);
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new TypeError(`Expected the package ${name} to tell its version.`);
}

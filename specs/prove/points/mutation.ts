// Point 5 of issue 2: an oracle that is weakened on purpose is noticed by its specs. Stryker makes the weakened versions,
// a folder at a time, because a folder takes minutes.

import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isExplained } from '../../mutation/survivors.ts';
import { isNoticed, isUnnoticed, scoreOf, versionsIn, type Weakened } from '../../mutation/weakened.ts';
import { REPOSITORY_ROOT } from '../gate-run.ts';
import {
  atLeast,
  equals,
  numberIn,
  short,
  textIn,
  type Claim,
  type DoneStep,
  type Figures,
  type Point,
} from '../point.ts';

const FOLDERS = ['gate', 'explain', 'judge'] as const;
const SCORE_LEAST_PERCENT = 85;

export const mutation: Point = {
  title: 'Weakened oracles are noticed by their specs',
  steps: () => FOLDERS.map((folder) => ({ id: folder, run: () => figuresOf(folder) })),
  conclude: (done) => ({
    claims: [...done.flatMap(claimsOf), atLeast('score of all', SCORE_LEAST_PERCENT, scoreOfAll(done), ' %')],
    table: {
      columns: ['folder', 'weakened versions', 'noticed', 'score', 'unnoticed, and explained', 'not explained'],
      rows: [
        ...done.map((step) => [
          `harness/${step.id}`,
          textIn(step, 'tried'),
          textIn(step, 'noticed'),
          `${short(percentIn(step))} %`,
          textIn(step, 'explained'),
          textIn(step, 'unexplained'),
        ]),
        ['all', String(sumOf(done, 'tried')), String(sumOf(done, 'noticed')), `${short(scoreOfAll(done))} %`, '', ''],
      ],
    },
  }),
};

/** Tries all weakened versions of a folder anew. Rejects when Stryker fails: half a run is no score. */
async function figuresOf(folder: string): Promise<Figures> {
  const file = join('.thumbproof/mutation', `${folder}.json`);
  await mkdir(join(REPOSITORY_ROOT, '.thumbproof/mutation'), { recursive: true });
  const flags = ['--mutate', `harness/${folder}/**/*.ts`, '--incrementalFile', file, '--force'];
  await promisify(execFile)('npx', ['stryker', 'run', '.stryker.json', ...flags], {
    cwd: REPOSITORY_ROOT,
    maxBuffer: 2 ** 28,
  });
  const report: unknown = JSON.parse(await readFile(join(REPOSITORY_ROOT, file), 'utf8'));
  return mutationFigures(versionsIn(report).filter((version) => version.file.startsWith(`harness/${folder}/`)));
}

function mutationFigures(versions: readonly Weakened[]): Figures {
  const unnoticed = versions.filter(isUnnoticed);
  const unexplained = unnoticed.filter((version) => !isExplained(version));
  return {
    tried: versions.filter(isNoticed).length + unnoticed.length,
    noticed: versions.filter(isNoticed).length,
    percent: 100 * scoreOf(versions),
    explained: unnoticed.length - unexplained.length,
    unexplained: unexplained.length,
    first: unexplained[0] === undefined ? null : `${unexplained[0].file}: ${unexplained[0].line}`,
  };
}

function claimsOf(step: DoneStep): readonly Claim[] {
  return [
    atLeast(`score of harness/${step.id}`, SCORE_LEAST_PERCENT, percentIn(step), ' %'),
    equals(`unnoticed versions of harness/${step.id} that nobody explained`, 0, numberIn(step, 'unexplained')),
  ];
}

function percentIn(step: DoneStep): number {
  return numberIn(step, 'percent');
}

function sumOf(done: readonly DoneStep[], name: string): number {
  return done.reduce((sum, step) => sum + numberIn(step, name), 0);
}

function scoreOfAll(done: readonly DoneStep[]): number {
  return (100 * sumOf(done, 'noticed')) / sumOf(done, 'tried');
}

// Point 5 of issue 1: how fast thumbnails are judged, and what the whole gate costs beside the bare thumbnailer. The
// benchmarks print; here their figures are kept with the date and the machine, beside the targets.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { reaches, TARGETS, type Target } from '../../bench/figures.ts';
import { REPOSITORY_ROOT, withScratchFolder } from '../gate-run.ts';
import { short, type Claim, type DoneStep, type Figures, type Point } from '../point.ts';

/** npm scripts that measure, and write their figures to the file that --json names. */
const BENCHMARKS = ['bench:judging', 'bench:attributing', 'bench:gate'] as const;

export const speed: Point = {
  title: 'Speed of judging, and of the whole gate',
  steps: () => BENCHMARKS.map((script) => ({ id: script, run: () => figuresOf(script) })),
  conclude: (done) => ({
    claims: TARGETS.map((target) => claimOf(target, done)),
    table: {
      columns: ['figure', 'measured', 'target'],
      rows: done
        .flatMap(({ figures }) => Object.entries(figures))
        .map(([name, value]) => [name, typeof value === 'number' ? short(value) : String(value), targetText(name)]),
    },
  }),
};

/** Rejects when the benchmark fails: figures of half a run would be taken for all of it. */
function figuresOf(script: string): Promise<Figures> {
  return withScratchFolder(async (scratch) => {
    const file = join(scratch, 'figures.json');
    await promisify(execFile)('npm', ['run', '--silent', script, '--', '--json', file], { cwd: REPOSITORY_ROOT });
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (isFigures(value)) return value;
    throw new TypeError(`Expected "npm run ${script}" to write numbers by name, got ${JSON.stringify(value)}.`);
  });
}

function isFigures(value: unknown): value is Readonly<Record<string, number>> {
  return typeof value === 'object' && value !== null && Object.values(value).every(Number.isFinite);
}

function claimOf(target: Target, done: readonly DoneStep[]): Claim {
  const measured = done.map(({ figures }) => figures[target.figure]).find((value) => value !== undefined);
  const isMeasured = typeof measured === 'number';
  return {
    says: target.figure,
    expected: `${target.bound} ${target.value}`,
    measured: isMeasured ? short(measured) : 'not measured',
    holds: isMeasured && reaches(target, measured),
  };
}

function targetText(figure: string): string {
  const target = TARGETS.find((candidate) => candidate.figure === figure);
  return target === undefined ? '–' : `${target.bound} ${target.value}`;
}

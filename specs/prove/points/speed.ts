// Point 5 of issue 1: how fast photos are judged, and what the whole gate costs beside the bare thumbnailer. The
// benchmarks print; here their figures are kept with the date and the machine, and set beside the targets.

import { spawn } from 'node:child_process';
import { REPOSITORY_ROOT } from '../gate-run.ts';
import { numberIn, short, type Claim, type DoneStep, type Figures, type Point } from '../point.ts';

/** Targets by the name of the figure that a benchmark prints; benchmarks may print more than is listed. */
type Target = { readonly figure: string; readonly bound: 'at least' | 'at most'; readonly value: number };

const TARGETS: readonly Target[] = [
  { figure: 'byte-identical 128 px jpeg, per second', bound: 'at least', value: 300_000 },
  { figure: 'byte-identical against sharp-decode + pixelmatch, ratio', bound: 'at least', value: 450 },
  { figure: 'first-seen 128 px jpeg, per second', bound: 'at least', value: 10_000 },
  { figure: 'first-seen against sharp-decode + pixelmatch, ratio', bound: 'at least', value: 15 },
  { figure: 'first-seen 128 px png, per second', bound: 'at least', value: 4000 },
  { figure: 'first-seen 128 px webp, per second', bound: 'at least', value: 1500 },
  { figure: 'first-seen 128 px avif, per second', bound: 'at least', value: 1000 },
  { figure: 'whole gate against the bare thumbnailer, wall ratio', bound: 'at most', value: 1.25 },
];

/** A line that a benchmark prints for each figure, such as "figure: first-seen 128 px jpeg, per second = 12345.6". */
const FIGURE_LINE = /^figure: (.+) = (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

export const speed: Point = {
  title: 'Speed of judging, and of the whole gate',
  steps: () => [{ id: 'npm run bench', run: runBenchmarks }],
  conclude: ([step]) => {
    if (step === undefined) throw new RangeError('Expected the step "npm run bench".');
    return {
      claims: TARGETS.map((target) => claimOf(target, step)),
      table: {
        columns: ['figure', 'measured', 'target'],
        rows: Object.keys(step.figures).map((figure) => [figure, short(numberIn(step, figure)), targetText(figure)]),
      },
    };
  },
};

/** Rejects when the benchmarks fail: figures of half a run would be taken for all of it. */
function runBenchmarks(): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', 'bench'], {
      cwd: REPOSITORY_ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      if (exitCode === 0) resolve(figuresIn(Buffer.concat(chunks).toString('utf8')));
      else reject(new Error(`Expected "npm run bench" to exit with 0, got ${exitCode}; run it by itself to see why.`));
    });
  });
}

/** The figures of all figure lines in a text, in order. */
export function figuresIn(printed: string): Figures {
  return Object.fromEntries(
    printed.split('\n').flatMap((line) => {
      const [, name, value] = FIGURE_LINE.exec(line.trim()) ?? [];
      return name === undefined || value === undefined ? [] : [[name, Number(value)]];
    }),
  );
}

function claimOf({ figure, bound, value }: Target, step: DoneStep): Claim {
  const measured = step.figures[figure];
  const isMeasured = typeof measured === 'number';
  return {
    says: figure,
    expected: `${bound} ${value}`,
    measured: isMeasured ? short(measured) : 'not measured',
    holds: isMeasured && (bound === 'at least' ? measured >= value : measured <= value),
  };
}

function targetText(figure: string): string {
  const target = TARGETS.find((candidate) => candidate.figure === figure);
  return target === undefined ? '–' : `${target.bound} ${target.value}`;
}

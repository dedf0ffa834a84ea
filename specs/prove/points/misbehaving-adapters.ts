// Point 6 of issue 1: a module that does the worst a module can do is named for it, and the run ends.

import { misbehavingModules, type Misbehaving } from '../../../fixtures/misbehaving/registry.ts';
import { gateFigures } from '../gate-figures.ts';
import { runGate } from '../gate-run.ts';
import { PHOTOS_SHARED } from '../left-alone.ts';
import {
  atMost,
  CI_RECIPE,
  equals,
  numberIn,
  stepOf,
  textIn,
  type Claim,
  type DoneStep,
  type Figures,
  type Point,
  type Share,
} from '../point.ts';

/** In CI a load that is a little longer than the modules are good for, and less patience: what counts is how it ends. */
const FLAGS: Readonly<Record<Share, readonly string[]>> = {
  full: ['--explain-time', '0s'],
  ci: ['--explain-time', '0s', '--thumbnails', '1500', '--batch-timeout', '10s', ...CI_RECIPE],
};

const WALL_S_MAX = 180;

export const misbehavingAdapters: Point = {
  title: 'Module adapters that misbehave are told apart, and the run ends',
  steps: (share) => misbehavingModules.map(({ file }) => ({ id: file, run: () => runAdapter(file, share) })),
  conclude: (done) => ({
    claims: [
      ...misbehavingModules.flatMap((module) => claimsOf(module, stepOf(done, module.file))),
      equals('different explanations', misbehavingModules.length, new Set(done.map(explanationIn)).size),
    ],
    table: {
      columns: ['the adapter', 'exit code', 'named', 'why', 'wall'],
      rows: misbehavingModules.map(({ file, does }) => {
        const step = stepOf(done, file);
        return [
          does,
          textIn(step, 'exitCode'),
          namesIn(step).join(', '),
          explanationIn(step),
          `${Math.round(numberIn(step, 'wallMs') / 1000)} s`,
        ];
      }),
    },
  }),
};

async function runAdapter(file: string, share: Share): Promise<Figures> {
  const flags = ['--adapter', `fixtures/misbehaving/${file}`, '--seed', '1', ...FLAGS[share]];
  return gateFigures(await runGate({ flags, timeLimitMs: 2 * WALL_S_MAX * 1000, cacheFolder: PHOTOS_SHARED }));
}

function claimsOf({ does, exitCode, named }: Misbehaving, step: DoneStep): readonly Claim[] {
  return [
    equals(
      `exit code when it ${does}`,
      exitCode,
      textIn(step, 'exitCode') === '–' ? 'killed' : numberIn(step, 'exitCode'),
    ),
    {
      says: `what the report names when it ${does}`,
      expected: named,
      measured: namesIn(step).join(', '),
      holds: namesIn(step).includes(named),
    },
    atMost(`wall time when it ${does}`, WALL_S_MAX, numberIn(step, 'wallMs') / 1000, ' s'),
  ];
}

function namesIn(step: DoneStep): readonly string[] {
  return [textIn(step, 'incidents'), textIn(step, 'kinds')]
    .flatMap((text) => text.split(' '))
    .filter((name) => name !== '–');
}

/** What a person reads of it first: why the run ended early, or else the breach. */
function explanationIn(step: DoneStep): string {
  return textIn(step, textIn(step, 'incidents') === '–' ? 'says' : 'why');
}

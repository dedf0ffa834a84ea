// Stryker's runner for Vitest begins a thread for each weakened version and reads everything anew in it: seconds of one
// core before the first spec. This one tries them all in one process, and first the specs that are quick or noticed the last one.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { createModules } from './fresh-modules.ts';
import { createSpecBook, type Spec } from './spec-book.ts';

const FOLDERS = ['gate', 'explain', 'judge'];

/** Specs that take about a second or more each time, and the files for which they are tried all the same. What only they would notice elsewhere counts as unnoticed: the score is a lower bound. */
const COSTLY: Readonly<Record<string, readonly string[]>> = {
  'explain/attribution-at-scale': [],
  'explain/attribution-doubts': [],
  'explain/naming': [],
  'explain/naming-in-crops': [],
  'explain/naming-innocent': [],
  'explain/nearest-photos': [],
  'explain/painted-search': [],
  'gate/bound-coverage': [],
  'judge/blend-power': ['blend-power'],
  'judge/content-crop': ['find-habits', 'steady-crop', 'trial-judge'],
  'judge/foreign-power': ['foreign-power'],
  'judge/learn-profile': ['find-habits', 'learn-profile'],
  'judge/ownership': ['ownership'],
  'judge/power': ['power'],
};

/** A property that holds for a hundred draws fails within a few when the code is weakened. The same draws each time, so that a score can be had again. */
fc.configureGlobal({ numRuns: 20, seed: 1 });

/** A spec that comes by a version so many times as often as when it is not in force hangs. */
const HANGS_AT_TIMES = 10;
/** A few times are no measure of what many are. */
const HITS_MIN = 100;

type DryRun = { readonly files?: readonly string[] };
type MutantRun = {
  readonly testFilter?: readonly string[];
  readonly activeMutant: { readonly id: string };
  readonly mutantActivation: 'runtime' | 'static';
  readonly sandboxFileName: string;
};
type Tried = { readonly id: string; readonly name: string; readonly fileName: string; readonly timeSpentMs: number };

/** In Stryker's copy of the program. */
const FIRST_RUN = '.first-run.json';

type FirstRun = { readonly costMs: Readonly<Record<string, number>>; readonly cameBy: PerSpec };

/** How often each spec came by each version, by their ids. */
type PerSpec = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What weakened code reads and writes: which version is in force, how often it came by, and which spec came by where. */
type Switch = {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { readonly perTest: PerSpec } | undefined;
};

/** Stryker's plugin: a test runner by the name of "in-process". */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory: createRunner }];

function createRunner() {
  const root = process.cwd();
  const weak: Switch = {};
  Object.assign(globalThis, { __stryker__: weak });
  const book = createSpecBook();
  const modules = createModules((file) => FOLDERS.includes(basename(dirname(file))) && isHarness(file, root), {
    vitest: book.vitest,
  });
  let first = readFirstRun(root);
  let lastNoticedBy = '';

  async function dryRun({ files = [] }: DryRun) {
    Object.assign(weak, { activeMutant: undefined, hitCount: undefined, mutantCoverage: undefined });
    const tests: (Tried & ({ readonly status: 0 } | { readonly status: 1; readonly failureMessage: string }))[] = [];
    for (const file of specFiles(root)) {
      const reached = await modules.reachedFrom(file);
      if (!files.some((each) => reached.has(resolve(each)) && isWorthwhile(file, each))) continue;
      for (const [id, spec] of await specsIn(file, modules.afresh())) {
        const began = performance.now();
        weak.currentTestId = id;
        const failure = await failureOf(spec);
        weak.currentTestId = undefined;
        const timeSpentMs = performance.now() - began;
        const test = { id, name: spec.name, fileName: file, timeSpentMs };
        tests.push(failure === null ? { ...test, status: 0 } : { ...test, status: 1, failureMessage: failure });
      }
    }
    first = {
      costMs: Object.fromEntries(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs])),
      cameBy: weak.mutantCoverage?.perTest ?? {},
    };
    writeFileSync(join(root, FIRST_RUN), JSON.stringify(first));
    return { status: 'complete', tests, mutantCoverage: weak.mutantCoverage };
  }

  async function mutantRun({ testFilter, activeMutant, mutantActivation, sandboxFileName }: MutantRun) {
    const rank = (id: string) => (id === lastNoticedBy ? -1 : (first.costMs[id] ?? 0));
    const ids = [...(testFilter ?? Object.keys(first.costMs))]
      .filter((id) => isWorthwhile(fileOf(id, root), sandboxFileName))
      .toSorted((one, other) => rank(one) - rank(other));
    const load = modules.afresh();
    const loaded = new Map<string, ReadonlyMap<string, Spec>>();
    for (const [at, id] of ids.entries()) {
      const file = fileOf(id, root);
      weak.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
      const specs = loaded.get(file) ?? (await specsIn(file, load));
      loaded.set(file, specs);
      weak.activeMutant = activeMutant.id;
      const spec = specs.get(id);
      if (spec === undefined) throw new RangeError(`Expected a spec ${id}, as in the first run.`);
      const hitLimit = HANGS_AT_TIMES * Math.max(HITS_MIN, first.cameBy[id]?.[activeMutant.id] ?? 0);
      Object.assign(weak, { hitCount: 0, hitLimit });
      const failure = await failureOf(spec);
      if ((weak.hitCount ?? 0) > hitLimit)
        return { status: 'timeout', reason: `${id} came by over ${hitLimit} times.` };
      if (failure === null) continue;
      lastNoticedBy = id;
      return { status: 'killed', killedBy: [id], failureMessage: failure, nrOfTests: at + 1 };
    }
    return { status: 'survived', nrOfTests: ids.length };
  }

  /** The specs of a file by their ids, in its order. */
  async function specsIn(file: string, load: (file: string) => Promise<unknown>): Promise<ReadonlyMap<string, Spec>> {
    book.taken();
    await load(file);
    return new Map(book.taken().map((spec) => [`${file.slice(root.length + 1)}#${spec.name}`, spec]));
  }

  /** Reads all sources beforehand: what the first run takes beside its specs is granted to every later one before it counts as hung. */
  async function init(): Promise<void> {
    await Promise.all(specFiles(root).map(modules.reachedFrom));
  }

  return { capabilities: () => ({ reloadEnvironment: true }), init, dryRun, mutantRun };
}

/** What the first run told; nothing before it. A process that is ended because it hung is followed by another, which reads it. */
function readFirstRun(root: string): FirstRun {
  const file = join(root, FIRST_RUN);
  if (!existsSync(file)) return { costMs: {}, cameBy: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as FirstRun;
}

function specFiles(root: string): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, 'specs', folder))
      .filter((name) => name.endsWith('.spec.ts'))
      .map((name) => join(root, 'specs', folder, name)),
  );
}

function fileOf(id: string, root: string): string {
  return join(root, id.slice(0, id.indexOf('#')));
}

function isHarness(file: string, root: string): boolean {
  return dirname(dirname(file)) === join(root, 'harness');
}

/** Whether the specs of a file are tried for weakened versions of a source. */
function isWorthwhile(specFile: string, source: string): boolean {
  const subjects = COSTLY[`${basename(dirname(specFile))}/${basename(specFile, '.spec.ts')}`];
  return subjects === undefined || subjects.includes(basename(source, '.ts'));
}

/** What a spec throws, as words; null where it holds. */
async function failureOf({ holds }: Spec): Promise<string | null> {
  try {
    await holds();
    return null;
  } catch (error) {
    return String(error);
  }
}

// A weakened version must not find what another left behind, in a table, a memo or a spec; but reading the whole program
// anew for each of six thousand takes hours. So modules that cannot meet a weakened one are read once, the others anew.

import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import ts from 'typescript';

export type Namespace = Readonly<Record<string, unknown>>;

export type Modules = {
  /** All files that `file` imports, and those that they import; with itself. */
  readonly reachedFrom: (file: string) => Promise<ReadonlySet<string>>;
  /** Imports files as if for the first time wherever they reach one that `isWeakened`. Rejects with what a module throws. */
  readonly afresh: () => (file: string) => Promise<Namespace>;
};

type Instance = {
  readonly setters: readonly ((namespace: Namespace) => void)[];
  readonly execute: () => void | Promise<void>;
};
type Declare = (
  says: (name: string | Namespace, value?: unknown) => unknown,
  context: { readonly meta: { readonly url: string } },
) => Instance;
type Source = { readonly imports: readonly string[]; readonly declare: Declare };

/** Modules by absolute path. `given` stands in for packages by name; other packages are Node's own to import. */
export function createModules(
  isWeakened: (file: string) => boolean,
  given: Readonly<Record<string, Namespace>>,
): Modules {
  const sources = new Map<string, Promise<Source>>();
  const reaches = new Map<string, Promise<ReadonlySet<string>>>();
  const lasting = new Map<string, Promise<Namespace>>();

  function sourceOf(file: string): Promise<Source> {
    return memoOf(sources, file, async () => sourceFrom(await readFile(file, 'utf8'), file));
  }

  function reachedFrom(file: string): Promise<ReadonlySet<string>> {
    return memoOf(reaches, file, async () => {
      const files = (await sourceOf(file)).imports.filter(isFile);
      const further = await Promise.all(files.map(reachedFrom));
      return new Set([file, ...further.flatMap((each) => [...each])]);
    });
  }

  async function instanceOf(file: string, fresh: Map<string, Promise<Namespace>>): Promise<Namespace> {
    const isLasting = ![...(await reachedFrom(file))].some(isWeakened);
    return memoOf(isLasting ? lasting : fresh, file, async () => {
      const { imports, declare } = await sourceOf(file);
      const namespace: Record<string, unknown> = {};
      const instance = declare(
        (name, value) => {
          Object.assign(namespace, typeof name === 'string' ? { [name]: value } : name);
          return value;
        },
        { meta: { url: pathToFileURL(file).href } },
      );
      for (const [at, wanted] of imports.entries()) {
        instance.setters[at]?.(isFile(wanted) ? await instanceOf(wanted, fresh) : await packageOf(wanted));
      }
      await instance.execute();
      return namespace;
    });
  }

  async function packageOf(name: string): Promise<Namespace> {
    return given[name] ?? ((await import(name)) as Namespace);
  }

  return {
    reachedFrom,
    afresh: () => {
      const fresh = new Map<string, Promise<Namespace>>();
      return (file) => instanceOf(file, fresh);
    },
  };
}

/** TypeScript as a function that declares the module anew each time; of the formats that tsc writes, this one can await at top level. */
function sourceFrom(text: string, file: string): Source {
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.System,
      target: ts.ScriptTarget.ES2022,
      isolatedModules: true,
      ignoreDeprecations: '6.0',
    },
  });
  const found: Source[] = [];
  const register = (imports: readonly string[], declare: Declare) => {
    found.push({
      imports: imports.map((each) => (each.startsWith('.') ? resolve(dirname(file), each) : each)),
      declare,
    });
  };
  const script = new Script(`(System) => {${outputText}\n}`, { filename: file });
  script.runInThisContext()({ register });
  const [source] = found;
  if (source === undefined) throw new TypeError(`Expected a module in ${file}, got nothing that registers itself.`);
  return source;
}

function isFile(wanted: string): boolean {
  return wanted.startsWith('/');
}

function memoOf<T>(memo: Map<string, T>, key: string, make: () => T): T {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const made = make();
  memo.set(key, made);
  return made;
}

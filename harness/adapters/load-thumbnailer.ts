// An adapter file is somebody's first contact with thumbproof, and most first tries fail to load. Native import comes
// first where it understands the file, jiti otherwise; and each way to fail is told apart, with its place.

import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createJiti } from 'jiti';
import type { Thumbnailer } from '../model/thumbnailer.ts';
import { describe, isRecord } from './host-messages.ts';

export type Loaded =
  /** `again` makes another instance; null where the file exports one thumbnailer. */
  | { readonly kind: 'loaded'; readonly thumbnailer: Thumbnailer; readonly again: (() => Promise<Loaded>) | null }
  /** The author's mistake: no file, a syntax error, a wrong export. */
  | { readonly kind: 'misconfigured'; readonly detail: string }
  /** The code is fine as far as we can tell and failed when it ran. */
  | { readonly kind: 'unavailable'; readonly detail: string };

const EXPECTED =
  'Expected the default export to be a Thumbnailer { name, thumbnails } or a function (seed) => Thumbnailer';

/** Loads the file and, when it exports a function, calls it with the seed. Never rejects. */
export async function loadThumbnailer(file: string, seed: number): Promise<Loaded> {
  try {
    await access(file);
  } catch {
    return misconfigured(`Expected an adapter file at ${file}, found none that can be read.`);
  }
  let namespace: unknown;
  try {
    namespace = await importFile(file);
  } catch (error) {
    return loadProblem(file, error);
  }
  const exported = defaultOf(namespace);
  if (typeof exported !== 'function') return asThumbnailer(exported, namespace);
  const again = async (): Promise<Loaded> => {
    try {
      const loaded = asThumbnailer(await exported(seed), namespace, 'The function that the file exports returned');
      return loaded.kind === 'loaded' ? { ...loaded, again } : loaded;
    } catch (error) {
      return { kind: 'unavailable', detail: `The function that the adapter file exports threw: ${message(error)}` };
    }
  };
  return again();
}

/** Errors of native import that say "I cannot read this kind of TypeScript", not "this is wrong". */
const NATIVE_CANNOT: ReadonlySet<string> = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
  'ERR_MODULE_NOT_FOUND',
]);

async function importFile(file: string): Promise<unknown> {
  const url = pathToFileURL(file).href;
  if (!['.ts', '.mts', '.cts'].includes(extname(file))) return import(url);
  if (!stripsTypes()) return createJiti(import.meta.url).import(file);
  try {
    return await import(url);
  } catch (nativeError) {
    if (!NATIVE_CANNOT.has(codeOf(nativeError))) throw nativeError;
    try {
      return await createJiti(import.meta.url).import(file);
    } catch (jitiError) {
      if (jitiError instanceof Error) jitiError.cause ??= nativeError;
      throw jitiError;
    }
  }
}

/** True on a Node that imports TypeScript by itself (22.18, 23.6 and later). */
function stripsTypes(): boolean {
  return 'typescript' in process.features && Boolean(process.features.typescript);
}

async function loadProblem(file: string, error: unknown): Promise<Loaded> {
  const text = message(error);
  if (text.startsWith('ParseError') || error instanceof SyntaxError) {
    const place = /:\d+:\d+\s*$/.test(text) ? '' : await syntaxErrorPlace(file);
    return misconfigured(`Syntax error in the adapter: ${text.replace(/\s+/g, ' ').trim()}${place}`);
  }
  if (['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'].includes(codeOf(error))) {
    return misconfigured(`The adapter ${file} imports something that cannot be found: ${text.split('\n')[0]}`);
  }
  return { kind: 'unavailable', detail: `The adapter file threw while it was loaded: ${text}` };
}

/** Native syntax errors do not say where; `node --check` prints file:line first. */
async function syntaxErrorPlace(file: string): Promise<string> {
  try {
    await promisify(execFile)(process.execPath, ['--check', file]);
    return ' (in a file that it imports)';
  } catch (error) {
    const stderr = isRecord(error) && typeof error['stderr'] === 'string' ? error['stderr'] : '';
    const line = stderr.split('\n').find((text) => /:\d+$/.test(text));
    return line === undefined ? '' : ` (${line.replace(/^file:\/\//, '')})`;
  }
}

function asThumbnailer(value: unknown, namespace: unknown, found = 'The default export is'): Loaded {
  if (value === undefined && found.startsWith('The default')) {
    const names = isRecord(namespace) ? Object.keys(namespace) : [];
    return misconfigured(
      `${EXPECTED}; found no default export${names.length > 0 ? `, only ${names.join(', ')}` : ''}.`,
    );
  }
  if (!isRecord(value)) return misconfigured(`${EXPECTED}. ${found} ${describe(value)}.`);
  if (!isThumbnailer(value)) {
    const wrong =
      typeof value['thumbnails'] === 'function'
        ? `its name is ${describe(value['name'])}, not a string`
        : `its thumbnails is ${describe(value['thumbnails'])}, not a function`;
    return misconfigured(`${EXPECTED}. ${found} ${describe(value)}: ${wrong}.`);
  }
  for (const method of ['start', 'stop', 'archive', 'upgrade', 'forget'] as const) {
    if (value[method] !== undefined && typeof value[method] !== 'function') {
      return misconfigured(
        `Expected the thumbnailer's ${method} to be a function or absent, got ${describe(value[method])}.`,
      );
    }
  }
  return { kind: 'loaded', thumbnailer: value, again: null };
}

function isThumbnailer(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & Thumbnailer {
  return typeof value['thumbnails'] === 'function' && typeof value['name'] === 'string';
}

/** The default export; of a CommonJS file compiled from an ES module it lies one level deeper. */
function defaultOf(namespace: unknown): unknown {
  if (!isRecord(namespace)) return undefined;
  const exported = namespace['default'];
  return isRecord(exported) && exported['__esModule'] === true ? exported['default'] : exported;
}

function codeOf(error: unknown): string {
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : '';
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function misconfigured(detail: string): Loaded {
  return { kind: 'misconfigured', detail };
}

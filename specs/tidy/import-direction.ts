// Stages that call each other cannot be read, tested or replaced alone. Data flows one way, and this list is that way.

import { importsOf } from './imports.ts';
import { isHarnessSource, partOf, type SourceFile } from './source-tree.ts';

const STAGES = [
  'generate',
  'materialise',
  'run',
  'adapters',
  'observe',
  'judge',
  'explain',
  'shrink',
  'gate',
  'report',
];

/** What each part of harness/ may import besides itself. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  generate: ['model'],
  materialise: ['model'],
  run: ['model'],
  adapters: ['model'],
  observe: ['model'],
  judge: ['model'],
  explain: ['model'],
  shrink: ['model'],
  gate: ['model'],
  report: ['model'],
  // No stage: it holds adapters of other people to the port, with photos and eyes of its own.
  conformance: ['model', 'materialise', 'observe'],
  'pipeline.ts': ['model', ...STAGES, 'campaign'],
  'campaign.ts': ['model', ...STAGES, 'campaign', 'pipeline.ts'],
  campaign: ['model', ...STAGES, 'pipeline.ts'],
  'index.ts': ['model', ...STAGES, 'campaign.ts', 'conformance'],
  'fuzz.ts': ['model', ...STAGES, 'campaign.ts'],
  'replay.ts': ['model', ...STAGES, 'campaign'],
  cli: ['model', ...STAGES, 'campaign.ts', 'fuzz.ts', 'replay.ts'],
};

/** Single imports against the direction, each with the reason why the alternative is worse. */
export type DirectionException = { readonly from: string; readonly target: string; readonly because: string };
export const EXCEPTIONS: readonly DirectionException[] = [];

const LIST = 'specs/tidy/import-direction.ts';

export function importDirection(
  files: readonly SourceFile[],
  mayImport: Readonly<Record<string, readonly string[]>> = MAY_IMPORT,
  exceptions: readonly DirectionException[] = EXCEPTIONS,
): readonly string[] {
  const list = files.find((file) => file.path === LIST)?.text ?? '';
  const imports = files.filter(isHarnessSource).flatMap((file) => importsOf(file));
  const isExcepted = (from: string, target: string) =>
    exceptions.some((exception) => exception.from === from && exception.target === target);
  const against = imports
    .filter(({ from, kind, target }) => {
      const part = partOf(from);
      if (part === 'model' && kind !== 'file') return true;
      if (kind !== 'file' || isExcepted(from, target)) return false;
      if (!target.startsWith('harness/')) return true;
      return partOf(target) !== part && !(mayImport[part] ?? []).includes(partOf(target));
    })
    .map(({ from, target }) => {
      const part = partOf(from);
      const allowed = mayImport[part];
      const rule = allowed === undefined ? 'is not in the list' : `may import ${allowed.join(', ') || 'nothing'}`;
      return `${from} imports ${target}, but ${part} ${rule}: move the code, or edit ${LIST}:${lineOf(list, part)}`;
    });
  const stale = exceptions
    .filter(({ from, target }) => !imports.some((used) => used.from === from && used.target === target))
    .map(
      ({ from, target }) => `${LIST} excepts ${from} importing ${target}, which it no longer does: remove that line`,
    );
  return [...against, ...stale];
}

/** The line of the list where a part is permitted its imports, or where the list begins. */
function lineOf(list: string, part: string): number {
  const lines = list.split('\n');
  const own = lines.findIndex((line) => line.startsWith(`  ${part}:`) || line.startsWith(`  '${part}':`));
  return 1 + Math.max(0, own === -1 ? lines.findIndex((line) => line.startsWith('export const MAY_IMPORT')) : own);
}

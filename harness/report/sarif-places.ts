// A thumbnail has no line in a source file. Where a finding lies is told by the photo's own place, owner, album and name,
// and by the file of its evidence, without which some readers of SARIF refuse a result.

import type { Breach, PhotoName, Result } from '../model/verdict.ts';
import { printable } from './printable.ts';

/**
 * Text of a SARIF message: `[…](…)` there is a link and `{0}` a placeholder, and a name must be able to be neither.
 */
export function sarifText(text: string, lengthMax?: number): string {
  return printable(text, lengthMax)
    .replace(/\{(\d+)\}/g, '($1)')
    .replace(/(?<=\])\(/g, ' (');
}

/** A location of the photo, with the evidence of the breach where it was kept. */
export function placeOf({ evidence }: Breach, photo: PhotoName, folder: string): object {
  const { owner, album, photo: name, version } = photo;
  const path = [owner, album, name].map((part) => encoded(printable(part))).join('/');
  return {
    ...(evidence === null
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: uriOf(`${folder}/${evidence}/breach.json`) },
            region: { startLine: 1 },
          },
        }),
    logicalLocations: [
      { name: printable(name), fullyQualifiedName: version > 1 ? `${path}@${version}` : path, kind: 'resource' },
    ],
  };
}

/** How it came about, in the order of time; nothing where no timeline was drawn. */
export function stepsOf(breach: Breach, { timelines, folder }: Result): readonly object[] {
  const timeline = timelines.find((drawn) => drawn.breach === breach.id);
  if (timeline === undefined) return [];
  const { spans, donor, victimMs, marks } = timeline;
  const told: readonly (readonly [number | null, string])[] = [
    ...spans
      .filter(({ role }) => role !== 'other')
      .map(({ fromMs, batch, role }) => [fromMs, `batch ${batch} with the ${role} was asked for`] as const),
    ...marks.map(({ atMs, says }) => [atMs, says] as const),
    [donor?.atMs ?? null, 'the donor’s own thumbnail came'],
    [victimMs, 'the wrong thumbnail came'],
  ];
  return told
    .flatMap(([atMs, says]) => (atMs === null ? [] : [{ atMs, says }]))
    .toSorted((one, other) => one.atMs - other.atMs)
    .map(({ atMs, says }, index) => ({
      executionOrder: index + 1,
      location: {
        ...placeOf(breach, breach.victim, folder),
        message: { text: sarifText(`at ${(atMs / 1000).toFixed(3)} s ${says}`) },
      },
    }));
}

/** Slashes stay; a path that begins with one is a file of this machine. */
function uriOf(path: string): string {
  const uri = path
    .split('/')
    .map((part) => encoded(printable(part)))
    .join('/');
  return uri.startsWith('/') ? `file://${uri}` : uri;
}

function encoded(part: string): string {
  return encodeURIComponent(part);
}

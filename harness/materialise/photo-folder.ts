// A folder of photographs is what somebody happens to have: text under the name of a picture, files cut short, bombs,
// links to anywhere. Each file is looked at before it is decoded, and one that cannot be used is left out by name.

import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Carrier } from '../model/carrier.ts';
import { pseudoRandomFraction } from '../model/prf.ts';
import { openCache, type SourceCache } from './cache.ts';
import { carrierFrom, CARRIER_VERSION, packedCarrier, unpackedCarrier } from './carrier-picture.ts';
import { CODEC_VERSIONS } from './image-codec.ts';
import { sideBySide } from './side-by-side.ts';

/** Carriers by the digest of their file, and a sentence for each file left out. */
export type PhotoFolder = {
  readonly carriers: ReadonlyMap<string, Carrier>;
  readonly leftOut: readonly string[];
  /** Image files in the folder beyond those that were looked at. */
  readonly unread: number;
};

const EXTENSIONS = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif', '.tif', '.tiff']);
const FILE_BYTES_MAX = 64 * 2 ** 20;
/** Crops of these make thousands of different photos, and all of them fit into 50 MB of memory. */
const CARRIERS_MAX = 256;
/** Files looked at, should most of them be unusable. */
const FILES_TRIED_MAX = 1024;
const FILES_IN_FLIGHT = 4;

/**
 * Reads photographs anywhere below `folder`, an absolute path: all, or as many as are useful, in an order that depends on
 * their names alone. What was decoded is kept in `cacheFolder`, unless that is null. Rejects when the folder cannot be
 * listed, and with an AbortError when `signal` aborts.
 */
export async function readPhotoFolder(
  folder: string,
  cacheFolder: string | null,
  signal: AbortSignal,
): Promise<PhotoFolder> {
  const root = await realpath(folder);
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const names = found
    .filter((entry) => !entry.isDirectory() && EXTENSIONS.has(extname(entry.name).toLowerCase()))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    // Shuffled by name, so that part of a large folder is not the photos of one afternoon.
    .map((name) => ({ name, place: pseudoRandomFraction(`photo|${name.split(sep).join('/')}`) }))
    .sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
  const cache = openCache(cacheFolder);
  const read = new Map<string, Outcome>();
  let usable = 0;
  await sideBySide(names.slice(0, FILES_TRIED_MAX), FILES_IN_FLIGHT, signal, async (name) => {
    if (usable >= CARRIERS_MAX) return;
    const outcome = await readPhoto(root, name, cache);
    read.set(name, outcome);
    if (outcome.kind === 'carrier') usable++;
  });
  // Files read side by side end in any order: what is used must not depend on that.
  const outcomes = names.flatMap((name) => read.get(name) ?? []);
  const carriers = outcomes.flatMap((outcome) => (outcome.kind === 'carrier' ? [outcome] : [])).slice(0, CARRIERS_MAX);
  return {
    carriers: new Map(
      carriers.map(({ digest, carrier }) => [digest, carrier] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    leftOut: outcomes.flatMap((outcome) => (outcome.kind === 'left-out' ? [outcome.says] : [])).sort(),
    unread: names.length - read.size,
  };
}

type Outcome =
  | { readonly kind: 'carrier'; readonly digest: string; readonly carrier: Carrier }
  | { readonly kind: 'left-out'; readonly says: string };

async function readPhoto(root: string, name: string, cache: SourceCache): Promise<Outcome> {
  const leftOut = (why: string): Outcome => ({ kind: 'left-out', says: `${name}: ${why}` });
  try {
    const path = await realpath(join(root, name));
    if (relative(root, path).startsWith('..')) return leftOut('a link out of the folder');
    const { size, ...about } = await stat(path).then((file) => ({ size: file.size, isFile: file.isFile() }));
    if (!about.isFile) return leftOut('not a file');
    if (size > FILE_BYTES_MAX) return leftOut(`${size} bytes, more than ${FILE_BYTES_MAX}`);
    const bytes = await readFile(path);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const key = createHash('sha256')
      .update(JSON.stringify([CARRIER_VERSION, CODEC_VERSIONS, digest]))
      .digest('hex');
    const packed = await cache.get(key);
    if (packed !== null) return { kind: 'carrier', digest, carrier: unpackedCarrier(packed) };
    const made = await carrierFrom(bytes);
    if (made.kind === 'unusable') return leftOut(made.why);
    await cache.put(key, packedCarrier(made.carrier));
    return { kind: 'carrier', digest, carrier: made.carrier };
  } catch (error) {
    return leftOut(error instanceof Error ? error.message : String(error));
  }
}

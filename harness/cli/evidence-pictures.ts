// A page that is sent to somebody holds its pictures. They are read from the run's folder, which may be anybody's: each file
// is taken for what its bytes are, made small, and left out where there is no picture in it or no room left for it.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { smallPicture, type Fidelity } from '../materialise/small-picture.ts';
import { breachGravity } from '../model/breach-words.ts';
import type { Breach, Result } from '../model/verdict.ts';
import { readImageHeader } from '../observe/image-header.ts';
import { isEvidenceFolder } from '../run/evidence-folder.ts';
import type { BreachPictures, Picture, Pictures } from '../report/html/pictures.ts';

/** As much of a page may be pictures, in bytes of base64. */
export const PICTURES_BYTES_MAX = 24_000_000;
const FILE_BYTES_MAX = 64_000_000;
/** Evidence that was made to be slow to read does not keep anybody waiting for longer than about this. */
const READING_MS_MAX = 30_000;
/** Of what is shown whole, such as a source. */
const WHOLE_LONG_SIDE_PX = 480;
/** Thumbnails up to this side keep every pixel; larger ones are made as small. */
const THUMBNAIL_LONG_SIDE_PX = 512;
const DONORS_SHOWN = 4;

/** By the id of the breach, the gravest first for as long as there is room. Never rejects: what cannot be read is not there. */
export async function evidencePictures(
  { folder, breaches }: Pick<Result, 'folder' | 'breaches'>,
  bytesMax = PICTURES_BYTES_MAX,
): Promise<Pictures> {
  const pictures = new Map<string, BreachPictures>();
  let bytesLeft = bytesMax;
  const endsMs = performance.now() + READING_MS_MAX;
  const gravestFirst = breaches.toSorted((one, other) => breachGravity(other) - breachGravity(one));
  for (const breach of gravestFirst) {
    if (performance.now() > endsMs) break;
    const own = await picturesOf(folder, breach);
    if (own === null) continue;
    const bytes = [own.source, own.expected, own.actual, own.difference, ...own.donors].reduce(
      (sum, picture) => sum + (picture?.url.length ?? 0),
      0,
    );
    if (bytes > bytesLeft) break;
    bytesLeft -= bytes;
    pictures.set(breach.id, own);
  }
  return pictures;
}

/** Null where nothing was kept. Only what lies in the run's own folder of evidence is opened. */
async function picturesOf(folder: string, { evidence, donors }: Breach): Promise<BreachPictures | null> {
  if (evidence === null || !isEvidenceFolder(evidence)) return null;
  const room = join(folder, evidence);
  const names = await readdir(room).catch(() => []);
  if (names.length === 0) return null;
  const open = (start: string, how: How) => {
    const file = names.find((name) => name.startsWith(`${start}.`));
    return file === undefined ? null : pictureOf(join(room, file), how);
  };
  const [source, expected, actual, difference, answer, tintHues, ...gave] = await Promise.all([
    open('source', WHOLE),
    open('expected', THUMBNAIL),
    open('actual', THUMBNAIL),
    open('difference', THUMBNAIL),
    open('answer', THUMBNAIL),
    tintHuesOf(join(room, 'breach.json')),
    ...donors.slice(0, DONORS_SHOWN).map((_, index) => open(`donor-${index + 1}`, WHOLE)),
  ]);
  return { source, expected, actual: inColour(answer, actual), difference, donors: gave, tintHues };
}

/** As it was answered, as long as that is what was judged: the regions are those of the luma picture. */
function inColour(answer: Picture | null, judged: Picture | null): Picture | null {
  if (answer === null || judged === null) return judged ?? answer;
  return answer.widthPx === judged.widthPx && answer.heightPx === judged.heightPx ? answer : judged;
}

type How = { readonly longSidePx: number; readonly turned: boolean; readonly fidelity: Fidelity };
const WHOLE: How = { longSidePx: WHOLE_LONG_SIDE_PX, turned: true, fidelity: 'close' };
const THUMBNAIL: How = { longSidePx: THUMBNAIL_LONG_SIDE_PX, turned: false, fidelity: 'exact' };

async function pictureOf(path: string, { longSidePx, turned, fidelity }: How): Promise<Picture | null> {
  const bytes = await bytesOf(path);
  if (bytes === null) return null;
  const small = await smallPicture(bytes, longSidePx, turned, fidelity).catch(() => null);
  if (small === null) return null;
  const header = readImageHeader(bytes);
  const isAsStored = !turned && header.kind === 'image';
  return {
    url: `data:image/webp;base64,${Buffer.from(small.bytes).toString('base64')}`,
    widthPx: isAsStored ? header.widthPx : small.widthPx,
    heightPx: isAsStored ? header.heightPx : small.heightPx,
  };
}

async function bytesOf(path: string): Promise<Uint8Array | null> {
  try {
    const about = await stat(path);
    return about.isFile() && about.size <= FILE_BYTES_MAX ? await readFile(path) : null;
  } catch {
    return null;
  }
}

/** In which hue each photo of the breach is painted, by the photo's id; none where the story does not say. */
async function tintHuesOf(path: string): Promise<ReadonlyMap<string, number>> {
  const bytes = await bytesOf(path);
  try {
    const story: unknown = JSON.parse(Buffer.from(bytes ?? []).toString());
    const hues = typeof story === 'object' && story !== null && 'tintHues' in story ? story.tintHues : null;
    if (typeof hues !== 'object' || hues === null) return new Map();
    return new Map(Object.entries(hues).flatMap(([id, hue]) => (typeof hue === 'number' ? [[id, hue] as const] : [])));
  } catch {
    return new Map();
  }
}

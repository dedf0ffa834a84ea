// What an answer carries beside its pixels: marks of photos in any container, encoding or compressed text, second
// pictures, and bytes after its end. A clean thumbnail costs about a microsecond; only one that is not is taken apart.

import { MARK_LETTERS, markPrefix } from '../model/metadata-mark.ts';
import { NOTHING_SEEN, type SeenMark, type SeenMetadata, type SeenPicture } from '../model/seen-metadata.ts';
import { hasText } from './byte-reader.ts';
import { endsPlainly, filePartsOf, placeOf, type FileParts } from './file-parts.ts';
import { readImageHeader } from './image-header.ts';
import { unpackedTexts } from './png-texts.ts';

/** A photo has a dozen marks at most; an answer that repeats one without end is not searched to its end. */
const OFFSETS_MAX = 512;
const PICTURES_MAX = 4;
/** Chance puts the first three bytes of a JPEG into one compressed thumbnail of four thousand; a header it never makes. */
const STARTS_TRIED_MAX = 16;
/** A preview is small; what is larger is no preview, and not worth the time to decode it. */
const PREVIEW_PIXELS_MAX = 4_000_000;
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);

/** Looks for the marks of one run, given by its nonce. Never throws, whatever the bytes. */
export function createMetadataFinder(nonce: string): (bytes: Uint8Array) => SeenMetadata {
  const search = markSearch(markPrefix(nonce));
  return (bytes) => {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isPng = hasText(file, 0, '\x89PNG');
    const hasSecondPicture = file.indexOf(JPEG_START, 2) !== -1;
    if (!search.finds(file) && !hasSecondPicture && endsPlainly(file) && !(isPng && hasPackedText(file)))
      return NOTHING_SEEN;
    const layout = filePartsOf(file);
    const marks = firstOfEach([
      ...search.all(file, (at) => placeOf(layout, at)),
      ...(isPng ? unpackedTexts(file, layout.parts) : []).flatMap(({ name, from, bytes: text }) =>
        search.all(text, () => `its ${name}, byte ${from}`),
      ),
    ]);
    const trailing = trailingOf(file, layout);
    const pictures = picturesIn(file, layout, trailing);
    return marks.length === 0 && pictures.length === 0 && trailing === null
      ? NOTHING_SEEN
      : { marks, pictures, trailing };
  };
}

type MarkSearch = {
  readonly finds: (bytes: Buffer) => boolean;
  readonly all: (bytes: Buffer, placeAt: (at: number) => string) => readonly SeenMark[];
};

/** In ASCII, which is UTF-8 and Latin-1 too, and in UTF-16 of either byte order. */
function markSearch(prefix: string): MarkSearch {
  const narrow = Buffer.from(prefix, 'latin1');
  // Without its last byte, a zero, UTF-16LE stands within UTF-16BE as well, one byte on.
  const wide = Buffer.from(prefix, 'utf16le').subarray(0, -1);
  return {
    finds: (bytes) => bytes.indexOf(narrow) !== -1 || bytes.indexOf(wide) !== -1,
    all: (bytes, placeAt) =>
      [
        ...offsetsOf(bytes, narrow).map((at) => ({ at, step: 1 })),
        ...offsetsOf(bytes, wide).map((at) => ({ at, step: 2 })),
      ].map(({ at, step }): SeenMark => ({ mark: lettersAt(bytes, at, step), place: placeAt(at) })),
  };
}

function offsetsOf(bytes: Buffer, word: Buffer): readonly number[] {
  const offsets: number[] = [];
  for (let at = bytes.indexOf(word); at !== -1 && offsets.length < OFFSETS_MAX; at = bytes.indexOf(word, at + 1))
    offsets.push(at);
  return offsets;
}

function firstOfEach(marks: readonly SeenMark[]): readonly SeenMark[] {
  const firsts = new Map<string, SeenMark>();
  for (const seen of marks) if (!firsts.has(seen.mark)) firsts.set(seen.mark, seen);
  return [...firsts.values()];
}

function lettersAt(bytes: Buffer, at: number, step: number): string {
  const letters: string[] = [];
  for (let i = 0; i < MARK_LETTERS && at + i * step < bytes.length; i++)
    letters.push(String.fromCharCode(bytes[at + i * step] ?? 0));
  return letters.join('');
}

const PACKED_CHUNKS: ReadonlySet<string> = new Set(['iCCP', 'zTXt', 'iTXt', 'tEXt'].map((type) => `${type} chunk`));

/** Chunks that may hold what the file's own bytes do not show. Walking them costs less than searching a PNG for each. */
function hasPackedText(png: Buffer): boolean {
  return filePartsOf(png).parts.some(({ name }) => PACKED_CHUNKS.has(name));
}

/** Zeros are padding and tell nothing. */
function trailingOf(file: Buffer, { end }: FileParts): SeenPicture | null {
  const rest = file.subarray(end);
  return rest.some((byte) => byte !== 0) ? { bytes: rest, place: `the bytes after its end, byte ${end}` } : null;
}

/** A picture of any format after the end of the file's own, and JPEGs anywhere in it; each has a whole header and is small. */
function picturesIn(file: Buffer, layout: FileParts, trailing: SeenPicture | null): readonly SeenPicture[] {
  const pictures: SeenPicture[] = trailing !== null && isSmallPicture(trailing.bytes) ? [trailing] : [];
  let at = file.indexOf(JPEG_START, 2);
  for (let tried = 0; at !== -1 && tried < STARTS_TRIED_MAX && pictures.length < PICTURES_MAX; tried++) {
    const bytes = file.subarray(at);
    if (at !== layout.end && isSmallPicture(bytes)) pictures.push({ bytes, place: placeOf(layout, at) });
    at = file.indexOf(JPEG_START, at + 1);
  }
  return pictures;
}

function isSmallPicture(bytes: Uint8Array): boolean {
  const header = readImageHeader(bytes);
  return header.kind === 'image' && header.widthPx * header.heightPx <= PREVIEW_PIXELS_MAX;
}

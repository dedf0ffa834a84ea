import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { ORIENTATIONS, toStoredGrid } from '../../harness/model/orientation.ts';
import { readImageHeader, type ImageHeader } from '../../harness/observe/image-header.ts';
import { avifFile } from './avif-file.ts';
import { ENCODINGS, encode, paint } from './pictures.ts';

const SIZE = { widthPx: 37, heightPx: 21 };

describe('readImageHeader', () => {
  it.each(Object.keys(ENCODINGS))('reads format and size of %s', async (encoding) => {
    const header = readImageHeader(await encode(encoding, SIZE));
    expect(header).toEqual({ kind: 'image', format: encoding.split(' ')[0], ...SIZE, orientationExif: null });
  });

  it('reads a GIF, which no recipe asks for but a thumbnailer may answer', async () => {
    const header = readImageHeader(await paint(SIZE, 3).gif().toBuffer());
    expect(header).toEqual({ kind: 'image', format: 'gif', ...SIZE, orientationExif: null });
  });

  it.each(ORIENTATIONS)(
    'reads orientation %i from JPEG, PNG and WebP, and leaves the size as stored',
    async (orientation) => {
      const tagged = paint(SIZE, 3).withMetadata({ orientation });
      const files = [
        await tagged.clone().jpeg().toBuffer(),
        await tagged.clone().png().toBuffer(),
        await tagged.clone().webp().toBuffer(),
      ];
      for (const file of files) expect(readImageHeader(file)).toMatchObject({ ...SIZE, orientationExif: orientation });
    },
  );

  it('reads big-endian EXIF as well', () => {
    const exif = Buffer.from('Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0', 'latin1');
    const app1 = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]), exif]);
    const frame = Buffer.from([0xff, 0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
    const header = readImageHeader(Buffer.concat([app1, frame]));
    expect(header).toEqual({ kind: 'image', format: 'jpeg', widthPx: 3, heightPx: 2, orientationExif: 6 });
  });

  it.each([0, 1, 2, 3].flatMap((irot) => [null, 0, 1].map((imir) => ({ irot, imir }))))(
    'gives the EXIF tag that turns an AVIF as rotation $irot and mirror $imir do',
    ({ irot, imir }) => {
      const header = readImageHeader(avifFile({ ...SIZE, irot, imir }));
      expect(header).toMatchObject({ kind: 'image', format: 'avif', ...SIZE });
      if (header.kind !== 'image' || header.orientationExif === null)
        throw new Error('Expected an orientation, got none.');
      const stored = Int8Array.from({ length: 6 }, (_, i) => i);
      const shown = shownByAvif({ cells: stored, columns: 3, rows: 2 }, irot, imir);
      expect(toStoredGrid(shown.cells, shown.columns, shown.rows, header.orientationExif)).toEqual(stored);
    },
  );

  it('has no orientation for an AVIF that neither turns nor mirrors', () => {
    expect(readImageHeader(avifFile({ ...SIZE, irot: null, imir: null }))).toMatchObject({
      ...SIZE,
      orientationExif: null,
    });
  });

  it.each([
    ['no bytes', Buffer.alloc(0), /^Expected a JPEG, PNG, WebP, AVIF or GIF, got no bytes at all\.$/],
    ['text', Buffer.from('<html>'), /^Expected a JPEG.* got 6 bytes beginning 3c 68 74 6d 6c 3e\.$/],
    [
      'a JPEG that ends before its frame',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
      /^Expected the header of a jpeg/,
    ],
    [
      'a video in the same container',
      avifFile({ ...SIZE, irot: null, imir: null }).fill('x', 8, 24),
      /^Expected the header of a avif/,
    ],
    [
      'a picture without a width',
      avifFile({ widthPx: 0, heightPx: 5, irot: null, imir: null }),
      /^Expected a avif of at least 1x1 pixels, got 0x5\.$/,
    ],
  ])('does not know %s, and says what it got', (_, bytes, why) => {
    const header = readImageHeader(bytes);
    expect(header.kind === 'unknown' ? header.why : header).toMatch(why);
  });

  it('does not trust a WebP whose canvas is not the size of its picture', async () => {
    const file = await encode('webp alpha', SIZE);
    expect(file.toString('latin1', 12, 16)).toBe('VP8X');
    file.writeUIntLE(9999, 24, 3);
    expect(readImageHeader(file)).toMatchObject({ kind: 'unknown' });
  });
});

describe('readImageHeader on hostile bytes', () => {
  const files: Buffer[] = [];
  beforeAll(async () => {
    files.push(...(await Promise.all(Object.keys(ENCODINGS).map((encoding) => encode(encoding, SIZE)))));
    files.push(
      await paint(SIZE, 3).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      await sharp(files[0]).gif().toBuffer(),
    );
    files.push(avifFile({ ...SIZE, irot: 1, imir: 1 }));
  });

  const isSound = (header: ImageHeader) =>
    header.kind === 'unknown' ||
    (header.widthPx >= 1 && header.heightPx >= 1 && Number.isInteger(header.widthPx * header.heightPx));

  it('gives a sound header or none for random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => isSound(readImageHeader(bytes))),
      { numRuns: 500 },
    );
  });

  it('gives a sound header or none behind every magic number', () => {
    fc.assert(
      fc.property(fc.nat(), fc.uint8Array({ maxLength: 200 }), (draw, bytes) => {
        const start = files[draw % files.length]?.subarray(0, 12 + (draw % 30)) ?? Buffer.alloc(0);
        return isSound(readImageHeader(Buffer.concat([start, bytes])));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives a sound header or none for every truncation', () => {
    for (const file of files) {
      for (let length = 0; length < Math.min(file.length, 700); length++)
        expect(isSound(readImageHeader(file.subarray(0, length)))).toBe(true);
    }
  });

  it('gives a sound header or none when bytes are overwritten', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        (draw, edits) => {
          const file = Buffer.from(files[draw % files.length] ?? []);
          for (const [at, value] of edits) file[at % file.length] = value;
          return isSound(readImageHeader(file));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

type Grid = { readonly cells: Int8Array; readonly columns: number; readonly rows: number };

/** Turned anticlockwise, then mirrored: the definition of the two boxes, cell by cell. */
function shownByAvif(stored: Grid, quarterTurns: number, mirror: number | null): Grid {
  let shown = stored;
  for (let turn = 0; turn < quarterTurns; turn++) {
    const { cells, columns, rows } = shown;
    shown = {
      columns: rows,
      rows: columns,
      cells: cells.map((_, i) => cells[(i % rows) * columns + (columns - 1 - Math.floor(i / rows))] ?? 0),
    };
  }
  const { cells, columns, rows } = shown;
  if (mirror === null) return shown;
  const from = (x: number, y: number) =>
    mirror === 0 ? (rows - 1 - y) * columns + x : y * columns + (columns - 1 - x);
  return { columns, rows, cells: cells.map((_, i) => cells[from(i % columns, Math.floor(i / columns))] ?? 0) };
}

// Marks must be found wherever real tools leave them, in files as hostile as they come, and never in a clean thumbnail.

import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { channelsIn, type MetadataChannel } from '../../harness/model/metadata-channel.ts';
import { createMarkBook, markOf } from '../../harness/model/metadata-mark.ts';
import { NOTHING_SEEN } from '../../harness/model/seen-metadata.ts';
import { createMetadataFinder } from '../../harness/observe/metadata.ts';
import { NONCE, photoPlan } from '../materialise/photo-plan.ts';
import { ENCODINGS, encode } from './pictures.ts';

const find = createMetadataFinder(NONCE);
const OUTPUTS = ['jpeg', 'png', 'webp', 'avif'] as const;
const mark = markOf(NONCE, photoPlan(), 'exif');

/** A thumbnail that keeps everything, as sharp does when it is told to. */
async function keeping(source: 'jpeg' | 'png' | 'webp', output: (typeof OUTPUTS)[number]): Promise<Buffer> {
  const photo = photoPlan({ format: source, metadata: channelsIn(source, 'colour') });
  return sharp(await makePicture(NONCE, photo, null))
    .resize(96, 72)
    .keepMetadata()
    .toFormat(output)
    .toBuffer();
}

function channelsOf(bytes: Uint8Array): ReadonlySet<MetadataChannel | null | undefined> {
  const book = createMarkBook(NONCE, [photoPlan()]);
  return new Set(find(bytes).marks.map((seen) => book(seen.mark)?.channel));
}

const KEPT: readonly MetadataChannel[] = ['exif', 'gps', 'xmp', 'icc', 'preview'];

describe('the metadata finder', () => {
  it.each((['jpeg', 'png', 'webp'] as const).flatMap((source) => OUTPUTS.map((output) => ({ source, output }))))(
    'finds every channel that sharp carries from a $source to a $output, and its preview',
    async ({ source, output }) => {
      const file = await keeping(source, output);
      const channels = channelsOf(file);
      for (const channel of KEPT) expect([channel, channels.has(channel)]).toEqual([channel, true]);
      if (source === 'jpeg' && output === 'jpeg') expect(channels.has('iptc')).toBe(true);
      if (source === 'png' && output === 'png') expect(channels.has('text')).toBe(true);
      expect(find(file).pictures).toHaveLength(1);
      expect(find(file).trailing).toBe(null);
    },
  );

  it.each(Object.keys(ENCODINGS))('sees nothing in a clean thumbnail: %s', async (encoding) => {
    expect(find(await encode(encoding, { widthPx: 128, heightPx: 96 }))).toBe(NOTHING_SEEN);
  });

  it('says in which part of the file a mark stands', async () => {
    const places = async (output: (typeof OUTPUTS)[number]) =>
      find(await keeping('png', output)).marks.map(({ place }) => place.replace(/\d+$/, 'n'));
    expect(await places('jpeg')).toEqual(
      expect.arrayContaining(['its APP1 segment, byte n', 'its APP2 segment, byte n']),
    );
    expect(await places('png')).toEqual(expect.arrayContaining(['its eXIf chunk, byte n', 'its iCCP chunk, byte n']));
    expect(await places('webp')).toEqual(expect.arrayContaining(['its EXIF chunk, byte n', 'its ICCP chunk, byte n']));
    expect(await places('avif')).toEqual(expect.arrayContaining(['its meta box, byte n', 'its mdat box, byte n']));
  });

  it.each([
    ['ASCII', Buffer.from(mark, 'latin1')],
    ['UTF-16, low byte first', Buffer.from(mark, 'utf16le')],
    ['UTF-16, high byte first', Buffer.from(mark, 'utf16le').swap16()],
  ])('reads a mark in %s, at an even and at an odd byte', (_encoding, written) => {
    for (const before of [6, 7]) {
      const bytes = Buffer.concat([Buffer.alloc(before, 0x20), written, Buffer.alloc(5, 0x20)]);
      expect(find(bytes).marks.map((seen) => seen.mark)).toEqual([mark]);
    }
  });

  it('reads as much of a mark as there is at the end of a file', () => {
    expect(find(Buffer.from(mark.slice(0, 19))).marks.map((seen) => seen.mark)).toEqual([mark.slice(0, 19)]);
  });

  it('names a mark once, however often it is repeated, and does not overlook the one behind', () => {
    const other = markOf(NONCE, photoPlan({ contentId: 'c2' }), 'exif');
    const marks = find(Buffer.from(mark.repeat(300) + other)).marks.map((seen) => seen.mark);
    expect(marks).toEqual([mark, other]);
  });

  it('sees no mark of another run', () => {
    expect(find(Buffer.from(markOf('another', photoPlan(), 'exif')))).toBe(NOTHING_SEEN);
  });
});

describe('compressed text in a PNG', () => {
  const words = (text: string) => Buffer.from(text, 'latin1');
  const hidden = deflateSync(words(`so ${mark} it is`));

  it.each([
    ['zTXt', Buffer.concat([words('Comment\0\0'), hidden])],
    ['iTXt', Buffer.concat([words('Comment\0\u{01}\0de\0Bemerkung\0'), hidden])],
    ['iCCP', Buffer.concat([words('name\0\0'), hidden])],
    ['tEXt', words(`Raw profile type exif\0\nexif\n      37\n${hexLines(words(`xx${mark}xx`))}\n`)],
    [
      'zTXt',
      Buffer.concat([words('Raw profile type xmp\0\0'), deflateSync(words(`\nxmp\n 35\n${hexLines(words(mark))}`))]),
    ],
  ])('is searched as %s', async (type, data) => {
    const seen = find(await pngWith(type, data));
    expect(seen.marks.map((each) => each.mark)).toEqual([mark]);
    expect(seen.marks[0]?.place).toBe(`its ${type} chunk, byte 33`);
  });

  it('is searched as far as it goes when the stream is cut off', async () => {
    const long = deflateSync(words(`${mark}${'and so on, '.repeat(200)}`), { level: 0 });
    const cut = Buffer.concat([words('Comment\0\0'), long.subarray(0, 200)]);
    expect(find(await pngWith('zTXt', cut)).marks.map((each) => each.mark)).toEqual([mark]);
  });

  it('may be a bomb: it is given up within its cap, and what stands elsewhere is still found', async () => {
    const bomb = Buffer.concat([words('Comment\0\0'), deflateSync(Buffer.alloc(64 * 1024 * 1024))]);
    const before = process.memoryUsage().arrayBuffers;
    const seen = find(Buffer.concat([await pngWith('zTXt', bomb), words(mark)]));
    expect(seen.marks.map((each) => each.mark)).toEqual([mark]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });

  it('may be no stream at all, or a chunk longer than the file', async () => {
    expect(find(await pngWith('zTXt', words('Comment\0\0this is not deflated')))).toBe(NOTHING_SEEN);
    const cut = (await pngWith('zTXt', Buffer.concat([words('Comment\0\0'), hidden]))).subarray(0, 90);
    expect(() => find(cut)).not.toThrow();
  });

  async function pngWith(type: string, data: Buffer): Promise<Buffer> {
    const png = await encode('png colour', { widthPx: 32, heightPx: 32 });
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([png.subarray(0, 33), head, data, Buffer.alloc(4), png.subarray(33)]);
  }

  /** Seventy-two digits a line, as ImageMagick writes them. */
  function hexLines(content: Buffer): string {
    return content.toString('hex').replace(/(.{72})/g, '$1\n');
  }
});

describe('what follows the end of a picture', () => {
  it.each(OUTPUTS)('is seen behind a %s, unless it is nothing but zeros', async (format) => {
    const encoding = Object.keys(ENCODINGS).find((name) => name.startsWith(format)) ?? '';
    const file = await encode(encoding, { widthPx: 64, heightPx: 48 });
    const tail = Buffer.from([0, 0, 0, 9, 1, 2, 3]);
    const seen = find(Buffer.concat([file, tail])).trailing;
    expect(Buffer.from(seen?.bytes ?? [])).toEqual(tail);
    expect(seen?.place).toBe(`the bytes after its end, byte ${file.length}`);
    expect(find(Buffer.concat([file, Buffer.alloc(64)]))).toBe(NOTHING_SEEN);
  });

  it('may be the end of a longer thumbnail that lay in the same buffer before', async () => {
    const before = await encode('jpeg baseline', { widthPx: 256, heightPx: 256 });
    const now = await encode('jpeg baseline', { widthPx: 64, heightPx: 64 });
    const buffer = Buffer.from(before);
    now.copy(buffer);
    expect(find(buffer).trailing?.bytes.length).toBe(before.length - now.length);
  });

  it.each(OUTPUTS)('may be a whole second picture: %s', async (format) => {
    const encoding = Object.keys(ENCODINGS).find((name) => name.startsWith(format)) ?? '';
    const file = await encode('jpeg baseline', { widthPx: 64, heightPx: 48 });
    const second = await encode(encoding, { widthPx: 40, heightPx: 30 });
    const { pictures } = find(Buffer.concat([file, second]));
    expect(pictures.map(({ bytes }) => bytes.length)).toEqual([second.length]);
  });
});

describe('hostile bytes', () => {
  const files = OUTPUTS.map((output) => keeping('png', output));

  it('never make it throw, however a file was cut or overwritten', async () => {
    for (const file of await Promise.all(files)) {
      fc.assert(
        fc.property(
          fc.nat({ max: file.length }),
          fc.array(fc.tuple(fc.nat({ max: 4000 }), fc.nat({ max: 255 }))),
          (to, edits) => {
            const broken = Buffer.from(file.subarray(0, to));
            for (const [at, byte] of edits) if (at < broken.length) broken[at] = byte;
            find(broken);
          },
        ),
        { seed: 1, numRuns: 200 },
      );
    }
  });

  it('that promise a thousand pictures are tried a few times only', () => {
    const starts = Buffer.from('\u{ff}\u{d8}\u{ff}\u{e0}\0\u{04}ab'.repeat(100_000), 'latin1');
    expect(find(starts).pictures).toEqual([]);
  });
});

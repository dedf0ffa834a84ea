import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLumaDecoder, type Decoded } from '../../harness/observe/decode.ts';
import { ENCODINGS, encode, lumaBySharp, paint } from './pictures.ts';

const SIZE = { widthPx: 48, heightPx: 32 };
/** Decoders round differently; libjpeg-turbo's fast DCT is off by up to 8 levels on harsher pictures than these. */
const LEVELS_APART_MAX = 3;

const decoder = createLumaDecoder({ maxBytes: 1_000_000, maxPixels: 1_000_000 });

describe('createLumaDecoder', () => {
  it.each(Object.keys(ENCODINGS))('reads from %s the luma that sharp reads', async (encoding) => {
    const file = await encode(encoding, SIZE);
    const decoded = await decoder.decode(file);
    expect(decoded).toMatchObject({ kind: 'decoded', format: encoding.split(' ')[0], ...SIZE, orientationExif: null });
    expect(levelsApart(decoded, await lumaBySharp(file))).toBeLessThanOrEqual(LEVELS_APART_MAX);
  });

  it.each(Object.keys(ENCODINGS))(
    'writes all of %s into memory that is lent, whatever it held before',
    async (encoding) => {
      const file = await encode(encoding, SIZE);
      const dirty = new Uint8Array(2 * SIZE.widthPx * SIZE.heightPx).fill(77);
      const lent = await decoder.decode(file, (pixelCount) => dirty.subarray(0, pixelCount));
      expect(lumaOf(lent)).toEqual(lumaOf(await decoder.decode(file)));
      expect(lumaOf(lent).buffer).toBe(dirty.buffer);
    },
  );

  it.each(['jpeg', 'png'])('has every %s confirmed by another decoder', async (format) => {
    for (const encoding of Object.keys(ENCODINGS).filter((name) => name.startsWith(format))) {
      const file = await encode(encoding, SIZE);
      const first = await decoder.decode(file);
      const second = await decoder.secondOpinion(file);
      expect(second).toMatchObject({ kind: 'decoded', ...SIZE });
      expect(decoderOf(second)).not.toBe(decoderOf(first));
      expect(levelsApart(first, lumaOf(second))).toBeLessThanOrEqual(LEVELS_APART_MAX);
    }
  });

  it('has no second decoder for WebP and AVIF, and says so', async () => {
    for (const format of ['webp', 'avif']) {
      const file = await paint(SIZE, 3)
        .toFormat(format === 'webp' ? 'webp' : 'avif')
        .toBuffer();
      expect(await decoder.secondOpinion(file)).toEqual({
        kind: 'undecodable',
        why: `no second decoder for ${format}`,
      });
    }
  });

  it('reads a CMYK JPEG by the slower decoder and then has nobody to confirm it', async () => {
    const file = await paint(SIZE, 3).toColourspace('cmyk').jpeg().toBuffer();
    expect(await decoder.decode(file)).toMatchObject({ kind: 'decoded', decoder: 'napi-image', ...SIZE });
    const second = await decoder.secondOpinion(file);
    expect(second.kind === 'undecodable' ? second.why : second).toMatch(
      /^no second decoder for this jpeg: libjpeg-turbo/,
    );
  });

  it('reads a JPEG with stray bytes between segments or before its end, as every viewer does', async () => {
    const file = await encode('jpeg baseline', SIZE);
    const stray = Buffer.from([0, 1, 2]);
    const app0 = 2 + 2 + file.readUInt16BE(4);
    for (const at of [app0, file.length - 2]) {
      const strayed = Buffer.concat([file.subarray(0, at), stray, file.subarray(at)]);
      expect(levelsApart(await decoder.decode(strayed), await lumaBySharp(file))).toBeLessThanOrEqual(LEVELS_APART_MAX);
    }
  });

  it('reports the orientation and leaves the pixels as stored', async () => {
    const file = await paint(SIZE, 3).withMetadata({ orientation: 6 }).jpeg({ quality: 90 }).toBuffer();
    const decoded = await decoder.decode(file);
    expect(decoded).toMatchObject({ ...SIZE, orientationExif: 6 });
    expect(levelsApart(decoded, lumaOf(await decoder.decode(await encode('jpeg baseline', SIZE))))).toBe(0);
  });

  it('lays translucent pixels over mid grey', async () => {
    const clear = await paint(SIZE, 3).ensureAlpha(0).png().toBuffer();
    expect(new Set(lumaOf(await decoder.decode(clear)))).toEqual(new Set([128]));
  });

  it('reads bytes that begin anywhere in a larger buffer', async () => {
    for (const encoding of ['jpeg baseline', 'png alpha', 'webp lossy', 'avif colour']) {
      const file = await encode(encoding, SIZE);
      const view = Buffer.concat([Buffer.alloc(3, 0xff), file, Buffer.alloc(5, 0xff)]).subarray(3, 3 + file.length);
      expect(await decoder.decode(view)).toEqual(await decoder.decode(file));
    }
  });

  it('does not decode a picture of more pixels or bytes than allowed', async () => {
    const file = await encode('png colour', { widthPx: 40, heightPx: 30 });
    const atTheLimit = createLumaDecoder({ maxBytes: file.length, maxPixels: 1200 });
    expect((await atTheLimit.decode(file)).kind).toBe('decoded');
    expect(await createLumaDecoder({ maxBytes: file.length, maxPixels: 1199 }).decode(file)).toEqual({
      kind: 'oversized',
      widthPx: 40,
      heightPx: 30,
      why: 'Expected at most 1199 pixels, got 40x30; it was not decoded.',
    });
    expect(await createLumaDecoder({ maxBytes: file.length - 1, maxPixels: 1200 }).decode(file)).toEqual({
      kind: 'oversized',
      widthPx: 40,
      heightPx: 30,
      why: `Expected at most ${file.length - 1} bytes, got ${file.length}; it was not decoded.`,
    });
  });

  it('knows a 100-megapixel PNG by its first 33 bytes', async () => {
    const file = Buffer.from((await encode('png colour', SIZE)).subarray(0, 33));
    file.writeUInt32BE(10_000, 16);
    file.writeUInt32BE(10_000, 20);
    expect(await decoder.decode(file)).toMatchObject({ kind: 'oversized', widthPx: 10_000, heightPx: 10_000 });
    expect(await decoder.secondOpinion(file)).toMatchObject({ kind: 'oversized' });
  });

  it('does not take an AVIF at its word about its size', async () => {
    const file = await encode('avif colour', SIZE);
    file.writeUInt32BE(SIZE.widthPx + 16, file.indexOf('ispe') + 8);
    expect(await decoder.decode(file)).toMatchObject({ kind: 'undecodable' });
  });

  it('does not decode a GIF, which no recipe asks for', async () => {
    const file = await paint(SIZE, 3).gif().toBuffer();
    expect(await decoder.decode(file)).toEqual({
      kind: 'undecodable',
      why: 'no decoder for gif, which no recipe asks for',
    });
  });

  it('lets the event loop turn while it decodes many pictures, for only then is their memory given back', async () => {
    const file = await paint({ widthPx: 512, heightPx: 512 }, 3).png().toBuffer();
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    for (let i = 0; i < 20; i++) await decoder.decode(file);
    expect(turned).toBe(true);
  });
});

describe('createLumaDecoder on hostile bytes', () => {
  const files: Buffer[] = [];
  beforeAll(async () => {
    files.push(
      ...(await Promise.all(Object.keys(ENCODINGS).map((encoding) => encode(encoding, { widthPx: 16, heightPx: 16 })))),
    );
  });

  const isSound = (decoded: Decoded) =>
    decoded.kind !== 'decoded' || decoded.luma.length === decoded.widthPx * decoded.heightPx;

  it('gives whole luma or a reason for every damage', async () => {
    const damage = fc.record({
      draw: fc.nat(),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      edits: fc.array(fc.tuple(fc.nat(100_000), fc.nat(255)), { maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ draw, keep, edits }) => {
        const whole = files[draw % files.length] ?? Buffer.alloc(0);
        const file = Buffer.from(edits.length === 0 ? whole.subarray(0, Math.floor(keep * whole.length)) : whole);
        for (const [at, value] of edits) file[at % file.length] = value;
        expect(isSound(await decoder.decode(file))).toBe(true);
        expect(isSound(await decoder.secondOpinion(file))).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

function lumaOf(decoded: Decoded): Uint8Array {
  if (decoded.kind !== 'decoded') throw new Error(`Expected a decoded picture, got ${decoded.kind}: ${decoded.why}`);
  return decoded.luma;
}

function decoderOf(decoded: Decoded): string {
  return decoded.kind === 'decoded' ? decoded.decoder : decoded.why;
}

function levelsApart(decoded: Decoded, expected: Uint8Array): number {
  const luma = lumaOf(decoded);
  expect(luma.length).toBe(expected.length);
  return luma.reduce((worst, level, i) => Math.max(worst, Math.abs(level - (expected[i] ?? 0))), 0);
}

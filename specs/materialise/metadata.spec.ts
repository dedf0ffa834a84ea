// What is written beside the pixels is read back by sharp, by ImageMagick and by readers of these specs, and moves no pixel.

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { channelsIn, type MetadataChannel } from '../../harness/model/metadata-channel.ts';
import { markOf } from '../../harness/model/metadata-mark.ts';
import { ORIENTATIONS } from '../../harness/model/orientation.ts';
import type { PhotoPlan, SourceFormat } from '../../harness/model/plan.ts';
import { needsProgram } from '../programs.ts';
import { readExif } from './exif-reader.ts';
import { correlation, plannedLuma, shownLuma } from './luma.ts';
import { NONCE, photoPlan } from './photo-plan.ts';
import { temporaryFolder } from './temporary-folder.ts';

const FORMATS: readonly SourceFormat[] = ['jpeg', 'png', 'webp', 'avif', 'gif'];
const WITH_EXIF = ['jpeg', 'png', 'webp'] as const;

/** The photo with everything that its format can carry. */
function laden(about: Partial<PhotoPlan> = {}): PhotoPlan {
  const photo = photoPlan(about);
  return { ...photo, metadata: channelsIn(photo.format, photo.colour) };
}

async function fileOf(photo: PhotoPlan): Promise<Buffer> {
  return Buffer.from(await makePicture(NONCE, photo, null));
}

async function exifOf(file: Uint8Array) {
  const { exif } = await sharp(file).metadata();
  if (exif === undefined) throw new Error('Expected EXIF, got none.');
  return readExif(exif);
}

const marked = (photo: PhotoPlan, channel: MetadataChannel) => markOf(NONCE, photo, channel);

describe('metadata of a photo', () => {
  it.each(FORMATS)('leaves every pixel as it was, colour profile obeyed or not: %s', async (format) => {
    for (const colour of ['colour', 'grey', 'alpha'] as const) {
      const bare = await fileOf(photoPlan({ format, colour }));
      const file = await fileOf(laden({ format, colour }));
      expect(file.length).toBeGreaterThan(bare.length);
      for (const ignoreIcc of [false, true]) {
        const pixels = await sharp(file, { ignoreIcc }).raw().toBuffer();
        expect(pixels.equals(await sharp(bare).raw().toBuffer())).toBe(true);
      }
      if (format !== 'gif')
        expect(new Transformer(file).rawPixelsSync().equals(new Transformer(bare).rawPixelsSync())).toBe(true);
    }
  });

  it.each(WITH_EXIF.flatMap((format) => ORIENTATIONS.map((orientationExif) => ({ format, orientationExif }))))(
    'shares one EXIF block with orientation $orientationExif: $format',
    async (about) => {
      const photo = laden(about);
      const { values, preview } = await exifOf(await fileOf(photo));
      expect(values.get('ifd0 270')).toBe(marked(photo, 'exif'));
      expect(values.get('ifd0 274') ?? 1).toBe(about.orientationExif);
      expect(values.get('gps 1')).toBe('N');
      expect(values.get('gps 28')).toBe(`ASCII\0\0\0${marked(photo, 'gps')}`);
      expect(values.get('ifd1 259')).toBe(6);
      expect((await sharp(preview ?? Buffer.alloc(0)).metadata()).format).toBe('jpeg');
    },
  );

  it.each([['exif'], ['gps'], ['preview'], ['exif', 'preview'], ['gps', 'preview']] as const)(
    'has a sound EXIF block when it has only %s of it',
    async (...metadata) => {
      const photo = photoPlan({ metadata, orientationExif: 6 });
      const { values, preview } = await exifOf(await fileOf(photo));
      const has = (channel: 'exif' | 'gps' | 'preview') => (metadata as readonly string[]).includes(channel);
      expect(values.get('ifd0 274')).toBe(6);
      expect(values.has('ifd0 270')).toBe(has('exif'));
      expect(values.has('gps 28')).toBe(has('gps'));
      expect(preview !== null).toBe(has('preview'));
    },
  );

  it.each(WITH_EXIF)('has an XMP packet and a colour profile that sharp finds: %s', async (format) => {
    const photo = laden({ format });
    const { xmp, icc, hasProfile } = await sharp(await fileOf(photo)).metadata();
    expect(xmp?.toString()).toContain(`<rdf:li xml:lang="x-default">${marked(photo, 'xmp')}</rdf:li>`);
    expect(hasProfile).toBe(true);
    expect(
      Buffer.from(icc ?? [])
        .swap16()
        .toString('utf16le'),
    ).toContain(marked(photo, 'icc'));
  });

  it('has an IPTC caption and a comment in a JPEG', async () => {
    const photo = laden();
    const file = await fileOf(photo);
    const { iptc } = await sharp(file).metadata();
    expect(iptc?.toString('latin1')).toContain(`\u{1c}\u{02}x\0\u{1f}${marked(photo, 'iptc')}`);
    expect(file.toString('latin1')).toContain(`\u{ff}\u{fe}\0\u{21}${marked(photo, 'comment')}`);
  });

  it('has a plain and a compressed text in a PNG', async () => {
    const photo = laden({ format: 'png' });
    const file = await fileOf(photo);
    const { comments } = await sharp(file).metadata();
    expect(comments).toEqual([
      { keyword: 'Author', text: marked(photo, 'text') },
      { keyword: 'Description', text: marked(photo, 'text') },
    ]);
    const at = file.indexOf('zTXtDescription\0\0', 'latin1');
    expect(inflateSync(file.subarray(at + 17)).toString('latin1')).toBe(marked(photo, 'text'));
  });

  it.each(['webp', 'avif'] as const)('has a box of its own in a %s', async (format) => {
    const photo = laden({ format });
    expect((await fileOf(photo)).toString('latin1')).toContain(marked(photo, 'box'));
  });

  it('has a packet and a comment in a GIF', async () => {
    const photo = laden({ format: 'gif' });
    const text = (await fileOf(photo)).toString('latin1');
    expect(text).toContain(`\u{21}\u{ff}\u{0b}XMP DataXMP<?xpacket`);
    expect(text).toContain(`\u{21}\u{fe}\u{1f}${marked(photo, 'comment')}\0`);
  });

  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('has its last mark behind the end of a %s', async (format) => {
    const photo = laden({ format });
    expect((await fileOf(photo)).toString('latin1').endsWith(marked(photo, 'trailing'))).toBe(true);
  });

  it.each(FORMATS)('fills no channel that the plan leaves out: %s', async (format) => {
    const photo = laden({ format });
    for (const channel of photo.metadata) {
      const text = (await fileOf({ ...photo, metadata: [channel] })).toString('latin1');
      for (const other of photo.metadata) {
        // The profile's name is in UTF-16, and compressed in a PNG.
        if (other === 'icc') continue;
        expect([channel, other, text.includes(marked(photo, other))]).toEqual([channel, other, other === channel]);
      }
    }
  });

  describe('as ImageMagick reads it', () => {
    needsProgram('convert')('is taken without a complaint, and gives the same pixels', async (command) => {
      const folder = await temporaryFolder();
      for (const format of ['jpeg', 'png'] as const) {
        const pixels = [photoPlan({ format }), laden({ format })].map(async (photo, index) => {
          const path = join(folder, `${index}.${format}`);
          await writeFile(path, await fileOf(photo));
          return promisify(execFile)(command, [path, '-depth', '8', 'rgb:-'], { encoding: 'latin1' });
        });
        const [bare, full] = await Promise.all(pixels);
        expect(full?.stderr).toBe('');
        expect(full?.stdout === bare?.stdout).toBe(true);
      }
    });
  });
});

describe('the preview of a photo', () => {
  it.each([
    { widthPx: 400, heightPx: 300, sides: [64, 48] },
    { widthPx: 300, heightPx: 400, sides: [48, 64] },
    { widthPx: 1200, heightPx: 30, sides: [64, 8] },
  ])('shows the same signature, small: $widthPx×$heightPx', async ({ widthPx, heightPx, sides }) => {
    const photo = photoPlan({ widthPx, heightPx, metadata: ['preview'] });
    const { preview } = await exifOf(await fileOf(photo));
    const shown = await shownLuma(preview ?? Buffer.alloc(0));
    expect([shown.widthPx, shown.heightPx]).toEqual(sides);
    const expected = await sharp(await fileOf(photo))
      .resize(shown.widthPx, shown.heightPx, { fit: 'fill' })
      .toBuffer();
    expect(correlation(shown, await shownLuma(expected))).toBeGreaterThan(0.9);
  });

  it('lies as the photo is stored', async () => {
    const photo = photoPlan({ widthPx: 400, heightPx: 300, orientationExif: 6, metadata: ['preview'] });
    const { preview } = await exifOf(await fileOf(photo));
    const { width, height } = await sharp(preview ?? Buffer.alloc(0)).metadata();
    expect([width, height]).toEqual([48, 64]);
  });
});

describe('the archived form of a photo with metadata', () => {
  it.each(['webp', 'jpeg'] as const)('keeps what an archiver keeps, orientation included: %s', async (format) => {
    for (const source of ['jpeg', 'png', 'webp'] as const) {
      const photo = laden({ format: source, orientationExif: 6, archived: true });
      const file = Buffer.from(await makePicture(NONCE, photo, { format, quality: 50 }));
      const { values, preview } = await exifOf(file);
      expect(values.get('ifd0 274')).toBe(6);
      expect(values.get('ifd0 270')).toBe(marked(photo, 'exif'));
      expect(values.get('gps 28')).toContain(marked(photo, 'gps'));
      expect(preview).not.toBe(null);
      const { xmp, hasProfile } = await sharp(file).metadata();
      expect(xmp?.toString()).toContain(marked(photo, 'xmp'));
      expect(hasProfile).toBe(true);
      for (const lost of ['iptc', 'comment', 'text', 'box', 'trailing'] as const)
        expect(file.toString('latin1')).not.toContain(marked(photo, lost));
      expect(correlation(await shownLuma(file), plannedLuma(NONCE, photo))).toBeGreaterThan(0.95);
    }
  });
});

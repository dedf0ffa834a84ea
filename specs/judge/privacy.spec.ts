// A thumbnail may show the right photo and still give another one away. Pixels here are right unless a spec says otherwise.

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { MetadataChannel } from '../../harness/model/metadata-channel.ts';
import { markOf } from '../../harness/model/metadata-mark.ts';
import { copiedSegments, previewSegment, withSegments } from '../../fixtures/canaries/jpeg-segments.ts';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { saying } from './commented-thumbnail.ts';
import { court, own, photo, TOLD } from './court.ts';
import { NONCE } from './thumbnails-made-alone.ts';

const mark = (index: number, channel: MetadataChannel = 'exif') => markOf(NONCE, photo(index), channel);

/** A small picture of a photo as it was uploaded. */
async function previewOf(index: number): Promise<readonly Uint8Array[]> {
  return previewSegment(await makePicture(NONCE, photo(index), null));
}

describe('marks in a thumbnail', () => {
  it('of another photo are a breach that names the photo, the channel and the place', async () => {
    const { counts, answer } = court();
    const finding = await answer('a3', saying(own(3), mark(7, 'gps')));
    const { name, owner, album: folder } = photo(7);
    expect(finding?.breach).toMatchObject({
      oracle: 'privacy',
      kind: 'leaked-metadata',
      severity: 'cross-owner',
      key: 'a3',
      batch: 0,
      queueDistance: 4,
      victim: { id: photo(3).id },
      donors: [{ id: photo(7).id, owner, album: folder, photo: name, version: 1, share: 0 }],
      regions: [],
      says: `Expected no metadata of another photo, got the GPS place of ${owner}/${folder}/${name} in its COM segment, byte 6.`,
    });
    expect(finding?.breach.donors.map(({ id }) => id)).toEqual([photo(7).id]);
    expect(Buffer.from(finding?.bytes ?? []).includes(mark(7, 'gps'))).toBe(true);
    expect(counts).toMatchObject({ verified: 1, mixups: 0 });
  });

  it('of the same owner cross no owner', async () => {
    expect(photo(10).owner).toBe(photo(3).owner);
    const finding = await court().answer('a3', saying(own(3), mark(10)));
    expect(finding?.breach).toMatchObject({ severity: 'cross-photo', donors: [{ id: photo(10).id }] });
  });

  it('of several photos name each of them, and the one found first in the sentence', async () => {
    const finding = await court().answer('a3', saying(own(3), `${mark(7, 'exif')} ${mark(7, 'xmp')} ${mark(9)}`));
    expect(finding?.breach.donors.map(({ id }) => id)).toEqual([photo(7).id, photo(9).id]);
    expect(finding?.breach.says).toContain('got the EXIF description and XMP packet of');
    expect(finding?.breach.says).toContain('and 1 other place, and something of 1 other photo.');
  });

  it('that are cut short still name their photo', async () => {
    const finding = await court().answer('a3', saying(own(3), mark(7).slice(0, 20)));
    expect(finding?.breach).toMatchObject({
      donors: [{ id: photo(7).id }],
      says: expect.stringContaining('the metadata of'),
    });
  });

  it.each([
    ['its own', mark(3)],
    ['of nobody in this run', markOf(NONCE, { contentId: 'nobody', version: 1 }, 'exif')],
    ['of another run', markOf('another', photo(7), 'exif')],
  ])('%s are no breach', async (_whose, text) => {
    const { counts, answer } = court();
    expect(await answer('a3', saying(own(3), text))).toBe(null);
    expect(counts).toMatchObject({ verified: 1 });
  });

  it('are found where the pixels cannot be read', async () => {
    const { answer } = court(TOLD, { kind: 'unreadable', recipe: 0, sourceClass: 'fresh', why: 'blurred' });
    expect((await answer('a3', saying(own(3), mark(7))))?.breach.kind).toBe('leaked-metadata');
  });

  it('come second to pixels: a wholly foreign thumbnail is a mix-up, whatever it carries', async () => {
    const finding = await court().answer('a3', saying(own(7), mark(7)));
    expect(finding?.breach).toMatchObject({ oracle: 'ownership', kind: 'foreign' });
  });

  it('are charged once for the same bytes', async () => {
    const { counts, answer } = court();
    const leaking = saying(own(3), mark(7));
    expect(await answer('a3', leaking)).not.toBe(null);
    expect(await answer('b3', leaking)).toBe(null);
    expect(counts).toMatchObject({ byteIdentical: 1 });
  });
});

describe('a preview in a thumbnail', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7])('of its own photo is no breach, turned or not: photo %i', async (index) => {
    expect(await court().answer(`a${index}`, withSegments(own(index), await previewOf(index)))).toBe(null);
    const stored = await makePicture(NONCE, { ...photo(index), metadata: ['preview'] }, null);
    const asCameraMadeIt = withSegments(own(index), await copiedSegments(stored));
    expect(await court().answer(`a${index}`, asCameraMadeIt)).toBe(null);
  });

  it.each([1, 2, 5])('of another photo is a breach, though nothing but its pixels says so: photo %i', async (index) => {
    const finding = await court().answer('a3', withSegments(own(3), await previewOf(index)));
    expect(finding?.breach).toMatchObject({
      oracle: 'privacy',
      kind: 'leaked-metadata',
      donors: [{ id: photo(index).id }],
      says: expect.stringMatching(/got the embedded preview of .* in its APP1 segment, byte \d+\.$/),
    });
  });

  it('that was cropped to a square by the tool is its own all the same', async () => {
    const square = await sharp(await makePicture(NONCE, photo(4), null))
      .autoOrient()
      .resize(64, 64)
      .jpeg()
      .toBuffer();
    expect(await court().answer('a4', Buffer.concat([own(4), square]))).toMatchObject({
      breach: { says: expect.stringContaining('after the end of the picture') },
    });
    expect(await court(TOLD, undefined, { trails: true }).answer('a4', Buffer.concat([own(4), square]))).toBe(null);
  });

  it('of no photo of the run proves nothing, nor one that cannot be decoded', async () => {
    const grey = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#777777' } })
      .jpeg()
      .toBuffer();
    const embedded = (jpeg: Buffer) =>
      withSegments(own(3), [Buffer.from([0xff, 0xe1, (jpeg.length + 2) >> 8, (jpeg.length + 2) & 255]), jpeg]);
    expect(await court().answer('a3', embedded(grey))).toBe(null);
    expect(await court().answer('a3', embedded(grey.subarray(0, 300)))).toBe(null);
  });
});

describe('bytes after the end of a thumbnail', () => {
  const tail = Buffer.from('the rest of somebody else');

  it('are a breach where alone there were none, though nobody can be named', async () => {
    const finding = await court().answer('a3', Buffer.concat([own(3), tail]));
    expect(finding?.breach).toMatchObject({
      oracle: 'privacy',
      severity: 'cross-photo',
      donors: [],
      says: expect.stringMatching(
        /^Expected nothing after the end of the picture, as alone, got 25 bytes: memory of another job/,
      ),
    });
  });

  it('are a habit where alone there were some too, and padding is none at all', async () => {
    expect(await court(TOLD, undefined, { trails: true }).answer('a3', Buffer.concat([own(3), tail]))).toBe(null);
    expect(await court().answer('a3', Buffer.concat([own(3), Buffer.alloc(9)]))).toBe(null);
  });

  it('are its own where they are the very end of its source, as when a small photo is handed through', async () => {
    const ownTail = Buffer.from(mark(3));
    expect(await court().answer('a3', Buffer.concat([own(3), ownTail]))).toBe(null);
    const longer = await court().answer('a3', Buffer.concat([own(3), ownTail, tail]));
    expect(longer?.breach.says).toContain('got 56 bytes: memory of another job');
  });

  it('name their photo when they hold its mark, whatever the habit', async () => {
    const finding = await court(TOLD, undefined, { trails: true }).answer(
      'a3',
      Buffer.concat([own(3), Buffer.from(mark(7))]),
    );
    expect(finding?.breach.donors.map(({ id }) => id)).toEqual([photo(7).id]);
  });
});

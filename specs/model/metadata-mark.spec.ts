import { describe, expect, it } from 'vitest';
import { archivedChannels, channelsIn, channelsSay, METADATA_CHANNELS } from '../../harness/model/metadata-channel.ts';
import { createMarkBook, MARK_LETTERS, markOf, markPrefix } from '../../harness/model/metadata-mark.ts';
import { ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import { photoPlan } from '../materialise/photo-plan.ts';

const NONCE = '0-cafe';
const mine = photoPlan({ id: photoId('p1'), contentId: 'c1' });
const theirs = photoPlan({ id: photoId('p2'), contentId: 'c2', owner: ownerId('bob') });
const book = createMarkBook(NONCE, [mine, theirs]);

describe('the mark of a channel', () => {
  it('is one word of 31 plain letters and digits, the same each time', () => {
    const mark = markOf(NONCE, mine, 'exif');
    expect(mark).toMatch(/^tp[a-z2-7]{29}$/);
    expect(mark).toHaveLength(MARK_LETTERS);
    expect(markOf(NONCE, mine, 'exif')).toBe(mark);
  });

  it('begins alike for every photo of a run, and otherwise for another run', () => {
    const prefix = markPrefix(NONCE);
    for (const channel of METADATA_CHANNELS) expect(markOf(NONCE, theirs, channel).startsWith(prefix)).toBe(true);
    expect(markPrefix('1-cafe')).not.toBe(prefix);
  });

  it('differs with the photo, its version and the channel', () => {
    const marks = [mine, theirs, { ...mine, version: 2 }].flatMap((photo) =>
      METADATA_CHANNELS.map((channel) => markOf(NONCE, photo, channel)),
    );
    expect(new Set(marks).size).toBe(3 * METADATA_CHANNELS.length);
  });
});

describe('the book of marks', () => {
  it.each(METADATA_CHANNELS)('knows whose mark it is, and that it was written as %s', (channel) => {
    expect(book(markOf(NONCE, theirs, channel))).toEqual({ photos: [theirs], channel });
  });

  it('names every twin, because the mark is rightly that of each', () => {
    const twin: PhotoPlan = { ...mine, id: photoId('p3'), owner: ownerId('eve') };
    expect(createMarkBook(NONCE, [mine, theirs, twin])(markOf(NONCE, mine, 'gps'))?.photos).toEqual([mine, twin]);
  });

  it('knows no mark of another run, of no photo, or of nothing but the prefix', () => {
    expect(book(markOf('1-cafe', mine, 'exif'))).toBe(null);
    expect(book(markOf(NONCE, { contentId: 'c9', version: 1 }, 'exif'))).toBe(null);
    expect(book(markPrefix(NONCE))).toBe(null);
  });

  it('still names the photo of a mark of which eight own letters are left, and no longer of seven', () => {
    const mark = markOf(NONCE, theirs, 'xmp');
    expect(book(mark.slice(0, 18))).toEqual({ photos: [theirs], channel: null });
    expect(book(`${mark.slice(0, 25)}\0\0garbage`)).toEqual({ photos: [theirs], channel: null });
    expect(book(mark.slice(0, 17))).toBe(null);
  });
});

describe('channels', () => {
  it('are listed in words, in their usual order, each once', () => {
    expect(channelsSay([])).toBe('');
    expect(channelsSay(['gps'])).toBe('GPS place');
    expect(channelsSay(['icc', 'exif', 'gps', 'exif'])).toBe('EXIF description, GPS place and ICC profile');
  });

  it('have a format each that carries them, and grey pictures carry no RGB profile', () => {
    const carried = (['jpeg', 'png', 'webp', 'avif', 'gif'] as const).flatMap((format) => channelsIn(format, 'colour'));
    expect(new Set(carried)).toEqual(new Set(METADATA_CHANNELS));
    expect(channelsIn('jpeg', 'grey')).not.toContain('icc');
  });

  it('of an archived photo are those that a library hands over with the pixels', () => {
    expect(archivedChannels(METADATA_CHANNELS)).toEqual(['exif', 'gps', 'xmp', 'icc', 'preview']);
  });
});

import { describe, expect, it } from 'vitest';
import { photoAt } from '../../harness/model/photo-versions.ts';
import { alone, court, encoded, own, photo, WAY } from './court.ts';
import { mosaic } from './foreign-pixels.ts';
import { observed, thumbnailOf } from './thumbnails-made-alone.ts';

/** What the thumbnailer makes of a version of a photo. */
const version = (index: number, number: number) => thumbnailOf(photoAt(photo(index), number), WAY);

describe('a judge of a photo that is replaced', () => {
  it('verifies both versions, each under the ask that was for it, and takes neither for a repeat of the other', async () => {
    const { counts, answer } = court();
    expect(await answer('a3', own(3))).toBe(null);
    expect(await answer('r3', await version(3, 2))).toBe(null);
    expect(counts).toMatchObject({ verified: 2, repeats: 0, mixups: 0 });
  });

  it('charges the older version as stale, and says which it is', async () => {
    const { counts, answer } = court();
    await answer('a3', own(3));
    const finding = await answer('r3', own(3));
    expect(finding?.breach).toMatchObject({
      oracle: 'freshness',
      kind: 'stale',
      severity: 'stale',
      victim: { id: photo(3).id, version: 2 },
      donors: [{ id: photo(3).id, version: 1, share: 1 }],
    });
    expect(finding?.breach.says).toMatch(/^Expected version 2 of .*, got version 1\.$/);
    expect(counts).toMatchObject({ mixups: 0 });
  });

  it('has no quarrel with the newer version under an ask for the older, and remembers it as the newer', async () => {
    const { judge, counts, answer } = court();
    const newer = await version(3, 2);
    expect(await answer('a3', newer)).toBe(null);
    expect(await answer('r3', newer)).toBe(null);
    expect(counts).toMatchObject({ verified: 1, repeats: 1, byteIdentical: 1 });
    expect(judge.doubts().filter(({ counted }) => !counted)).toEqual([]);
  });

  it('counts the newer version once, under whichever ask it comes first', async () => {
    const { counts, answer } = court();
    expect(await answer('r3', await version(3, 2))).toBe(null);
    expect(await answer('a3', await version(3, 2))).toBe(null);
    expect(counts).toMatchObject({ verified: 1, repeats: 1, mixups: 0 });
  });

  it('has none with a newer version that leaves a small doubt of its own, nor with one torn by the replacement', async () => {
    const { judge, answer, doubtOf } = court();
    const [newer, older] = [await observed(await version(3, 2)), await observed(own(3))];
    const speck = mosaic(newer, older, { x: 40, y: 40, width: 4, height: 4 });
    const specked = await encoded(speck);
    expect(await answer('a3', specked)).toBe(null);
    expect(doubtOf('a3').entry.photo.version).toBe(2);
    expect(await judge.settleDoubt(doubtOf('a3'), alone(specked))).toBe(null);
    const torn = mosaic(older, newer, { x: 0, y: 64, width: 128, height: 64 });
    expect(await answer('b3', await encoded(torn))).toBe(null);
    expect(await judge.settleDoubt(doubtOf('b3'), alone(await encoded(older)))).toBe(null);
  });

  it('names the older version where it fills a part of the newer', async () => {
    const { answer } = court();
    const [newer, older] = [await observed(await version(3, 2)), await observed(own(3))];
    const torn = mosaic(newer, older, { x: 0, y: 64, width: 128, height: 64 });
    const finding = await answer('r3', await encoded(torn));
    expect(finding?.breach).toMatchObject({
      oracle: 'ownership',
      kind: 'stale',
      severity: 'stale',
      donors: [{ id: photo(3).id, version: 1 }],
    });
  });

  it('still calls another photo foreign', async () => {
    const { answer } = court();
    const finding = await answer('r3', own(5));
    expect(finding?.breach).toMatchObject({ kind: 'foreign', victim: { version: 2 }, donors: [{ id: photo(5).id }] });
  });

  it('settles a doubt about the newer version by what it makes of that alone', async () => {
    const { judge, answer, doubtOf } = court();
    await answer('r3', await version(3, 2));
    const other = await thumbnailOf(photoAt(photo(3), 2), { ...WAY, recipe: { ...WAY.recipe, quality: 79 } });
    await answer('r3b', other);
    expect(doubtOf('r3b').entry.photo.version).toBe(2);
    expect(await judge.settleDoubt(doubtOf('r3b'), alone(await version(3, 2)))).toBe(null);
  });
});

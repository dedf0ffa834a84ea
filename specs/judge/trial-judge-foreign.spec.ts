import { describe, expect, it } from 'vitest';
import { alone, court, encoded, own, photo, WAY } from './court.ts';
import { mosaic } from './foreign-pixels.ts';
import { album, observed, thumbnailOf } from './thumbnails-made-alone.ts';

describe('a judge of foreign pixels', () => {
  it('names the donor of a wholly foreign thumbnail, its place in the queue, and keeps what it saw', async () => {
    const { answer, counts } = court();
    const finding = await answer('a4', own(5));
    expect(finding?.breach).toMatchObject({
      oracle: 'ownership',
      kind: 'foreign',
      severity: 'cross-owner',
      key: 'a4',
      victim: { id: photo(4).id, owner: photo(4).owner, photo: photo(4).name },
      donors: [{ id: photo(5).id, owner: photo(5).owner, photo: photo(5).name }],
      queueDistance: 1,
      recipe: '128x128 cover jpeg',
      archived: false,
    });
    expect(finding?.bytes).toBe(own(5));
    expect(finding?.actual?.luma).toEqual((await observed(own(5))).luma);
    expect(finding?.expected).toMatchObject({ widthPx: 128, heightPx: 128 });
    expect(finding?.breach.donors.map(({ id }) => id)).toEqual([photo(5).id]);
    expect(counts).toMatchObject({ verified: 0, mixups: 1 });
  });

  it('names the donor of the torn half, which it says where it lies', async () => {
    const torn = mosaic(await observed(own(9)), await observed(own(8)), { x: 0, y: 64, width: 128, height: 64 });
    const finding = await court().answer('a9', await encoded(torn));
    expect(finding?.breach).toMatchObject({ kind: 'torn', donors: [{ id: photo(8).id }], queueDistance: -1 });
    expect(finding?.breach.donors[0]?.share).toBeGreaterThan(0.45);
    expect(finding?.breach.donors[0]?.share).toBeLessThan(0.6);
  });

  it('charges a foreign repeat of a photo that was verified before', async () => {
    const { counts, answer } = court();
    await answer('a1', own(1));
    expect((await answer('b1', own(6)))?.breach).toMatchObject({
      kind: 'foreign',
      donors: [{ id: photo(6).id }],
    });
    expect(counts).toMatchObject({ verified: 1, repeats: 0, mixups: 1 });
  });

  it('does not verify a small leak: it asks alone, and charges what differs', async () => {
    const { judge, counts, answer, doubtOf } = court();
    const leaked = mosaic(await observed(own(10)), await observed(own(3)), { x: 40, y: 40, width: 10, height: 10 });
    expect(await answer('a10', await encoded(leaked))).toBe(null);
    expect(counts.verified).toBe(0);
    const finding = await judge.settleDoubt(doubtOf('a10'), alone(own(10)));
    expect(finding?.breach.oracle).toBe('isolation');
    expect(['torn', 'alien']).toContain(finding?.breach.kind);
    const [region] = finding?.breach.regions ?? [];
    expect(region?.x).toBeLessThanOrEqual(40);
    expect((region?.x ?? 0) + (region?.width ?? 0)).toBeGreaterThanOrEqual(48);
    expect(counts).toMatchObject({ verified: 0, mixups: 1 });
  });

  it('calls a thumbnail of nobody in this run alien, once it was asked alone', async () => {
    const { judge, answer, doubtOf } = court();
    const [stranger] = await Promise.all(album('elsewhere', 1).map((each) => thumbnailOf(each, WAY)));
    if (stranger === undefined) throw new Error('Expected a thumbnail.');
    expect(await answer('a7', stranger)).toBe(null);
    const finding = await judge.settleDoubt(doubtOf('a7'), alone(own(7)));
    expect(finding?.breach).toMatchObject({
      oracle: 'isolation',
      kind: 'alien',
      severity: 'cross-owner',
      donors: [],
      queueDistance: null,
    });
    expect(finding?.breach.says).toContain('got pixels of no photo of this run.');
  });
});

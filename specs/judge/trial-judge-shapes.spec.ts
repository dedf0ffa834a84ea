import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { askKey } from '../../harness/model/plan.ts';
import { alone, court, courtOver, encoded, NOTHING_TOLD, own, photo, PHOTOS, WAY } from './court.ts';
import { mosaic } from './foreign-pixels.ts';
import { album, habit, learn, madeAlone, observed, thumbnailOf } from './thumbnails-made-alone.ts';
import { oneAtATime } from '../literals/workload.ts';

const BROKEN = Uint8Array.from([0xff, 0xd8, 0xff, 1, 2, 3]);

const learnedAlone = async (way = WAY) => learn(await madeAlone(album('shapes', 24), way), way);

describe('a judge of shapes', () => {
  it('charges another format than was told', async () => {
    const webp = await thumbnailOf(photo(0), habit({ format: 'webp' }));
    const { breach } = (await court().answer('a0', webp)) ?? {};
    expect(breach).toMatchObject({
      oracle: 'geometry',
      kind: 'misshapen',
      severity: 'shape',
      says: 'Expected jpeg, got webp.',
    });
    expect(breach).not.toHaveProperty('shownRecipe');
  });

  it('says when it is what the same photo gets for another recipe', async () => {
    const { answer, counts } = court();
    const png = await thumbnailOf(photo(0), habit({ format: 'png' }));
    expect((await answer('a0', png))?.breach).toMatchObject({
      kind: 'misshapen',
      donors: [],
      shownRecipe: '128x128 cover png',
      says: 'Expected jpeg, got png. It is the thumbnail of the same photo for 128x128 cover png.',
    });
    expect(counts.mixups).toBe(0);
  });

  it('looks whom it shows first: another photo in another format is foreign', async () => {
    const { answer, counts } = court();
    const png = await thumbnailOf(photo(5), habit({ format: 'png' }));
    expect((await answer('a4', png))?.breach).toMatchObject({
      oracle: 'ownership',
      kind: 'foreign',
      donors: [{ id: photo(5).id }],
      queueDistance: 1,
      says: expect.stringMatching(/^Expected jpeg, got png\. Expected .*, got 100 % of /),
    });
    expect(counts).toMatchObject({ mixups: 1, verified: 0 });
  });

  it('charges a picture too large to decode without decoding it, told or not', async () => {
    const huge = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#808080' } })
      .jpeg()
      .toBuffer();
    expect((await court().answer('a0', huge))?.breach).toMatchObject({
      kind: 'misshapen',
      says: 'Expected 128x128 cover jpeg, got 4000×3000 px.',
    });
    const finding = await court(NOTHING_TOLD).answer('a0', huge);
    expect(finding?.breach).toMatchObject({
      kind: 'misshapen',
      says: 'Expected a thumbnail, got 4000×3000 px, which is too large to be decoded.',
    });
    expect(finding?.bytes).toEqual(huge);
  });

  it('charges a lost orientation as such, and not as somebody else', async () => {
    const turned = PHOTOS.findIndex(({ orientationExif }) => orientationExif === 6);
    const lost = await thumbnailOf(photo(turned), habit({}, { orientation: 'drop' }));
    const { answer, counts } = court();
    const finding = await answer(`a${turned}`, lost);
    expect(finding?.breach).toMatchObject({
      kind: 'misshapen',
      donors: [],
      says: 'Expected its orientation tag (6) to be handled as it is alone, got the photo turned otherwise.',
    });
    expect(counts.mixups).toBe(0);
  });

  it('asks alone about a size that it was not told and did not see alone, and charges the difference', async () => {
    const { judge, counts, answer, doubtOf } = court(NOTHING_TOLD);
    const smaller = await thumbnailOf(photo(0), habit({ width: 96, height: 96 }));
    expect(await answer('a0', smaller)).toBe(null);
    expect(counts.verified).toBe(0);
    expect(doubtOf('a0')).toMatchObject({ counted: false, isRepeat: false, covered: true });
    const finding = await judge.settleDoubt(doubtOf('a0'), alone(own(0)));
    expect(finding?.breach).toMatchObject({
      kind: 'misshapen',
      says: 'Expected 128×128 px, as it makes alone, got 96×96 px under load.',
    });
  });

  it('names whose picture it is that came in the shape of another photo', async () => {
    const inside = habit({ fit: 'inside' });
    const { judge, counts, answer, doubtOf } = court(NOTHING_TOLD, await learnedAlone(inside));
    const [its, other] = await Promise.all([photo(4), photo(5)].map((each) => thumbnailOf(each, inside)));
    expect(await answer('a4', other ?? BROKEN)).toBe(null);
    const finding = await judge.settleDoubt(doubtOf('a4'), alone(its ?? BROKEN));
    expect(finding?.breach).toMatchObject({
      oracle: 'isolation',
      kind: 'foreign',
      donors: [{ id: photo(5).id }],
      // No pixel of one shape can be held beside one of another, so that there is no second opinion to quote.
      says: 'Expected 122×128 px, as it makes alone, got 128×75 px under load. Expected owner-4/on trial/IMG_4.png, got 100 % of owner-5/on trial/IMG_5.webp.',
    });
    expect(counts.mixups).toBe(1);
  });
});

describe('a judge of damage', () => {
  it('charges bytes that cannot be decoded when alone they could', async () => {
    const { judge, answer, doubtOf } = court();
    expect(await answer('a0', BROKEN)).toBe(null);
    const finding = await judge.settleDoubt(doubtOf('a0'), alone(own(0)));
    expect(finding?.breach).toMatchObject({
      oracle: 'isolation',
      kind: 'damaged',
      severity: 'shape',
      says: expect.stringMatching(/^Expected the picture that it makes alone, got bytes that cannot be decoded: /),
    });
  });

  it('does not hold it against the covered strata where the photo is too small for them', async () => {
    const sizes = [100, 400].map(
      (widthPx) => ({ widthPx, heightPx: widthPx, format: 'jpeg', orientationExif: 1 }) as const,
    );
    const photos = sizes.flatMap((size, i) => album(`sized ${i}`, 1, size));
    const asks = photos.map(({ id }, i) => ({ key: askKey(`a${i}`), photo: id, recipe: 0, version: 1 }));
    const workload = oneAtATime([asks]);
    const plan = {
      schemaVersion: 1,
      seed: 1,
      nonce: 'unused',
      owners: [],
      photos,
      recipes: [WAY.recipe],
      workload,
    } as const;
    const { answer, doubtOf } = courtOver(plan, photos, NOTHING_TOLD, await learnedAlone());
    for (const key of ['a0', 'a1']) expect(await answer(key, BROKEN)).toBe(null);
    expect([doubtOf('a0').covered, doubtOf('a1').covered]).toEqual([false, true]);
  });

  it('counts what cannot be decoded alone either, or is refused alone, as unreadable', async () => {
    const { judge, counts, answer, doubtOf } = court();
    await answer('a0', BROKEN);
    await answer('a1', BROKEN);
    expect(await judge.settleDoubt(doubtOf('a0'), alone(BROKEN))).toBe(null);
    expect(await judge.settleDoubt(doubtOf('a1'), { kind: 'refused', reason: 'no' })).toBe(null);
    expect(counts).toMatchObject({ verified: 0, unreadable: 2 });
  });

  it('charges a half that lost its picture as damaged, and accuses nobody', async () => {
    const { judge, counts, answer, doubtOf } = court();
    const picture = await observed(own(2));
    const half = { ...picture, luma: picture.luma.map((level, i) => (i < picture.luma.length / 2 ? level : 128)) };
    expect(await answer('a2', await encoded(half))).toBe(null);
    const finding = await judge.settleDoubt(doubtOf('a2'), alone(own(2)));
    expect(finding?.breach).toMatchObject({
      kind: 'damaged',
      donors: [],
      says: 'Expected the picture that it makes alone, got a flat area where the photo should be.',
    });
    expect(counts.mixups).toBe(0);
  });

  it('verifies an oddity that it shows alone too, where the rest is plainly its own', async () => {
    const { judge, counts, answer, doubtOf } = court();
    const picture = await observed(own(2));
    const stamped = await encoded(
      mosaic(
        picture,
        { ...picture, luma: new Uint8Array(picture.luma.length).fill(255) },
        { x: 100, y: 110, width: 20, height: 10 },
      ),
    );
    expect(await answer('a2', stamped)).toBe(null);
    expect(counts.verified).toBe(0);
    expect(await judge.settleDoubt(doubtOf('a2'), alone(stamped))).toBe(null);
    expect(counts).toMatchObject({ verified: 1, unreadable: 0 });
  });

  it('does not verify a picture that is not its own, though it shows the same alone', async () => {
    const { judge, counts, answer, doubtOf } = court();
    const grey = await sharp({ create: { width: 128, height: 128, channels: 3, background: '#808080' } })
      .jpeg()
      .toBuffer();
    await answer('a2', grey);
    expect(await judge.settleDoubt(doubtOf('a2'), alone(grey))).toBe(null);
    expect(counts).toMatchObject({ verified: 0, unreadable: 1 });
  });
});

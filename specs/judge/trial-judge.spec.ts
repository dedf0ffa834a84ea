import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createNaming } from '../../harness/explain/naming.ts';
import { createJobBook } from '../../harness/judge/job-book.ts';
import type { Alone, Doubt } from '../../harness/judge/settle-doubt.ts';
import { createTrialJudge, type TrialJudge } from '../../harness/judge/trial-judge.ts';
import type { Told } from '../../harness/model/adapter.ts';
import { askKey, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import type { Observation, Profile } from '../../harness/model/profile.ts';
import { fastDigest } from '../../harness/observe/digest.ts';
import { mosaic } from './foreign-pixels.ts';
import {
  album,
  decode,
  habit,
  learn,
  madeAlone,
  observed,
  painter,
  secondOpinion,
  shown,
  storedFormat,
  thumbnailOf,
} from './thumbnails-made-alone.ts';

const WAY = habit();
const PHOTOS = album('on trial', 16);
const TOLD: Told = { width: true, height: true, fit: true, format: true };
const NOTHING_TOLD: Told = { width: false, height: false, fit: false, format: false };

/** Each photo is asked for once, in order, under the keys a0 to a15; the first eight again, under the keys b0 to b7. */
const PLAN: TrialPlan = {
  schemaVersion: 1,
  seed: 5,
  nonce: 'unused',
  owners: [],
  photos: PHOTOS,
  recipes: [WAY.recipe],
  workload: {
    concurrency: 8,
    batchesInFlight: 1,
    batches: [
      PHOTOS.map((photo, i) => ({ key: askKey(`a${i}`), photo: photo.id, recipe: 0 })),
      PHOTOS.slice(0, 8).map((photo, i) => ({ key: askKey(`b${i}`), photo: photo.id, recipe: 0 })),
    ],
  },
};

let profile: Profile;
let clean: readonly Uint8Array[];

beforeAll(async () => {
  profile = learn(await madeAlone(album('learning', 24), WAY), WAY);
  clean = await Promise.all(PHOTOS.map((photo) => thumbnailOf(photo, WAY)));
});

const counts = { verified: 0, unreadable: 0, mixups: 0, repeats: 0, byteIdentical: 0 };
beforeEach(() => {
  Object.assign(counts, { verified: 0, unreadable: 0, mixups: 0, repeats: 0, byteIdentical: 0 });
});

function judgeWith(told: Told = TOLD, learned: Profile = profile): TrialJudge {
  return createTrialJudge({
    seed: PLAN.seed,
    book: createJobBook(PLAN),
    told,
    painter,
    naming: createNaming(painter, shown, storedFormat),
    shown,
    storedFormat,
    profileOf: () => learned,
    decode,
    secondOpinion,
    scorer: {
      verified: () => counts.verified++,
      unreadable: () => counts.unreadable++,
      mixup: () => counts.mixups++,
      repeat: () => counts.repeats++,
      byteIdentical: () => counts.byteIdentical++,
    },
  });
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`Expected more than ${index} values, got ${values.length}.`);
  return value;
}

const photo = (index: number): PhotoPlan => at(PHOTOS, index);
const own = (index: number): Uint8Array => at(clean, index);

function answer(judge: TrialJudge, key: string, bytes: Uint8Array) {
  return judge.thumbnail({ key, batch: 0, bytes, digest: fastDigest(bytes) });
}

function alone(bytes: Uint8Array): Alone {
  return { kind: 'thumbnail', bytes, digest: fastDigest(bytes) };
}

async function encoded({ widthPx, heightPx, luma }: Observation, quality = 90): Promise<Uint8Array> {
  return sharp(luma, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .toColourspace('b-w')
    .jpeg({ quality })
    .toBuffer();
}

/** The doubt that the judge must have after exactly this answer; those of its random sample are looked past. */
function doubtOf(judge: TrialJudge, key: string): Doubt {
  return at(
    judge.doubts().filter((doubt) => doubt.key === key),
    0,
  );
}

describe('a judge of clean answers', () => {
  it('verifies each, finds nothing, and doubts none of them', async () => {
    const judge = judgeWith();
    for (const [i, bytes] of clean.entries()) expect(await answer(judge, `a${i}`, bytes)).toBe(null);
    expect(counts).toEqual({ verified: 16, unreadable: 0, mixups: 0, repeats: 0, byteIdentical: 0 });
    expect(judge.doubts().filter((doubt) => !doubt.counted)).toEqual([]);
    expect(
      judge.settled(
        0,
        PHOTOS.map((_, i) => `a${i}`),
      ),
    ).toEqual([]);
  });

  it('counts a repeat of the same bytes as such, and does not verify it twice', async () => {
    const judge = judgeWith();
    await answer(judge, 'a3', own(3));
    expect(await answer(judge, 'b3', own(3))).toBe(null);
    expect(counts).toEqual({ verified: 1, unreadable: 0, mixups: 0, repeats: 1, byteIdentical: 1 });
  });

  it('asks alone about a repeat whose bytes changed, though both show their own photo', async () => {
    const judge = judgeWith();
    await answer(judge, 'a3', own(3));
    const other = await thumbnailOf(photo(3), habit({ quality: 79 }));
    expect(await answer(judge, 'b3', other)).toBe(null);
    expect(counts).toEqual({ verified: 1, unreadable: 0, mixups: 0, repeats: 1, byteIdentical: 0 });
    const doubt = doubtOf(judge, 'b3');
    expect(doubt).toMatchObject({ counted: true, isRepeat: true, covered: true });
    expect(await judge.settleDoubt(doubt, alone(own(3)))).toBe(null);
    expect(counts).toMatchObject({ verified: 1, repeats: 1 });
  });

  it('has no quarrel with a lower quality under load, while the picture is its own', async () => {
    const judge = judgeWith();
    await answer(judge, 'a3', own(3));
    await answer(judge, 'b3', await thumbnailOf(photo(3), habit({ quality: 74 })));
    expect(await judge.settleDoubt(doubtOf(judge, 'b3'), alone(own(3)))).toBe(null);
    expect(counts).toMatchObject({ verified: 1, repeats: 1, mixups: 0 });
  });

  it('counts what its profile cannot read as unreadable, once per photo and recipe', async () => {
    const judge = judgeWith(TOLD, { kind: 'unreadable', recipe: 0, sourceClass: 'fresh', why: 'blurred' });
    await answer(judge, 'a3', own(3));
    await answer(judge, 'b3', own(3));
    expect(counts).toEqual({ verified: 0, unreadable: 1, mixups: 0, repeats: 0, byteIdentical: 0 });
  });
});

describe('a judge of answers and jobs', () => {
  it('charges a second answer as unasked, even when it is right', async () => {
    const judge = judgeWith();
    await answer(judge, 'a2', own(2));
    const finding = await answer(judge, 'a2', own(2));
    expect(finding?.breach).toMatchObject({
      oracle: 'completeness',
      kind: 'unasked',
      severity: 'loss',
      key: 'a2',
      says: 'Expected one answer, got a second one.',
    });
    expect(finding?.breach.victim.id).toBe(photo(2).id);
    expect(counts).toMatchObject({ verified: 1, repeats: 0 });
  });

  it('charges an answer under a key that nobody asked under, and repeats only the start of a long one', async () => {
    const judge = judgeWith();
    const finding = await answer(judge, 'x'.repeat(500), own(2));
    expect(finding?.breach).toMatchObject({
      kind: 'unasked',
      says: `Expected answers to jobs that were asked, got one under the key "${'x'.repeat(80)}".`,
    });
    expect(finding?.victim).toBe(null);
  });

  it('takes a refusal for an answer, but a second one for a breach', async () => {
    const judge = judgeWith();
    expect(judge.refused('a1', 0)).toBe(null);
    expect(judge.settled(0, ['a1'])).toEqual([]);
    expect(judge.refused('a1', 0)?.breach).toMatchObject({
      kind: 'unasked',
      says: 'Expected one answer, got a second one.',
    });
    expect((await answer(judge, 'a1', own(1)))?.breach.kind).toBe('unasked');
    expect(judge.refused('nobody', 0)?.breach).toMatchObject({
      kind: 'unasked',
      says: expect.stringContaining('"nobody"'),
    });
  });

  it('charges each job without an answer as missing once its batch has settled', async () => {
    const judge = judgeWith();
    await answer(judge, 'a0', own(0));
    expect(
      judge
        .settled(7, ['a0', 'a1', 'a2'])
        .map(({ breach }) => [breach.kind, breach.severity, breach.key, breach.batch]),
    ).toEqual([
      ['missing', 'loss', 'a1', 7],
      ['missing', 'loss', 'a2', 7],
    ]);
  });

  it('charges what came late and what changed after delivery', () => {
    const judge = judgeWith();
    expect(judge.late('a4').breach).toMatchObject({ kind: 'unasked', oracle: 'completeness', key: 'a4' });
    expect(judge.mutated('a4').breach).toMatchObject({
      kind: 'mutated',
      oracle: 'permanence',
      severity: 'cross-photo',
      key: 'a4',
    });
  });
});

describe('a judge of shapes', () => {
  it('charges another format than was told', async () => {
    const png = await thumbnailOf(photo(0), habit({ format: 'png' }));
    expect((await answer(judgeWith(), 'a0', png))?.breach).toMatchObject({
      oracle: 'geometry',
      kind: 'misshapen',
      severity: 'shape',
      says: 'Expected jpeg, got png.',
    });
  });

  it('charges a picture too large to decode without decoding it, told or not', async () => {
    const huge = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#808080' } })
      .jpeg()
      .toBuffer();
    expect((await answer(judgeWith(), 'a0', huge))?.breach).toMatchObject({
      kind: 'misshapen',
      says: 'Expected 128x128 cover jpeg, got 4000×3000 px.',
    });
    expect((await answer(judgeWith(NOTHING_TOLD), 'a0', huge))?.breach).toMatchObject({
      kind: 'misshapen',
      says: 'Expected a thumbnail, got 4000×3000 px, which is too large to be decoded.',
    });
  });

  it('charges a lost orientation as such, and not as somebody else', async () => {
    const turned = PHOTOS.findIndex(({ orientationExif }) => orientationExif === 6);
    const lost = await thumbnailOf(photo(turned), habit({}, { orientation: 'drop' }));
    const finding = await answer(judgeWith(), `a${turned}`, lost);
    expect(finding?.breach).toMatchObject({
      kind: 'misshapen',
      donors: [],
      says: 'Expected its orientation tag (6) to be handled as it is alone, got the photo turned otherwise.',
    });
    expect(counts.mixups).toBe(0);
  });

  it('asks alone about a size that it was not told and did not see alone, and charges the difference', async () => {
    const judge = judgeWith(NOTHING_TOLD);
    const smaller = await thumbnailOf(photo(0), habit({ width: 96, height: 96 }));
    expect(await answer(judge, 'a0', smaller)).toBe(null);
    expect(counts.verified).toBe(0);
    const finding = await judge.settleDoubt(doubtOf(judge, 'a0'), alone(own(0)));
    expect(finding?.breach).toMatchObject({
      kind: 'misshapen',
      says: 'Expected 128×128 px, as it makes alone, got 96×96 px under load.',
    });
  });
});

describe('a judge of foreign pixels', () => {
  it('names the donor of a wholly foreign thumbnail, its place in the queue, and keeps what it saw', async () => {
    const finding = await answer(judgeWith(), 'a4', own(5));
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
    expect(finding?.donorIds).toEqual([photo(5).id]);
    expect(counts).toMatchObject({ verified: 0, mixups: 1 });
  });

  it('names the donor of the torn half, which it says where it lies', async () => {
    const torn = mosaic(await observed(own(9)), await observed(own(8)), { x: 0, y: 64, width: 128, height: 64 });
    const finding = await answer(judgeWith(), 'a9', await encoded(torn));
    expect(finding?.breach).toMatchObject({ kind: 'torn', donors: [{ id: photo(8).id }], queueDistance: -1 });
    expect(finding?.breach.donors[0]?.share).toBeGreaterThan(0.45);
    expect(finding?.breach.donors[0]?.share).toBeLessThan(0.6);
  });

  it('charges a foreign repeat of a photo that was verified before', async () => {
    const judge = judgeWith();
    await answer(judge, 'a1', own(1));
    expect((await answer(judge, 'b1', own(6)))?.breach).toMatchObject({
      kind: 'foreign',
      donors: [{ id: photo(6).id }],
    });
    expect(counts).toMatchObject({ verified: 1, repeats: 0, mixups: 1 });
  });

  it('does not verify a small leak: it asks alone, and charges what differs', async () => {
    const judge = judgeWith();
    const leaked = mosaic(await observed(own(10)), await observed(own(3)), { x: 40, y: 40, width: 10, height: 10 });
    expect(await answer(judge, 'a10', await encoded(leaked))).toBe(null);
    expect(counts.verified).toBe(0);
    const finding = await judge.settleDoubt(doubtOf(judge, 'a10'), alone(own(10)));
    expect(finding?.breach.oracle).toBe('isolation');
    expect(['torn', 'alien']).toContain(finding?.breach.kind);
    const [region] = finding?.breach.regions ?? [];
    expect(region?.x).toBeLessThanOrEqual(40);
    expect((region?.x ?? 0) + (region?.width ?? 0)).toBeGreaterThanOrEqual(48);
    expect(counts).toMatchObject({ verified: 0, mixups: 1 });
  });

  it('calls a thumbnail of nobody in this run alien, once it was asked alone', async () => {
    const judge = judgeWith();
    const [stranger] = await Promise.all(album('elsewhere', 1).map((each) => thumbnailOf(each, WAY)));
    if (stranger === undefined) throw new Error('Expected a thumbnail.');
    expect(await answer(judge, 'a7', stranger)).toBe(null);
    const finding = await judge.settleDoubt(doubtOf(judge, 'a7'), alone(own(7)));
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

describe('a judge of damage', () => {
  const BROKEN = Uint8Array.from([0xff, 0xd8, 0xff, 1, 2, 3]);

  it('charges bytes that cannot be decoded when alone they could', async () => {
    const judge = judgeWith();
    expect(await answer(judge, 'a0', BROKEN)).toBe(null);
    const finding = await judge.settleDoubt(doubtOf(judge, 'a0'), alone(own(0)));
    expect(finding?.breach).toMatchObject({
      oracle: 'isolation',
      kind: 'damaged',
      severity: 'shape',
      says: expect.stringMatching(/^Expected the picture that it makes alone, got bytes that cannot be decoded: /),
    });
  });

  it('counts what cannot be decoded alone either, or is refused alone, as unreadable', async () => {
    const judge = judgeWith();
    await answer(judge, 'a0', BROKEN);
    await answer(judge, 'a1', BROKEN);
    expect(await judge.settleDoubt(doubtOf(judge, 'a0'), alone(BROKEN))).toBe(null);
    expect(await judge.settleDoubt(doubtOf(judge, 'a1'), { kind: 'refused', reason: 'no' })).toBe(null);
    expect(counts).toMatchObject({ verified: 0, unreadable: 2 });
  });

  it('charges a half that lost its picture as damaged, and accuses nobody', async () => {
    const judge = judgeWith();
    const picture = await observed(own(2));
    const half = { ...picture, luma: picture.luma.map((level, i) => (i < picture.luma.length / 2 ? level : 128)) };
    expect(await answer(judge, 'a2', await encoded(half))).toBe(null);
    const finding = await judge.settleDoubt(doubtOf(judge, 'a2'), alone(own(2)));
    expect(finding?.breach).toMatchObject({
      kind: 'damaged',
      donors: [],
      says: 'Expected the picture that it makes alone, got a flat area where the photo should be.',
    });
    expect(counts.mixups).toBe(0);
  });

  it('verifies an oddity that it shows alone too, where the rest is plainly its own', async () => {
    const judge = judgeWith();
    const picture = await observed(own(2));
    const stamped = await encoded(
      mosaic(
        picture,
        { ...picture, luma: new Uint8Array(picture.luma.length).fill(255) },
        { x: 100, y: 110, width: 20, height: 10 },
      ),
    );
    expect(await answer(judge, 'a2', stamped)).toBe(null);
    expect(counts.verified).toBe(0);
    expect(await judge.settleDoubt(doubtOf(judge, 'a2'), alone(stamped))).toBe(null);
    expect(counts).toMatchObject({ verified: 1, unreadable: 0 });
  });

  it('does not verify a picture that is not its own, though it shows the same alone', async () => {
    const judge = judgeWith();
    const grey = await sharp({ create: { width: 128, height: 128, channels: 3, background: '#808080' } })
      .jpeg()
      .toBuffer();
    await answer(judge, 'a2', grey);
    expect(await judge.settleDoubt(doubtOf(judge, 'a2'), alone(grey))).toBe(null);
    expect(counts).toMatchObject({ verified: 0, unreadable: 1 });
  });
});

// Photographs without a signature: the shots of a burst are nearly alike, so that nobody can tell which of them a leak is
// of. That makes a set of candidates, and accuses none of them.

import { describe, expect, it } from 'vitest';
import { askKey, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
import type { Finding } from '../../harness/judge/finding.ts';
import { BURST, SCENES, unmarked, type Digest } from '../photos/literal-carriers.ts';
import { alone, courtOver, encoded, TOLD } from './court.ts';
import { mosaic } from './foreign-pixels.ts';
import { album, habit, learnReadable, madeAlone, observed, thumbnailOf } from './thumbnails-made-alone.ts';
import { oneAtATime } from '../literals/workload.ts';

const WAY = habit();
const DIGESTS: readonly Digest[] = [...SCENES, ...BURST];
const SHAPE = { widthPx: 360, heightPx: 288, format: 'png', orientationExif: 1 } as const;
const PHOTOS: readonly PhotoPlan[] = album('photographs', DIGESTS.length, SHAPE).map((photo, i) => ({
  ...photo,
  carrier: unmarked(DIGESTS[i] ?? 'scene 0'),
}));
const LEARNED: readonly PhotoPlan[] = album('learned photographs', 24, SHAPE).map((photo, i) => ({
  ...photo,
  carrier: unmarked(SCENES[i % SCENES.length] ?? 'scene 0', { zoom: 0.7, x: (i * 0.37) % 1, y: (i * 0.23) % 1 }),
}));
/** With fewer pixels than the claims hold for, so that nothing is counted on what it looks like. */
const SMALL: readonly PhotoPlan[] = album('small photographs', 1, { ...SHAPE, widthPx: 180, heightPx: 144 }).map(
  (photo) => ({ ...photo, carrier: unmarked('scene 0') }),
);
const PLAN: TrialPlan = {
  schemaVersion: 1,
  seed: 3,
  nonce: 'unused',
  owners: [],
  photos: [...PHOTOS, ...SMALL],
  recipes: [WAY.recipe],
  workload: oneAtATime([
    PHOTOS.map(({ id }, i) => ({ key: askKey(DIGESTS[i] ?? ''), photo: id, recipe: 0, version: 1 })),
    SMALL.map(({ id }) => ({ key: askKey('small'), photo: id, recipe: 0, version: 1 })),
  ]),
};
const profile = learnReadable(await madeAlone(LEARNED, WAY), WAY);
const clean = new Map(
  await Promise.all(PHOTOS.map(async (photo, i) => [DIGESTS[i] ?? 'scene 0', await thumbnailOf(photo, WAY)] as const)),
);

const [small = new Uint8Array()] = await Promise.all(SMALL.map(async (photo) => thumbnailOf(photo, WAY)));

function own(digest: Digest): Uint8Array {
  return clean.get(digest) ?? new Uint8Array();
}

/** A thumbnail that goes on as another from a row on. */
async function torn(upper: Uint8Array, lower: Digest, fromRow = 48): Promise<Uint8Array> {
  const below = { x: 0, y: fromRow, width: 128, height: 128 - fromRow };
  return encoded(mosaic(await observed(upper), await observed(own(lower)), below));
}

/** What is found when these bytes come under load, and the photo's own alone. */
async function judged(asked: Digest | 'small', came: Uint8Array): Promise<Finding | null> {
  const { judge, answer } = courtOver(PLAN, PHOTOS, TOLD, profile);
  // Likeness proves nothing by itself.
  expect(await answer(asked, came)).toBeNull();
  const [doubt] = judge.doubts();
  return doubt === undefined ? null : judge.settleDoubt(doubt, alone(asked === 'small' ? small : own(asked)));
}

const photosIn = (names: readonly { readonly id: string }[]) =>
  names.map(({ id }) => DIGESTS[PHOTOS.findIndex((photo) => photo.id === id)] ?? 'nobody').toSorted();

describe('a thumbnail of a photograph without a signature', () => {
  it('is torn by the one photo that explains what is not its own', async () => {
    const finding = await judged('scene 0', await torn(own('scene 0'), 'scene 5'));
    expect(finding?.breach).toMatchObject({ kind: 'torn', oracle: 'isolation', candidates: [] });
    expect(photosIn(finding?.breach.donors ?? [])).toEqual(['scene 5']);
  });

  it('is torn by one of a burst, all of which are candidates and none the donor', async () => {
    const finding = await judged('scene 0', await torn(own('scene 0'), 'burst 1'));
    expect(finding?.breach).toMatchObject({ kind: 'torn', oracle: 'isolation', donors: [] });
    expect(photosIn(finding?.breach.candidates ?? [])).toEqual([...BURST]);
  });

  it('is torn by that photo even where too little is shown to claim anything', async () => {
    const finding = await judged('small', await torn(small, 'scene 5', 104));
    expect(photosIn(finding?.breach.donors ?? [])).toEqual(['scene 5']);
    expect(await judged('small', small)).toBeNull();
  });

  it('is another photo of which there are four alike', async () => {
    const finding = await judged('scene 3', own('burst 2'));
    expect(finding?.breach).toMatchObject({ kind: 'foreign', oracle: 'isolation', donors: [] });
    expect(photosIn(finding?.breach.candidates ?? [])).toEqual([...BURST]);
  });

  it('accuses no shot of its own burst, whichever of them it shows', async () => {
    for (const shown of BURST) {
      const finding = await judged('burst 0', own(shown));
      expect(photosIn(finding?.breach.donors ?? [])).toEqual([]);
      expect(photosIn(finding?.breach.candidates ?? [])).toEqual(finding === null ? [] : BURST.slice(1));
    }
  });

  it('raises no alarm when it is its own, of a worse quality', async () => {
    for (const digest of DIGESTS) expect(await judged(digest, await encoded(await observed(own(digest))))).toBeNull();
  });
});

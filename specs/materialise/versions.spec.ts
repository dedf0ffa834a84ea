import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { materialiseVersions } from '../../harness/materialise/versions.ts';
import { askKey, photoAt, photoId, type TrialPlan } from '../../harness/model/plan.ts';
import { NONCE, photoPlan } from './photo-plan.ts';
import { filesIn, place } from './place.ts';
import { oneAtATime } from '../literals/workload.ts';

const REPLACED = photoPlan();
const STAYS = photoPlan({ id: photoId('p2'), name: 'IMG_0002.jpg', contentId: 'c2' });

/** Both photos are asked for; the first is replaced twice. */
const PLAN: TrialPlan = {
  schemaVersion: 1,
  seed: 1,
  nonce: NONCE,
  owners: [REPLACED.owner],
  photos: [REPLACED, STAYS],
  recipes: [],
  workload: oneAtATime([
    [{ key: askKey('a'), photo: REPLACED.id, recipe: 0, version: 1 }],
    [{ key: askKey('b'), photo: STAYS.id, recipe: 0, version: 1 }],
    [{ key: askKey('c'), photo: REPLACED.id, recipe: 0, version: 3 }],
  ]),
};

const bytesAt = async (version: number) => Buffer.from(await makePicture(NONCE, photoAt(REPLACED, version), null));

describe('materialiseVersions', () => {
  it('shows the first version of every photo until it is told otherwise, and nothing else in the folder', async () => {
    const { options } = await place();
    const laid = await materialiseVersions(PLAN, options);
    expect(await readFile(laid.pathOf(REPLACED))).toEqual(await bytesAt(1));
    expect(await filesIn(options.photosFolder)).toHaveLength(2);
    expect(laid.show(REPLACED)).toBe(false);
    expect(laid.show(STAYS)).toBe(false);
  });

  it('replaces a photo under its own name by another version with a later time, forwards and back', async () => {
    const { options } = await place();
    const laid = await materialiseVersions(PLAN, options);
    for (const version of [2, 3, 1, 3]) {
      const photo = photoAt(REPLACED, version);
      expect(laid.show(photo)).toBe(true);
      expect(laid.pathOf(photo)).toBe(laid.pathOf(REPLACED));
      expect(await readFile(laid.pathOf(photo))).toEqual(await bytesAt(version));
      const { mtimeMs } = await stat(laid.pathOf(photo));
      expect(Math.abs(mtimeMs - photo.mtimeMs)).toBeLessThan(1);
    }
    expect(await filesIn(options.photosFolder)).toHaveLength(2);
  });

  it('keeps a file of every version as evidence, whichever is current', async () => {
    const { options } = await place();
    const laid = await materialiseVersions(PLAN, options);
    for (const current of [1, 2, 3]) {
      laid.show(photoAt(REPLACED, current));
      for (const version of [1, 2, 3])
        expect(await readFile(laid.fileOf(photoAt(REPLACED, version)))).toEqual(await bytesAt(version));
    }
    expect(laid.fileOf(STAYS)).toBe(laid.pathOf(STAYS));
  });
});

import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { materialiseVersions } from '../../harness/materialise/versions.ts';
import { photoAt } from '../../harness/model/photo-versions.ts';
import { askKey, photoId, type PhotoPlan, type TrialPlan } from '../../harness/model/plan.ts';
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

  describe('of photos that move', () => {
    const place2 = { album: STAYS.album, name: STAYS.name };
    const leaver = photoPlan({ ...STAYS, changes: [{ kind: 'moved', album: 'winter', name: 'M.jpg' }] });
    const follower = photoPlan({ changes: [{ kind: 'moved', ...place2 }, { kind: 'recreated' }] });
    const moving: TrialPlan = {
      ...PLAN,
      photos: [follower, leaver],
      workload: oneAtATime(
        [[leaver, 1] as const, [follower, 1] as const, [leaver, 2] as const, [follower, 3] as const].map(
          ([{ id }, version], index) => [{ key: askKey(`a${index}`), photo: id, recipe: 0, version }],
        ),
      ),
    };
    const pictureOf = async (photo: PhotoPlan) => Buffer.from(await makePicture(NONCE, photo, null));

    it('shows each in its new place, and nothing in the one that it has left', async () => {
      const { options } = await place();
      const laid = await materialiseVersions(moving, options);
      expect(laid.show(photoAt(leaver, 2))).toBe(true);
      expect(laid.show(photoAt(follower, 2))).toBe(true);
      expect((await filesIn(options.photosFolder)).toSorted()).toEqual(['IMG_0002.jpg', 'M.jpg']);
      expect(laid.pathOf(photoAt(follower, 2))).toBe(laid.pathOf(leaver));
      expect(await readFile(laid.pathOf(leaver))).toEqual(await pictureOf(follower));
      laid.show(photoAt(follower, 3));
      expect(await readFile(laid.pathOf(leaver))).toEqual(await pictureOf(photoAt(follower, 3)));
    });

    it('goes back to where each one was, one after the other, as often as it is asked to', async () => {
      const { options } = await place();
      const laid = await materialiseVersions(moving, options);
      for (const photo of [photoAt(leaver, 2), photoAt(follower, 3), leaver, photoAt(follower, 2), leaver, follower]) {
        laid.show(photo);
        expect(await readFile(laid.pathOf(photo))).toEqual(await pictureOf(photo));
        expect(await readFile(laid.fileOf(photo))).toEqual(await pictureOf(photo));
      }
      expect(await readFile(laid.fileOf(photoAt(follower, 3)))).toEqual(await pictureOf(photoAt(follower, 3)));
    });
  });

  it('keeps a photo that is uploaded meanwhile out of the folder until it is shown, and then changes it like any other', async () => {
    const { options } = await place();
    const late = photoPlan({ uploaded: 'meanwhile' });
    const laid = await materialiseVersions({ ...PLAN, photos: [late, STAYS] }, options);
    expect(await filesIn(options.photosFolder)).toEqual(['IMG_0002.jpg']);
    expect(await readFile(laid.fileOf(late))).toEqual(await bytesAt(1));
    expect(laid.show(late)).toBe(true);
    expect(laid.show(late)).toBe(false);
    expect(await readFile(laid.pathOf(late))).toEqual(await bytesAt(1));
    laid.show(photoAt(late, 3));
    expect(await readFile(laid.pathOf(late))).toEqual(await bytesAt(3));
    expect(await readFile(laid.fileOf(late))).toEqual(await bytesAt(1));
  });

  it('archives a photo in its place, and it stays what it shows', async () => {
    const { options } = await place();
    const ageing = photoPlan({ changes: [{ kind: 'archived' }] });
    const [old] = [photoAt(ageing, 2)];
    const laid = await materialiseVersions({ ...PLAN, photos: [ageing, STAYS] }, options);
    laid.show(old);
    const form = options.archiveForm;
    expect(await readFile(laid.pathOf(ageing))).toEqual(Buffer.from(await makePicture(NONCE, old, form)));
    expect(await readFile(laid.fileOf(ageing))).toEqual(await bytesAt(1));
  });
});

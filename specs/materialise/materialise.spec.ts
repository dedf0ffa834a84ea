import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { materialise } from '../../harness/materialise/materialise.ts';
import { ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import { NONCE, photoPlan } from './photo-plan.ts';
import { contents, filesIn, place, WEBP_50 } from './place.ts';
import { trial } from './small-trial.ts';

describe('materialise', () => {
  it('lays every photo as owner/album/name with the time of its plan', async () => {
    const { folder, options } = await place();
    const photos = trial();
    const { pathOf, bytesWritten } = await materialise(photos, options);
    let sizes = 0;
    for (const photo of photos) {
      expect(pathOf(photo)).toBe(join(folder, 'photos', photo.owner, photo.album, photo.name));
      const { mtimeMs, size } = await stat(pathOf(photo));
      expect(Math.abs(mtimeMs - photo.mtimeMs)).toBeLessThan(1);
      sizes += size;
    }
    expect(bytesWritten).toBe(sizes);
  });

  it('leaves nothing but photos in the folder', async () => {
    const { options } = await place();
    await materialise(trial(), options);
    expect(await readdir(options.photosFolder)).toEqual(['ada', 'bob']);
  });

  it('gives the same bytes for the same plan, without a cache', async () => {
    const [first, second] = [await place(), await place()];
    await materialise(trial(), first.options);
    await materialise(trial(), second.options);
    expect(await contents(second.options.photosFolder)).toEqual(await contents(first.options.photosFolder));
  });

  it('makes twins once, whoever owns them', async () => {
    const { options } = await place();
    const twins = ['ada', 'bob', 'eve'].map((owner) => photoPlan({ owner: ownerId(owner) }));
    const { pathOf, painted } = await materialise(twins, options);
    const [one, ...others] = await Promise.all(twins.map(async (twin) => readFile(pathOf(twin))));
    expect(painted).toBe(1);
    for (const other of others) expect(other.equals(one ?? Buffer.alloc(0))).toBe(true);
  });

  it('gives an old photo in the archived form, under its own name', async () => {
    const { options } = await place();
    const photo = photoPlan({ archived: true, orientationExif: 6 });
    const { pathOf } = await materialise([photo], options);
    const archived = await makePicture(NONCE, photo, WEBP_50);
    expect((await readFile(pathOf(photo))).equals(archived)).toBe(true);
  });

  it("lets the thumbnailer's own archive see the photo as uploaded, and lays what it gives", async () => {
    const { options } = await place();
    const photos = trial();
    const seen: string[] = [];
    const archive = async (photo: PhotoPlan, path: string) => {
      seen.push(photo.name);
      expect((await readFile(path)).equals(await makePicture(NONCE, photo, null))).toBe(true);
      return Buffer.from(`archived ${photo.name}`);
    };
    const { pathOf } = await materialise(photos, { ...options, archive });
    const old = photos.filter((photo) => photo.archived);
    expect(seen.sort()).toEqual(old.map((photo) => photo.name).sort());
    for (const photo of old) {
      expect((await readFile(pathOf(photo))).toString()).toBe(`archived ${photo.name}`);
      expect(Math.abs((await stat(pathOf(photo))).mtimeMs - photo.mtimeMs)).toBeLessThan(1);
    }
  });

  it('leaves no photo in the wrong form where the archive fails', async () => {
    const { options } = await place();
    const photo = photoPlan({ archived: true });
    const archive = async () => {
      throw new Error('the archive is closed');
    };
    await expect(materialise([photo], { ...options, archive })).rejects.toThrow('the archive is closed');
    expect(await filesIn(options.photosFolder)).toEqual([]);
  });

  it('tells how far it has come, up to all of it', async () => {
    const { options } = await place();
    const told: string[] = [];
    const photos = trial();
    await materialise(photos, { ...options, onProgress: (done, of) => told.push(`${done}/${of}`) });
    expect(told).toEqual(photos.map((_, i) => `${i + 1}/${photos.length}`));
  });

  it('takes names that attack keys, each as it stands', async () => {
    const { options } = await place();
    const names = [
      'IMG.jpg',
      'img.jpg',
      'caf\u00e9.jpg',
      'cafe\u0301.jpg',
      'a?b.jpg',
      'a#b.jpg',
      '-rf',
      ' x ',
      '..jpg',
      '%2e%2e',
      'a\\b',
    ];
    const photos = names.map((name, i) => photoPlan({ name, owner: ownerId(`owner${i}`), id: photoId(name) }));
    const { pathOf } = await materialise(photos, options);
    for (const photo of photos) {
      expect(await readdir(join(pathOf(photo), '..'))).toEqual([photo.name]);
    }
  });

  it('replaces the file of an older version', async () => {
    const { options } = await place();
    await materialise([photoPlan()], options);
    const newer = photoPlan({ version: 2 });
    const { pathOf } = await materialise([newer], options);
    expect((await readFile(pathOf(newer))).equals(await makePicture(NONCE, newer, null))).toBe(true);
  });
});

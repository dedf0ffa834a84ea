import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { materialise } from '../../harness/materialise/materialise.ts';
import { ownerId } from '../../harness/model/plan.ts';
import { photoPlan } from './photo-plan.ts';
import { filesIn, place } from './place.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('materialise, refused', () => {
  it.each(['..', '.', '', 'a/b', '../../etc', 'nul\0', '\ud800'])(
    'refuses %j as an owner, an album or a name',
    async (bad) => {
      const { options } = await place();
      for (const photo of [photoPlan({ owner: ownerId(bad) }), photoPlan({ album: bad }), photoPlan({ name: bad })]) {
        await expect(materialise([photo], options)).rejects.toThrow(
          /^Expected owner, album and name of a photo each to be the name of one file .*, got ".*"\. Mend the plan\.$/,
        );
      }
      expect(await filesIn(options.photosFolder)).toEqual([]);
    },
  );

  it('refuses two photos under one path', async () => {
    const { options } = await place();
    const photo = photoPlan();
    for (const other of [photo, photoPlan({ contentId: 'c2' })]) {
      await expect(materialise([photo, other], options)).rejects.toThrow(
        /^Expected each photo of a plan under a path of its own, got ".*" twice\.$/,
      );
    }
  });

  it('refuses a link that leads out of the folder', async () => {
    const { folder, options } = await place();
    const elsewhere = await temporaryFolder();
    await symlink(elsewhere, join(folder, 'ada'));
    const linked = materialise([photoPlan()], { ...options, photosFolder: folder });
    await expect(linked).rejects.toThrow(/but a link leads it to .*\. Remove the link\.$/);
    expect(await filesIn(elsewhere)).toEqual([]);
  });

  it('says which folder it cannot write', async () => {
    const { folder, options } = await place();
    const file = join(folder, 'file');
    await writeFile(file, '');
    const refused = materialise([photoPlan()], { ...options, photosFolder: join(file, 'photos') });
    await expect(refused).rejects.toMatchObject({
      name: 'DiskTrouble',
      kind: 'unwritable',
      message: `Expected ${join(file, 'photos')} to be a folder that can be written, got ENOTDIR. Mend its permissions, or name another folder.`,
    });
  });
});

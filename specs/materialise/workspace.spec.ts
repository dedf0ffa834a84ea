import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withWorkspace } from '../../harness/materialise/workspace.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('a workspace', () => {
  it('has a folder for photos and one for the thumbnailer, and is gone afterwards', async () => {
    const parent = await temporaryFolder();
    const seen = await withWorkspace(parent, async ({ path, photosFolder, benchFolder }) => {
      await writeFile(join(photosFolder, 'x.jpg'), 'x');
      await writeFile(join(benchFolder, 'y.jpg'), 'y');
      return (await readdir(path)).sort();
    });
    expect(seen).toEqual(['bench', 'photos']);
    expect(await readdir(parent)).toEqual([]);
  });

  it('is gone when its use throws, whose error it is', async () => {
    const parent = await temporaryFolder();
    const used = withWorkspace(parent, async () => {
      throw new Error('the thumbnailer was not there');
    });
    await expect(used).rejects.toThrow('the thumbnailer was not there');
    expect(await readdir(parent)).toEqual([]);
  });

  it('stays when it is kept, also when its use then throws', async () => {
    const parent = await temporaryFolder();
    const kept = await withWorkspace(parent, async ({ path, keep }) => {
      keep();
      return path;
    });
    const thrown = withWorkspace(parent, async ({ keep }) => {
      keep();
      throw new Error('after the verdict');
    });
    await expect(thrown).rejects.toThrow('after the verdict');
    expect((await stat(join(kept, 'photos'))).isDirectory()).toBe(true);
    expect(await readdir(parent)).toHaveLength(2);
  });

  it('is never that of another run in the same folder', async () => {
    const parent = await temporaryFolder();
    const names = await withWorkspace(parent, async (one) =>
      withWorkspace(parent, async (other) => [basename(one.path), basename(other.path)]),
    );
    expect(new Set(names).size).toBe(2);
  });

  it('is removed although the thumbnailer left read-only folders and links that lead out', async () => {
    const parent = await temporaryFolder();
    const outside = await temporaryFolder();
    await writeFile(join(outside, 'precious'), '');
    await withWorkspace(parent, async ({ benchFolder }) => {
      await mkdir(join(benchFolder, 'cache', 'deep'), { recursive: true });
      await writeFile(join(benchFolder, 'cache', 'deep', 'x'), 'x', { mode: 0o400 });
      await symlink(outside, join(benchFolder, 'cache', 'link'));
      await chmod(join(benchFolder, 'cache', 'deep'), 0o500);
      await chmod(join(benchFolder, 'cache'), 0o500);
    });
    expect(await readdir(parent)).toEqual([]);
    expect(await readdir(outside)).toEqual(['precious']);
  });

  it('says which folder it could not be made in', async () => {
    const parent = await temporaryFolder();
    const file = join(parent, 'file');
    await writeFile(file, '');
    await expect(withWorkspace(file, async () => {})).rejects.toMatchObject({
      name: 'DiskTrouble',
      kind: 'unwritable',
      message: `Expected ${file} to be a folder that can be written, got EEXIST. Mend its permissions, or name another folder.`,
    });
  });
});

import { link, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertDistinctFiles } from '../../harness/materialise/layout.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('files that differ only in case or Unicode form', () => {
  it('are fine when the disk tells them apart', async () => {
    const folder = await temporaryFolder();
    const paths = ['IMG.jpg', 'img.jpg', 'other.jpg'].map((name) => join(folder, name));
    // Exclusive creation fails on a disk that takes two of these for one, and then the spec has no subject.
    for (const path of paths) await writeFile(path, '', { flag: 'wx' });
    await expect(assertDistinctFiles(paths)).resolves.toBeUndefined();
  });

  it('are told when they have become one file', async () => {
    const folder = await temporaryFolder();
    const paths = ['caf\u00e9.jpg', 'cafe\u0301.jpg'].map((name) => join(folder, name));
    const [one = '', other = ''] = paths;
    await writeFile(one, '');
    // What a disk that ignores Unicode forms would show: two names, one file.
    await link(one, other);
    await expect(assertDistinctFiles(paths)).rejects.toThrow(
      /^Expected one file each for .* and .*, but this disk takes them for the same name\./,
    );
  });
});

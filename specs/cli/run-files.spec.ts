import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, pointLatest, writeWhole } from '../../harness/cli/run-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file of a run', () => {
  it('replaces the old one whole, in a folder that is made for it, and leaves no draft', async () => {
    const path = join(folder, 'a/b/result.json');
    await writeWhole(path, 'first, and longer');
    await writeWhole(path, 'second');
    expect(await readFile(path, 'utf8')).toBe('second');
    expect(await readdir(join(folder, 'a/b'))).toEqual(['result.json']);
  });

  it('leaves no draft when it cannot be put in its place', async () => {
    await mkdir(join(folder, 'taken/inner'), { recursive: true });
    const error: unknown = await writeWhole(join(folder, 'taken'), 'text').catch((reason: unknown) => reason);
    expect(codeOf(error)).toBe('EISDIR');
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('the pointer to the newest run', () => {
  it('is a relative link that moves on, so the folder can be packed and moved', async () => {
    await mkdir(join(folder, 'run-1'));
    await writeFile(join(folder, 'run-1/result.json'), '{}');
    expect(await pointLatest(folder, join(folder, 'run-0'))).toBe('link');
    expect(await pointLatest(folder, join(folder, 'run-1'))).toBe('link');
    expect(await readlink(join(folder, 'latest'))).toBe('run-1');
    expect(await readFile(join(folder, 'latest/result.json'), 'utf8')).toBe('{}');
  });

  it('replaces the text file that stands for it where links are not possible', async () => {
    await writeFile(join(folder, 'latest'), 'run-0\n');
    await pointLatest(folder, join(folder, 'run-1'));
    expect(await readlink(join(folder, 'latest'))).toBe('run-1');
  });

  it('survives runs that end at the same moment', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => pointLatest(folder, join(folder, `run-${i}`))));
    expect(await readdir(folder)).toEqual(['latest']);
    expect(await readlink(join(folder, 'latest'))).toMatch(/^run-\d+$/);
  });
});

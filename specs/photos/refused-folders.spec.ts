// Folders that --photos cannot take, as a person runs into them.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGate } from '../prove/gate-run.ts';
import { layPhotographs } from './photographs.ts';

let folder = '';
const check = async (photos: string, ...flags: string[]) =>
  runGate({ flags: ['--photos', photos, '--seed', '5', ...flags], timeLimitMs: 50_000 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-photos-'));
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('a gate over photographs', { timeout: 60_000 }, () => {
  it('refuses a folder that is not there, or holds no photograph, as a slip of the finger', async () => {
    const gone = await check(join(folder, 'gone'));
    expect([gone.exitCode, gone.lines.map(({ text }) => text).join()]).toEqual([
      2,
      expect.stringMatching(/Expected --photos to name a folder, but there is none at/),
    ]);
    await mkdir(join(folder, 'papers'));
    await writeFile(join(folder, 'papers', 'letter.jpg'), 'Dear reader');
    const papers = await check(join(folder, 'papers'));
    expect([papers.exitCode, papers.lines.map(({ text }) => text).join()]).toEqual([
      2,
      expect.stringMatching(/none of .* can be read \(left out: letter.jpg: not a picture of a known format\)/),
    ]);
  });

  it('refuses too few photographs to tell apart', async () => {
    await layPhotographs(join(folder, 'few'), 3, 0);
    const { exitCode, lines } = await check(join(folder, 'few'), '--unmarked');
    expect([exitCode, lines.map(({ text }) => text).join()]).toEqual([
      2,
      expect.stringMatching(/Expected at least 8 different photographs for --unmarked, got 3/),
    ]);
  });
});

// Figures belong to what was run, not to a date: the digest of the built program, the fixtures it was run on and the
// versions it was installed with. The commit and the machine stand beside it for people.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from './gate-run.ts';

/** Changes with any byte of the programs in dist/ and fixtures/, or of the lock file. */
export async function subjectDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['dist', 'fixtures']) {
    const entries = await readdir(join(REPOSITORY_ROOT, folder), { recursive: true });
    for (const entry of entries
      .filter((name) => /\.(m?js|ts|wasm|py|java|sh)$/.test(name) && !name.endsWith('.d.ts'))
      .sort()) {
      hash.update(`${folder}/${entry}\0`).update(await readFile(join(REPOSITORY_ROOT, folder, entry)));
    }
  }
  return hash
    .update(await readFile(join(REPOSITORY_ROOT, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}

/** The short commit; `+` follows when files that git tracks differ from it. */
export function commitName(): string {
  const git = (...words: readonly string[]) =>
    execFileSync('git', words, { cwd: REPOSITORY_ROOT, encoding: 'utf8' }).trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+');
}

export type Machine = {
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly sharp: string;
};

export async function thisMachine(): Promise<Machine> {
  const manifest: unknown = JSON.parse(
    await readFile(join(REPOSITORY_ROOT, 'node_modules/sharp/package.json'), 'utf8'),
  );
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    sharp: hasVersion ? String(manifest.version) : 'unknown',
  };
}

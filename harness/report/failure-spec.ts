// What has failed once is worth a test of its own, in the project of whoever mends it: the failure as a vitest spec that needs
// nothing but this one file and thumbproof.

import type { KeptFailure } from '../model/failure.ts';
import { printable, printableJson } from './printable.ts';

const TIMEOUT_MS = 600_000;

/** The text of the file; ends in a newline. Nothing in it but the failure itself is a stranger's. */
export function renderFailureSpec(failure: KeptFailure): string {
  const { id, thumbnailer, foundAt, says } = failure;
  // As comments and strings of JavaScript, so that no name can end either.
  const comment = (text: string) => printable(text, 300).replaceAll('*/', '* /');
  const title = JSON.stringify(`does not fail as it did: ${printable(says, 300)}`);
  return `// A failure of ${comment(thumbnailer)} that thumbproof found ${comment(foundAt)}, with the smallest plan that showed it:
// ${comment(says)}
// It is tried as often as it takes to believe that it is fixed, in processes of their own. Made by
// "npx thumbproof export ${comment(id)}".

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FAILURE = ${printableJson(JSON.stringify(failure, null, 2))};

it(${title}, { timeout: ${TIMEOUT_MS} }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'thumbproof-spec-'));
  try {
    const file = join(folder, 'failure.json');
    await writeFile(file, JSON.stringify(FAILURE));
    const words = ['thumbproof', 'verify-fix', file, '--report-dir', folder];
    const { code, says } = await new Promise<{ code: unknown; says: string }>((resolve) => {
      execFile('npx', ['--no-install', ...words], (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : error.code, says: stdout + stderr }),
      );
    });
    expect(code, says).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
`;
}

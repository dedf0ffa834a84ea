import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const MAIN = fileURLToPath(new URL('../../harness/cli/main.ts', import.meta.url));

/** The command line in a process of its own, straight from its source. */
function thumbproof(...argv: readonly string[]) {
  const ended = spawnSync(process.execPath, ['--import', 'jiti/register', MAIN, ...argv], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { exitCode: ended.status, stdout: ended.stdout, stderr: ended.stderr };
}

describe('the thumbproof program', () => {
  it('prints its help on stdout', () => {
    expect(thumbproof('check', '--help')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('npx thumbproof check --dry-run'),
      stderr: '',
    });
  });

  it('prints the version of its package', () => {
    expect(thumbproof('--version')).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('answers a mistyped flag with one line on stderr and exit code 2', () => {
    expect(thumbproof('check', '--sede', '1')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: "thumbproof: Unknown option '--sede' (Did you mean --seed?) See npx thumbproof check --help.\n",
    });
  });

  it('answers a missing adapter with one line on stderr and exit code 2', () => {
    const { exitCode, stdout, stderr } = thumbproof('check', '--adapter', 'nowhere.ts');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^thumbproof: Expected --adapter to name a file, but there is none at .+nowhere\.ts\. .+\n$/,
    );
  });
});

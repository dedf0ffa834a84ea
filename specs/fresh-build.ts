// A spec that runs the command line would otherwise judge whatever was last built. Vitest calls this once, before all specs.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** tsc's exit code when it found type errors and built all the same; naming those is the business of the type check. */
const BUILT_WITH_TYPE_ERRORS = 2;

export default function buildOnce(): void {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  if (status !== BUILT_WITH_TYPE_ERRORS) {
    throw new Error(`Expected "npm run build" to build dist/ before the specs run:\n${stdout}${stderr}`);
  }
  process.stderr.write(`The specs run on a build with type errors; "npm run typecheck" is going to fail:\n${stdout}`);
}

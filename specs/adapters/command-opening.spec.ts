// A program that is not there must be told from a command that is written wrong: who can mend it differs.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testBench } from './bench.ts';
import { command } from './patient-adapters.ts';

describe('a command adapter that cannot be opened', () => {
  it('is unavailable when the program is not installed', async () => {
    const bench = await testBench();
    expect(await bench.open(command('no-such-thumbnailer {input} {output}'))).toEqual({
      kind: 'incident',
      incident: 'unavailable',
      detail:
        'Expected a program named no-such-thumbnailer, found none in PATH that may be executed. Install it, or give its full path.',
    });
  });

  it('is unavailable when the file may not be executed', async () => {
    const bench = await testBench();
    const file = join(bench.folder, 'plain.txt');
    await writeFile(file, 'no program');
    expect(await bench.open(command(`${file} {input} {output}`))).toMatchObject({
      kind: 'incident',
      incident: 'unavailable',
    });
  });

  it('is misconfigured when the template is wrong', async () => {
    const bench = await testBench();
    expect(await bench.open(command('cp {input}'))).toEqual({
      kind: 'misconfigured',
      detail: 'Expected {output} in the command, found none. Command: cp {input}',
    });
  });
});

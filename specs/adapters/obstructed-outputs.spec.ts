// A thumbnail that cannot be written costs itself: it is refused, its neighbours come as ever, nothing of what stood in the
// way is read or left, and a device that is always full stays what it is.

import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { describe, expect, it } from 'vitest';
import type { Adapter, PlainJob } from '../../harness/model/adapter.ts';
import type { TroubledWrite } from '../../harness/model/plan.ts';
import { type TestBench, testBench, toldOf } from './bench.ts';
import { batchCommand, command, worker } from './patient-adapters.ts';

/** Copies each input to its output as it is told, in any of the three ways, and says what it could not write. */
const COPIES = `
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
const [input, output] = process.argv.slice(2);
const attempt = (from, to) => {
  try {
    writeFileSync(to, readFileSync(from));
    return { ok: true };
  } catch (error) {
    process.exitCode = 1;
    console.error(error.code);
    return { error: error.code };
  }
};
const lines = async (stream) => {
  for await (const line of createInterface({ input: stream })) {
    const { key, input, output } = JSON.parse(line);
    console.log(JSON.stringify({ key, ...attempt(input, output) }));
  }
};
if (input === undefined) await lines(process.stdin);
else if (output === undefined) for (const line of readFileSync(input, 'utf8').trim().split('\\n')) {
  const { input, output } = JSON.parse(line);
  attempt(input, output);
}
else if (statSync(input).isDirectory())
  for (const [index, name] of readdirSync(input).sort().entries())
    attempt(join(input, name), join(output, process.argv[4] === 'numbered' ? \`\${index}.jpg\` : name));
else attempt(input, output);
`;

async function copies({ folder }: TestBench): Promise<string> {
  await writeFile(join(folder, 'copies.mjs'), COPIES);
  return `${execPath} ${join(folder, 'copies.mjs')}`;
}

/** What is told of the second of three photos, by way in. */
const WAYS: readonly {
  readonly name: string;
  readonly of: (program: string) => Adapter;
  readonly says: Readonly<Record<TroubledWrite, string>>;
}[] = [
  {
    name: 'worker',
    of: (program) => worker(program),
    says: { full: 'b refused: ENOSPC', unwritable: 'b refused: EISDIR' },
  },
  {
    name: 'command',
    of: (program) => command(`${program} {input} {output}`),
    says: { full: 'b refused: exit code 1: ENOSPC', unwritable: 'b refused: exit code 1: EISDIR' },
  },
  {
    name: 'batch command with a manifest',
    of: (program) => batchCommand(`${program} {manifest}`),
    says: {
      full: 'b refused: exit code 1, its output is a symbolic link: ENOSPC',
      unwritable: 'b refused: exit code 1, its output is not a regular file: EISDIR',
    },
  },
  {
    name: 'batch command over a folder',
    of: (program) => batchCommand(`${program} {indir} {outdir}`),
    says: {
      full: 'b refused: exit code 1, no output for it: ENOSPC',
      unwritable: 'b refused: exit code 1, no output for it: EISDIR',
    },
  },
];

describe.each(WAYS)('a $name', ({ of, says }) => {
  it.each(['full', 'unwritable'] as const)('that finds its output %s refuses that photo alone', async (how) => {
    const bench = await testBench();
    const instance = await bench.opened(of(await copies(bench)));
    const before = await stat('/dev/full');
    const batch = [await bench.job('a'), { ...(await bench.job('b')), write: how }, await bench.job('c')];
    const told = (await toldOf(instance, batch)).toSorted();
    expect(told).toEqual(['a', says[how], 'c']);
    // It was that once: the next one comes as ever.
    expect(await toldOf(instance, [await bench.job('d')])).toEqual(['d']);
    const { mode, rdev } = await stat('/dev/full');
    expect({ mode, rdev }).toEqual({ mode: before.mode, rdev: before.rdev });
  });
});

describe('a batch command whose outputs are numbered', () => {
  it('finds no folder for any of them, for nobody knows which would be whose', async () => {
    const bench = await testBench();
    const numbered = batchCommand(`${await copies(bench)} {indir} {outdir} numbered`, { outputs: 'numbered' });
    const instance = await bench.opened(numbered);
    const batch: readonly PlainJob[] = [await bench.job('a'), { ...(await bench.job('b')), write: 'full' }];
    expect(await toldOf(instance, batch)).toEqual([
      'a refused: exit code 1, no output for it: ENOTDIR',
      'b refused: exit code 1, no output for it: ENOTDIR',
    ]);
    expect(await toldOf(instance, [await bench.job('a')])).toEqual(['a']);
  });
});

describe('a worker that says ok without having written', () => {
  it.each(['full', 'unwritable'] as const)('is refused when its output is %s', async (how) => {
    const bench = await testBench();
    const file = join(bench.folder, 'liar.mjs');
    await writeFile(
      file,
      `import { createInterface } from 'node:readline';
      for await (const line of createInterface({ input: process.stdin }))
        console.log(JSON.stringify({ key: JSON.parse(line).key, ok: true }));`,
    );
    const instance = await bench.opened(worker(`${execPath} ${file}`));
    const [told] = await toldOf(instance, [{ ...(await bench.job('a')), write: how }]);
    expect(told).toMatch(/^a refused: its output is (a symbolic link|not a regular file)$/);
  });
});

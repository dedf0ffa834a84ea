// A program per photo: hostile outputs and programs that fail must cost one photo at most.

import { describe, expect, it } from 'vitest';
import { incidentsOf, testBench, toldOf } from './bench.ts';
import { command } from './patient-adapters.ts';

describe('a command adapter refuses one photo, and goes on, when its process', () => {
  it.each([
    ['fails', `sh -c 'echo "cannot decode" >&2; exit 4' {input} {output}`, 'exit code 4: cannot decode'],
    [
      'fails and still writes an output',
      `sh -c 'echo half > "$1"; exit 1' {input} {output}`,
      'exit code 1 although it wrote an output of 5 bytes',
    ],
    [
      'succeeds without an output',
      `sh -c 'echo "nothing to do" >&2' {input} {output}`,
      'exit code 0 but no output: nothing to do',
    ],
    ['writes an empty output', `sh -c ': > "$1"' {input} {output}`, 'its output is empty'],
    ['makes its output a symbolic link', `ln -s {input} {output}`, 'its output is a symbolic link'],
    ['makes its output a pipe', `sh -c 'mkfifo "$1"' {input} {output}`, 'its output is not a regular file'],
    ['makes its output a folder', `sh -c 'mkdir -p "$1/deep"' {input} {output}`, 'its output is not a regular file'],
    ['is killed by a signal', `sh -c 'kill -SEGV $$' {input} {output}`, 'it was killed by SIGSEGV'],
  ])('%s', async (_, template, reason) => {
    const bench = await testBench();
    const instance = await bench.opened(command(template));
    expect(await toldOf(instance, [await bench.job('a')])).toEqual([`a refused: ${reason}`]);
  });

  it('writes more than is read back', async () => {
    const bench = await testBench();
    const instance = await bench.opened(command('cp {input} {output}', { maxOutputBytes: 4 }));
    expect(await toldOf(instance, [await bench.job('four'), await bench.job('fives')])).toEqual(
      expect.arrayContaining(['four', 'fives refused: its output is too large: 5 bytes, at most 4 are read']),
    );
  });

  it('floods its pipes', async () => {
    const bench = await testBench();
    const instance = await bench.opened(command('yes {input} {output}', { maxWrittenBytes: 300_000 }));
    expect(await toldOf(instance, [await bench.job('a')])).toEqual([
      'a refused: it wrote more than 300000 bytes to stdout and stderr and was killed',
    ]);
  });

  it('is killed by a signal, and counts such deaths as one incident at the end', async () => {
    const bench = await testBench();
    const instance = await bench.opened(command(`sh -c 'kill -SEGV $$' {input} {output}`, { concurrency: 1 }));
    await toldOf(instance, [await bench.job('a'), await bench.job('b')]);
    expect(incidentsOf(await instance.close())).toEqual([
      'crashed: 2 processes were killed by SIGSEGV, the first for a',
    ]);
  });
});

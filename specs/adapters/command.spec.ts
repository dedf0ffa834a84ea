// A program per photo: hostile names, hostile outputs and programs that do not end must cost one photo at most.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { commandAdapter } from '../../harness/adapters/command.ts';
import { deliveries, gone, incidentsOf, isAlive, testBench, toldOf } from './bench.ts';

const command = (template: string, options: Partial<Parameters<typeof commandAdapter>[0]> = {}) =>
  commandAdapter({ template, timeoutMs: 20_000, ...options });

describe('a command adapter', () => {
  it('answers with the file that the program wrote', async () => {
    const bench = await testBench();
    const instance = await bench.opened(command('cp {input} {output}'));
    expect(await deliveries(instance, [await bench.job('a', 'bytes of a')])).toEqual([
      { key: 'a', kind: 'thumbnail', bytes: new Uint8Array(Buffer.from('bytes of a')) },
    ]);
  });

  it('fills in all that a job says, each as one argument', async () => {
    const bench = await testBench();
    const instance = await bench.opened(
      command(
        `sh -c 'printf "%s|" "$@" > "$0"' {output} {input} {width}x{height} {fit} {format} {quality} {owner}/{album}/{name} {key}`,
      ),
    );
    const job = await bench.job('a b.jpg');
    const [delivery] = await deliveries(instance, [job]);
    expect(delivery?.kind === 'thumbnail' ? Buffer.from(delivery.bytes).toString() : delivery).toBe(
      `${job.photo.path}|128x96|cover|jpeg|80|ann/summer/a b.jpg|a b.jpg|`,
    );
  });

  it.each(['; rm -rf *', '$(touch pwned)', "it's", 'say "x"', '{output}', '-rf', 'a\nb', '* ? [a]', '日本'])(
    'takes the name %j as it is',
    async (name) => {
      const bench = await testBench();
      const instance = await bench.opened(command(`sh -c 'printf %s "$2" > "$1"' sh {output} {name} {input}`));
      const [delivery] = await deliveries(instance, [await bench.job(name)]);
      expect(delivery?.kind === 'thumbnail' ? Buffer.from(delivery.bytes).toString() : delivery).toBe(name);
    },
  );

  it('refuses a photo whose name no process can be given', async () => {
    const bench = await testBench();
    const instance = await bench.opened(command('cp {input} {output} {name}'));
    const job = await bench.job('a');
    expect(await toldOf(instance, [{ ...job, photo: { ...job.photo, name: 'a\0b' } }])).toEqual([
      'a refused: its name cannot be a process argument (ERR_INVALID_ARG_VALUE)',
    ]);
  });

  it('writes outputs under names of its own, ending in the format, and removes them', async () => {
    const bench = await testBench();
    const instance = await bench.opened(command(`sh -c 'basename "$1" > "$1"' {input} {output}`));
    const job = await bench.job('a');
    const [jpeg] = await deliveries(instance, [job]);
    const [webp] = await deliveries(instance, [{ ...job, recipe: { ...job.recipe, format: 'webp' } }]);
    expect(
      [jpeg, webp].map((delivery) =>
        delivery?.kind === 'thumbnail' ? Buffer.from(delivery.bytes).toString() : delivery,
      ),
    ).toEqual(['1.jpg\n', '2.webp\n']);
    const [workspace = ''] = (await readdir(bench.folder)).filter((name) => name.startsWith('workspace-'));
    expect(await readdir(join(bench.folder, workspace, 'outputs'))).toEqual([]);
  });

  it('runs the program in the folder of the user, so that relative paths in the template hold', async () => {
    const bench = await testBench();
    const instance = await bench.opened(command(`sh -c 'pwd > "$1"' {input} {output}`));
    const [delivery] = await deliveries(instance, [await bench.job('a')]);
    expect(delivery?.kind === 'thumbnail' ? Buffer.from(delivery.bytes).toString().trim() : delivery).toBe(
      process.cwd(),
    );
  });

  it('runs no more processes at once than allowed, and that many', async () => {
    const bench = await testBench();
    // Each process adds a line when it begins and one when it ends; a single small append is not torn.
    const tally = join(bench.folder, 'tally');
    const instance = await bench.opened(
      command(`sh -c 'echo + >> "$0"; sleep 0.1; cp "$1" "$2"; echo - >> "$0"' ${tally} {input} {output}`, {
        concurrency: 3,
      }),
    );
    const batch = await Promise.all(Array.from({ length: 9 }, (_, at) => bench.job(`photo-${at}`)));
    expect((await toldOf(instance, batch)).toSorted()).toEqual(batch.map(({ key }) => key));
    let [running, peak] = [0, 0];
    for (const sign of (await readFile(tally, 'utf8')).trim().split('\n')) {
      running += sign === '+' ? 1 : -1;
      peak = Math.max(peak, running);
    }
    expect(peak).toBe(3);
  });

  it('says what it was told: only what the template mentions', () => {
    expect(command('cp {input} {output}').told).toEqual({ width: false, height: false, fit: false, format: true });
    expect(command('x {input} {output} {width}x{height}').told).toEqual({
      width: true,
      height: true,
      fit: false,
      format: true,
    });
  });
});

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

describe('a command that does not end', () => {
  it('is killed with all it started, as hung, after its neighbours have answered', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    const script = 'if [ "$2" = slow ]; then sleep 100 & echo $! > "$3"; wait; fi; cp "$0" "$1"';
    const instance = await bench.opened(
      command(`sh -c '${script}' {input} {output} {name} ${pids}`, { timeoutMs: 700 }),
    );
    expect(await toldOf(instance, [await bench.job('slow'), await bench.job('quick')])).toEqual([
      'quick',
      'hung: The process for slow had not ended after 700 ms and was killed',
    ]);
    expect(await gone(Number(await readFile(pids, 'utf8')))).toBe(true);
  });

  it('does not hold us by a grandchild that keeps the pipes', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    const instance = await bench.opened(
      command(`sh -c 'sleep 100 & echo $! > "$2"; cp "$0" "$1"' {input} {output} ${pids}`),
    );
    expect(await toldOf(instance, [await bench.job('a')])).toEqual(['a']);
    expect(await gone(Number(await readFile(pids, 'utf8')))).toBe(true);
  });

  it('is killed when the instance is closed', async () => {
    const bench = await testBench();
    const pids = join(bench.folder, 'pids');
    const instance = await bench.opened(command(`sh -c 'echo $$ > "$2"; exec sleep 100' {input} {output} ${pids}`));
    const told = toldOf(instance, [await bench.job('a')]);
    const pid = await vi.waitUntil(async () => Number(await readFile(pids, 'utf8').catch(() => '')), {
      timeout: 10_000,
    });
    expect(await isAlive(pid)).toBe(true);
    expect(incidentsOf(await instance.close())).toEqual([]);
    expect(await told).toEqual([]);
    expect(await gone(pid)).toBe(true);
  });

  it('keeps jobs that wait their turn from starting after an abort', async () => {
    const bench = await testBench();
    const abort = new AbortController();
    const instance = await bench.opened(command('cp {input} {output}', { concurrency: 1 }));
    const told: string[] = [];
    for await (const delivery of instance.ask(
      [await bench.job('a'), await bench.job('b'), await bench.job('c')],
      abort.signal,
    )) {
      if (delivery.kind === 'thumbnail') told.push(delivery.key);
      abort.abort();
    }
    expect(told[0]).toBe('a');
    expect(told).not.toContain('c');
  });
});

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

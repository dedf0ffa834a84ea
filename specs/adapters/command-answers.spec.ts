// A program per photo: hostile names reach it as they are, and what it wrote comes back.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deliveries, testBench, toldOf } from './bench.ts';
import { command } from './patient-adapters.ts';

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
    // The first three wait for each other, however slowly they begin; then a fourth gets its time to show itself.
    const threeTogether = 'until [ "$(grep -c + "$0")" -ge 3 ]; do sleep 0.01; done; sleep 0.1';
    const instance = await bench.opened(
      command(`sh -c 'echo + >> "$0"; ${threeTogether}; cp "$1" "$2"; echo - >> "$0"' ${tally} {input} {output}`, {
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

// A module adapter may do anything to its own process; each thing has to come back as one told-apart event.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ModuleOptions, moduleAdapter } from '../../harness/adapters/module.ts';
import { deliveries, fixture, gone, incidentsOf, isAlive, testBench, toldOf } from './bench.ts';

const MEBIBYTE = 1024 * 1024;

function adapter(name: string, options: Partial<ModuleOptions> = {}) {
  return moduleAdapter({ file: fixture(name), batchTimeoutMs: 20_000, memoryLimitBytes: 500 * MEBIBYTE, ...options });
}

describe('a module adapter', () => {
  it('answers each job with the bytes the thumbnailer gave', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('echo'));
    const batch = [await bench.job('a', 'bytes of a'), await bench.job('refuse'), await bench.job('b', 'bytes of b')];
    expect(await deliveries(instance, batch)).toEqual([
      { key: 'a', kind: 'thumbnail', bytes: new Uint8Array(Buffer.from('bytes of a')) },
      { key: 'refuse', kind: 'refused', reason: 'asked to' },
      { key: 'b', kind: 'thumbnail', bytes: new Uint8Array(Buffer.from('bytes of b')) },
    ]);
  });

  it('hands the seed to the exported function and the bench to start()', async () => {
    const bench = await testBench();
    await bench.opened(adapter('echo'));
    const [workspace = ''] = await readdir(bench.folder);
    expect(await readFile(join(bench.folder, workspace, 'started'), 'utf8')).toBe('5 5');
  });

  it('calls stop() when it is closed and keeps what was written', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('echo'));
    const closing = await instance.close();
    expect(closing).toMatchObject({ mutations: [], late: [], incidents: [], log: 'stopped in good order\n' });
    expect(closing.peakRssBytes).toBeGreaterThan(10 * MEBIBYTE);
  });

  it("offers the thumbnailer's own archive form when it has one", async () => {
    const bench = await testBench();
    const [echo, constant] = [await bench.opened(adapter('echo')), await bench.opened(adapter('constant'))];
    const { photo } = await bench.job('a', 'xyz');
    expect(await echo.archive?.(photo)).toEqual(new Uint8Array(Buffer.from('xy')));
    await expect(echo.archive?.({ ...photo, path: join(bench.folder, 'gone') })).rejects.toThrow('ENOENT');
    expect(constant.archive).toBeNull();
  });

  it('passes on second and unasked answers for the judge to see', async () => {
    const bench = await testBench();
    const [twice, strangers] = [
      await bench.opened(adapter('answers-twice')),
      await bench.opened(adapter('answers-strangers')),
    ];
    expect(await toldOf(twice, [await bench.job('a')])).toEqual(['a', 'a']);
    expect(await toldOf(strangers, [await bench.job('a')])).toEqual(['not-a refused: next to a', 'a']);
  });

  it('keeps the end of what it babbles, and drops the rest', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('babbles'));
    expect(await toldOf(instance, [await bench.job('a'), await bench.job('b')])).toEqual(['a', 'b']);
    const { log } = await instance.close();
    expect(log.length).toBeLessThan(200_000);
    expect(log).toMatch(/^\(\d+ earlier bytes dropped\)/);
  });
});

describe('a module adapter that cannot be opened is told apart:', () => {
  const misconfigured = async (file: string) => {
    const bench = await testBench();
    const result = await bench.open(
      moduleAdapter({
        file: file.includes('/') ? file : join(bench.folder, file),
        batchTimeoutMs: 1_000,
        memoryLimitBytes: 500 * MEBIBYTE,
      }),
    );
    return result.kind === 'opened' ? 'opened' : `${result.kind}: ${result.detail}`;
  };

  it('a missing file', async () => {
    expect(await misconfigured('gone.ts')).toMatch(
      /^misconfigured: Expected an adapter file at .*gone\.ts, found none/,
    );
  });

  it.each(['ts', 'mjs'])('a syntax error in a .%s file, with its line', async (extension) => {
    const bench = await testBench();
    const file = join(bench.folder, `broken.${extension}`);
    await writeFile(file, "export default {\n  name: 'broken',\n  thumbnails: = 3,\n};\n");
    expect(await misconfigured(file)).toMatch(
      new RegExp(`^misconfigured: Syntax error in the adapter: .*broken\\.${extension}:3\\b`),
    );
  });

  it('an import that leads nowhere', async () => {
    const bench = await testBench();
    const file = join(bench.folder, 'lost.ts');
    await writeFile(file, "import nothing from './nowhere.ts';\nexport default nothing;\n");
    expect(await misconfigured(file)).toMatch(
      /^misconfigured: The adapter .*lost\.ts imports something that cannot be found: .*nowhere\.ts/,
    );
  });

  it.each([
    ['exports-a-number', 'The default export is 42.'],
    ['exports-no-default', 'found no default export, only thumbnailer.'],
  ])('a wrong export: %s', async (name, found) => {
    const said = await misconfigured(fixture(name));
    expect(said).toMatch(/^misconfigured: Expected the default export to be a Thumbnailer \{ name, thumbnails \}/);
    expect(said).toContain(found);
  });

  it('a start() that fails is unavailable, not misconfigured', async () => {
    const bench = await testBench();
    expect(await bench.open(adapter('starts-badly'))).toEqual({
      kind: 'incident',
      incident: 'unavailable',
      detail: 'start() failed: no licence key',
    });
  });

  it('a module that ends the process while it is loaded', async () => {
    const bench = await testBench();
    const file = join(bench.folder, 'quits.mjs');
    await writeFile(file, 'process.exit(9);');
    expect(await bench.open(moduleAdapter({ file, batchTimeoutMs: 1_000, memoryLimitBytes: 500 * MEBIBYTE }))).toEqual({
      kind: 'incident',
      incident: 'unavailable',
      detail: 'it died while it started: exit code 9',
    });
  });

  it('a module that never finishes loading', async () => {
    const bench = await testBench();
    const file = join(bench.folder, 'spins.mjs');
    await writeFile(file, 'for (;;);');
    expect(
      await bench.open(
        moduleAdapter({ file, batchTimeoutMs: 1_000, memoryLimitBytes: 500 * MEBIBYTE, startTimeoutMs: 1_500 }),
      ),
    ).toEqual({ kind: 'incident', incident: 'unavailable', detail: 'loading it and start() took more than 1500 ms' });
  });
});

describe('the process of a module adapter', () => {
  it.each([
    ['exits', 'crashed: exit code 3'],
    ['segfaults', 'crashed: signal SIGSEGV'],
    ['throws-uncaught', 'crashed: exit code 1; its last words: Error: lens fell off'],
    ['leaves-its-channel', 'crashed: it closed its channel to the harness'],
  ])('that dies (%s) ends every batch in flight once, and each one asked later', async (name, incident) => {
    const bench = await testBench();
    const instance = await bench.opened(adapter(name));
    expect(await toldOf(instance, [await bench.job('a')])).toEqual(['a']);
    const batches = await Promise.all([
      toldOf(instance, [await bench.job('trigger')]),
      toldOf(instance, [await bench.job('trigger', '', 'second')]),
    ]);
    expect(batches).toEqual([[incident], [incident]]);
    expect(await toldOf(instance, [await bench.job('c')])).toEqual([incident]);
    expect(incidentsOf(await instance.close())).toEqual([]);
  });

  it.each(['exits', 'throws-uncaught'])('that dies at once after an answer (%s) still delivers it', async (name) => {
    const bench = await testBench();
    const instance = await bench.opened(adapter(name));
    expect(await toldOf(instance, [await bench.job('a'), await bench.job('trigger')])).toEqual([
      'a',
      expect.stringMatching(/^crashed: exit code/),
    ]);
  });

  it.each(['loops', 'never-answers'])(
    'that is silent too long (%s) is killed as hung, and takes every batch along',
    async (name) => {
      const bench = await testBench();
      const instance = await bench.opened(adapter(name, { batchTimeoutMs: 400 }));
      const batches = await Promise.all([
        toldOf(instance, [await bench.job('trigger')]),
        toldOf(instance, [await bench.job('trigger', '', 'second')]),
      ]);
      const hung = 'hung: nothing was answered for 400 ms; the process was killed';
      expect(batches).toEqual([[hung], [hung]]);
    },
  );

  it('that fills its heap is overweight', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('leaks-heap', { memoryLimitBytes: 160 * MEBIBYTE }));
    expect(await toldOf(instance, [await bench.job('trigger')])).toEqual([expect.stringMatching(/^overweight: /)]);
  });

  it('that fills memory outside its heap is killed as overweight', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('leaks-buffers', { memoryLimitBytes: 300 * MEBIBYTE }));
    expect(await toldOf(instance, [await bench.job('trigger')])).toEqual([
      expect.stringMatching(/^overweight: \d+ MiB resident, allowed are 300;/),
    ]);
  });

  it('lives on after thumbnails() threw', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('throws'));
    expect(await toldOf(instance, [await bench.job('a'), await bench.job('trigger'), await bench.job('b')])).toEqual([
      'a',
      'faulted: cannot open the shutter',
    ]);
    expect(await toldOf(instance, [await bench.job('c')])).toEqual(['c']);
  });

  it.each([
    ['number', 'Expected an answer { key, kind, bytes | reason }, got 42.'],
    ['nothing', 'Expected thumbnails() to give an array of answers or an AsyncIterable, got an object {  }.'],
    ['no-key', "Expected the answer's key to be a string, got undefined."],
    ['odd-kind', "Expected the answer for odd-kind to be of kind 'thumbnail' or 'refused', got \"done\"."],
    ['text-bytes', 'Expected the bytes of the thumbnail for text-bytes to be a Uint8Array, got "pixels".'],
  ])('is faulted for an answer that is none: %s', async (name, complaint) => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('wrong-answers'));
    expect(await toldOf(instance, [await bench.job(name)])).toEqual([`faulted: ${complaint}`]);
  });

  it('is faulted for a thumbnail beyond the limit, which never crosses', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('answers-hugely', { maxAnswerBytes: 1_000_000 }));
    expect(await toldOf(instance, [await bench.job('a'), await bench.job('trigger')])).toEqual([
      'a',
      'faulted: The thumbnail for trigger is too large: 2000000 bytes, at most 1000000 are taken.',
    ]);
  });

  it('is found out when it writes into a delivered buffer, and what was delivered stays as it was', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('reuses-a-buffer'));
    const given = await deliveries(instance, [await bench.job('a'), await bench.job('b')]);
    expect(given.map((delivery) => (delivery.kind === 'thumbnail' ? delivery.bytes[0] : delivery.kind))).toEqual([
      1, 2,
    ]);
    const { mutations } = await instance.close();
    expect(mutations.map(({ key }) => key)).toEqual(['a']);
    expect(mutations[0]?.before).not.toBe(mutations[0]?.after);
  });

  it('takes the processes it started with it', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('outlives-itself'));
    const job = await bench.job('pid');
    expect(await toldOf(instance, [job])).toEqual(['crashed: exit code 0']);
    const pid = Number(await readFile(job.photo.path, 'utf8'));
    expect(pid).toBeGreaterThan(0);
    expect(await gone(pid)).toBe(true);
  });
});

it('a module adapter does not outlive a harness that was killed, even when it is stuck', async () => {
  const bench = await testBench();
  const script = join(bench.folder, 'harness.ts');
  const job = await bench.job('trigger');
  await writeFile(
    script,
    `
    import { moduleAdapter } from ${JSON.stringify(fileURLToPath(new URL('../../harness/adapters/module.ts', import.meta.url)))};
    const adapter = moduleAdapter({ file: ${JSON.stringify(fixture('loops'))}, batchTimeoutMs: 60_000, memoryLimitBytes: 5e8 });
    const result = await adapter.open({ workspace: ${JSON.stringify(bench.folder)}, seed: 1 });
    result.instance.ask([${JSON.stringify(job)}], new AbortController().signal)[Symbol.asyncIterator]().next();
    setTimeout(() => process.stdout.write('asked'), 300);`,
  );
  const jiti = join(dirname(createRequire(import.meta.url).resolve('jiti/package.json')), 'lib', 'jiti-cli.mjs');
  const harness = spawn(process.execPath, [jiti, script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(harness.stdout, 'data');
  const children = await readFile(`/proc/${harness.pid}/task/${harness.pid}/children`, 'utf8');
  const host = Number(children.trim().split(' ')[0]);
  expect(await isAlive(host)).toBe(true);
  harness.kill('SIGKILL');
  expect(await gone(host)).toBe(true);
});

describe('stopping a module adapter', () => {
  it('passes an abort on, and still hands over what then comes', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('stops-never', { graceMs: 500 }));
    const abort = new AbortController();
    const told: string[] = [];
    for await (const delivery of instance.ask([await bench.job('a'), await bench.job('b')], abort.signal)) {
      if (delivery.kind === 'refused') told.push(`${delivery.key} ${delivery.reason}`);
      abort.abort();
    }
    expect(told).toEqual(['a first', 'b aborted']);
  });

  it('kills a stop() that does not end, and says so', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('stops-never', { graceMs: 300 }));
    expect(incidentsOf(await instance.close())).toEqual([
      'hung: stop() had not ended after 300 ms; the process was killed',
    ]);
  });

  it('kills a batch that does not end after an abort', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('never-answers', { graceMs: 300 }));
    const abort = new AbortController();
    const told = toldOf(instance, [await bench.job('trigger')], abort.signal);
    abort.abort();
    expect(await told).toEqual(['hung: a batch had not ended 300 ms after it was aborted; the process was killed']);
  });

  it('keeps the answers of a batch that nobody waits for any more', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('stops-never', { graceMs: 300 }));
    for await (const delivery of instance.ask(
      [await bench.job('a'), await bench.job('b')],
      new AbortController().signal,
    )) {
      expect(delivery).toMatchObject({ key: 'a' });
      break;
    }
    const { late } = await instance.close();
    expect(late).toEqual([{ key: 'b', kind: 'refused', reason: 'aborted' }]);
  });

  it('ends a batch in flight with one incident when it is closed', async () => {
    const bench = await testBench();
    const instance = await bench.opened(adapter('never-answers'));
    const told = toldOf(instance, [await bench.job('trigger')]);
    await instance.close();
    expect(await told).toEqual(['unavailable: the instance was closed before this batch had ended']);
  });
});

// A module adapter in good order: every answer comes back as it was given, and what it wrote is kept.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deliveries, testBench, toldOf } from './bench.ts';
import { fixtureAdapter, MEBIBYTE } from './patient-adapters.ts';

describe('a module adapter', () => {
  it('answers each job with the bytes the thumbnailer gave', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('echo'));
    const batch = [await bench.job('a', 'bytes of a'), await bench.job('refuse'), await bench.job('b', 'bytes of b')];
    expect(await deliveries(instance, batch)).toEqual([
      { key: 'a', kind: 'thumbnail', bytes: new Uint8Array(Buffer.from('bytes of a')) },
      { key: 'refuse', kind: 'refused', reason: 'asked to' },
      { key: 'b', kind: 'thumbnail', bytes: new Uint8Array(Buffer.from('bytes of b')) },
    ]);
  });

  it('hands the seed to the exported function and the bench to start()', async () => {
    const bench = await testBench();
    await bench.opened(fixtureAdapter('echo'));
    const [workspace = ''] = await readdir(bench.folder);
    expect(await readFile(join(bench.folder, workspace, 'started'), 'utf8')).toBe('5 5');
  });

  it('calls stop() when it is closed and keeps what was written', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('echo'));
    const closing = await instance.close();
    expect(closing).toMatchObject({ mutations: [], late: [], incidents: [], log: 'stopped in good order\n' });
    expect(closing.peakRssBytes).toBeGreaterThan(10 * MEBIBYTE);
  });

  it("offers the thumbnailer's own archive form when it has one", async () => {
    const bench = await testBench();
    const [echo, constant] = [
      await bench.opened(fixtureAdapter('echo')),
      await bench.opened(fixtureAdapter('constant')),
    ];
    const { photo } = await bench.job('a', 'xyz');
    expect(await echo.archive?.(photo)).toEqual(new Uint8Array(Buffer.from('xy')));
    await expect(echo.archive?.({ ...photo, path: join(bench.folder, 'gone') })).rejects.toThrow('ENOENT');
    expect(constant.archive).toBeNull();
  });

  it('becomes another version when it is told to, or says why it does not', async () => {
    const bench = await testBench();
    const [echo, constant] = [
      await bench.opened(fixtureAdapter('echo')),
      await bench.opened(fixtureAdapter('constant')),
    ];
    await echo.upgrade?.('2');
    await expect(echo.upgrade?.('3')).rejects.toThrow('there is no version 3');
    expect(constant.upgrade).toBeNull();
  });

  it('is told which photos are gone, where it wants to know, and says what it cannot forget', async () => {
    const bench = await testBench();
    const [echo, constant] = [
      await bench.opened(fixtureAdapter('echo')),
      await bench.opened(fixtureAdapter('constant')),
    ];
    const { photo } = await bench.job('a', 'xyz');
    await echo.forget?.({ ...photo, owner: 'ann', album: 'summer', name: 'a', version: 3 });
    await expect(echo.forget?.({ ...photo, name: 'unforgettable' })).rejects.toThrow('it cannot be forgotten');
    expect((await echo.close()).log).toContain('forgot ann/summer/a version 3\n');
    expect(constant.forget).toBeNull();
  });

  it('ends at once when it is killed, without an incident, and what was in flight with it', async () => {
    const bench = await testBench();
    const silent = await bench.opened(fixtureAdapter('never-answers'));
    const told = toldOf(silent, [await bench.job('trigger')]);
    await silent.kill?.();
    expect(await told).toEqual([]);
    expect((await silent.close()).incidents).toEqual([]);
  });

  it('passes on second and unasked answers for the judge to see', async () => {
    const bench = await testBench();
    const [twice, strangers] = [
      await bench.opened(fixtureAdapter('answers-twice')),
      await bench.opened(fixtureAdapter('answers-strangers')),
    ];
    expect(await toldOf(twice, [await bench.job('a')])).toEqual(['a', 'a']);
    expect(await toldOf(strangers, [await bench.job('a')])).toEqual(['not-a refused: next to a', 'a']);
  });

  it('keeps the end of what it babbles, and drops the rest', async () => {
    const bench = await testBench();
    const instance = await bench.opened(fixtureAdapter('babbles'));
    expect(await toldOf(instance, [await bench.job('a'), await bench.job('b')])).toEqual(['a', 'b']);
    const { log } = await instance.close();
    expect(log.length).toBeLessThan(200_000);
    expect(log).toMatch(/^\(\d+ earlier bytes dropped\)/);
  });
});

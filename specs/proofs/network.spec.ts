// Faults of the network, on real servers and modules: who is right is left alone, who is wrong after one of them is found,
// and the same plan is the same trouble again.

import { join } from 'node:path';
import { execPath } from 'node:process';
import { describe, expect, it } from 'vitest';
import { readyMade } from '../../fixtures/thumbnailers/registry.ts';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { needsProgram } from '../programs.ts';
import { REPOSITORY_ROOT } from '../prove/gate-run.ts';
import { type Load, type LoadInTrouble, onlySo, subject, withoutTrouble } from './loads-in-trouble.ts';

const TIMEOUT_MS = 120_000;
const fixture = (file: string) => join(REPOSITORY_ROOT, 'fixtures', file);
const started = (file: string, rest: string) => [
  '--start',
  `'${execPath}' '${fixture(file)}' ${rest}`,
  '--fits',
  'inside',
];
const PULL = ['--url', 'http://127.0.0.1:{port}/{width}x{height}/{path}'];
const PUSH = ['--post', 'http://127.0.0.1:{port}/{width}x{height}'];
const FETCH = ['--url', 'http://127.0.0.1:{port}/{width}x{height}?from={source}'];
const SHARP = started('thumbnailers/sharp-server.mjs', '{root} {port}');
const READS = 'cut doubled error error-picture reset short stalled trickled whole'.split(' ');
const TRANSFERS = 'abandoned after-error duplicated slow stalled'.split(' ');
const LOAD: Load = {
  seed: 3,
  asks: 100,
  concurrency: 24,
  batch: 4,
  shape: { troubledReads: 0.6, troubledTransfers: 0.6 },
};

/** The kinds of trouble that a history tells of. */
function troublesIn({ history }: LoadInTrouble, of: 'reads' | 'transfers'): readonly string[] {
  const told = history.flatMap((event) => (event.kind === 'troubled' ? event[of] : []));
  return [...new Set(told.map((words) => /: ([a-z-]+)/.exec(words)?.[1] ?? ''))].toSorted();
}

/** What holds of every load on a thumbnailer that is right. */
function leftAlone(load: LoadInTrouble): void {
  expect(load.breaches).toEqual([]);
  expect(load.incidents).toEqual([]);
  expect(load.verified).toBeGreaterThan(40);
  const { asked, beyond, ...fates } = load.fates;
  expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(asked);
  expect([beyond, fates.missing, fates.inFlight]).toEqual([0, 0, 0]);
}

describe('a server that is right', { timeout: TIMEOUT_MS }, () => {
  const upheld = async (flags: readonly string[]) => {
    const { planOf, run } = await subject(flags);
    const load = await run(planOf(LOAD));
    leftAlone(load);
    expect(troublesIn(load, 'transfers')).toEqual(TRANSFERS);
    expect(load.fates.calledOff).toBeGreaterThan(0);
    return load;
  };

  it('is left alone, asked slowly, half, twice, after errors, and hung up on', async () => {
    const load = await upheld([...PULL, ...SHARP]);
    expect(troublesIn(load, 'reads')).toEqual([]);
  });

  it('is left alone, sent photos slowly, half, twice, after errors, and hung up on', async () => {
    await upheld([...PUSH, ...SHARP]);
  });

  it('is left alone where the photos that it fetches come slowly, short, twice, with errors or not at all', async () => {
    const load = await upheld([...FETCH, ...started('servers/fetching-server.mjs', '{port}')]);
    expect(troublesIn(load, 'reads')).toEqual(READS);
  });

  it.each(readyMade.filter(({ name }) => name === 'ipx'))('is left alone: $name', async ({ flags, narrowed }) => {
    await upheld([...flags, ...narrowed]);
  });

  for (const { name, flags, narrowed } of readyMade.filter(({ program }) => program === 'nginx'))
    needsProgram('nginx')(
      `is left alone: ${name}`,
      async () => void (await upheld([...flags, ...narrowed])),
      TIMEOUT_MS,
    );
});

describe('a module that is right', { timeout: TIMEOUT_MS }, () => {
  it.each([
    ['the built-in one', []],
    ['one that makes a picture of whatever came of a photo', ['--adapter', fixture('odd/forgives-damage.ts')]],
    ['one that remembers what it has read', ['--adapter', fixture('odd/source-cache.ts')]],
  ])('is left alone, %s', async (_, flags) => {
    const { planOf, run } = await subject(flags);
    const plan = planOf(LOAD);
    const load = await run(plan);
    leftAlone(load);
    expect(troublesIn(load, 'reads')).toEqual(READS);
    expect(troublesIn(load, 'transfers')).toEqual([]);
  });

  it('is not charged for what does not come of a photo, though it shows the rest', async () => {
    const { planOf, run } = await subject(['--adapter', fixture('odd/forgives-damage.ts'), '--formats', 'jpeg,png']);
    const plan = onlySo(planOf(LOAD), 'read', 'short');
    const [load, whole] = [await run(plan), await run(withoutTrouble(plan))];
    expect(load.breaches).toEqual([]);
    expect(load.fates.answered).toBeGreaterThan(100);
    expect(load.verified).toBeLessThan(whole.verified - 20);
  });
});

describe('a fault of the network', { timeout: TIMEOUT_MS }, () => {
  const withoutTimes = (history: readonly HistoryEvent[]) =>
    history.map((event) => {
      const { atMs: _, ...told } = event;
      return told.kind === 'closed' ? { ...told, peakRssBytes: 0 } : told;
    });

  it('is the same each time a plan is run, and so is all that comes of it', async () => {
    const { planOf, run } = await subject([...FETCH, ...started('servers/fetching-server.mjs', '{port}')]);
    const plan = planOf({ ...LOAD, asks: 60, concurrency: 1, batch: 1 });
    const [first, again] = [await run(plan), await run(plan)];
    expect(first.occurrences.readsInTrouble).toBeGreaterThan(20);
    expect(first.occurrences.requestsInTrouble).toBeGreaterThan(20);
    expect(withoutTimes(again.history)).toEqual(withoutTimes(first.history));
  });

  it('is the same in a crowd, whatever order the answers come in', async () => {
    const { planOf, run } = await subject([...PULL, ...SHARP]);
    const plan = planOf(LOAD);
    const troubles = ({ history }: LoadInTrouble) =>
      withoutTimes(history)
        .filter(({ kind }) => kind === 'troubled' || kind === 'given-up')
        .map((event) => JSON.stringify(event))
        .toSorted();
    const [first, again] = [await run(plan), await run(plan)];
    expect(troubles(again)).toEqual(troubles(first));
    expect(again.occurrences).toEqual(first.occurrences);
  });
});

describe('a thumbnailer that is wrong', { timeout: TIMEOUT_MS }, () => {
  const kindsOf = ({ breaches }: LoadInTrouble) => [...new Set(breaches.map(({ kind }) => kind))];

  it('only on a connection that is used again after an error is found by that', async () => {
    const { planOf, run } = await subject([...PULL, ...started('servers/crossing-server.mjs', '{root} {port}')]);
    const plan = planOf(LOAD);
    expect(kindsOf(await run(onlySo(plan, 'transfer', 'slow')))).toEqual([]);
    const crossed = await run(onlySo(plan, 'transfer', 'after-error'));
    expect(kindsOf(crossed)).toContain('foreign');
    const foreign = crossed.breaches.filter(({ kind }) => kind === 'foreign');
    expect(foreign.every(({ donors }) => donors.length > 0)).toBe(true);
  });

  it.each(['cut', 'reset', 'error'] as const)('only after a fetch that was %s is found by that', async (how) => {
    const { planOf, run } = await subject([
      ...FETCH,
      ...started('servers/fetching-server.mjs', '{port} keeps-the-last'),
    ]);
    const plan = planOf(LOAD);
    expect(kindsOf(await run(withoutTrouble(plan)))).toEqual([]);
    expect(kindsOf(await run(onlySo(plan, 'read', how)))).toEqual(['foreign']);
  });

  it('in that it takes the picture in the body of an error for a photo is told so', async () => {
    const { planOf, run } = await subject([
      ...FETCH,
      ...started('servers/fetching-server.mjs', '{port} ignores-status'),
    ]);
    const plan = planOf(LOAD);
    expect(kindsOf(await run(onlySo(plan, 'read', 'cut')))).toEqual([]);
    expect(kindsOf(await run(onlySo(plan, 'read', 'error-picture')))).toEqual(['fabricated']);
  });

  it.each(['cut', 'reset', 'error'] as const)(
    'only after a read of a file that was %s is found by that',
    async (how) => {
      const { planOf, run } = await subject(['--adapter', fixture('windows/after-a-failed-read.ts')]);
      const plan = planOf(LOAD);
      expect(kindsOf(await run(withoutTrouble(plan)))).toEqual([]);
      expect(kindsOf(await run(onlySo(plan, 'read', how)))).toContain('foreign');
    },
  );
});

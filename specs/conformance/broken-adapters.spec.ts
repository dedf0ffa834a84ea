// A suite that cannot fail proves nothing: each broken adapter is caught by the check that is about it, with a message
// that says why, and adapters that are only unusual pass them all.

import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { adapterConformance } from '../../harness/conformance/adapter-conformance.ts';
import type { Adapter } from '../../harness/model/adapter.ts';
import { BROKEN_ADAPTERS } from './broken-adapters.ts';
import { answerTo, plainAdapter } from './plain-adapter.ts';

/** Only what would wait for ever waits that long. */
const PATIENCE_MS = 2_000;

describe('an adapter that', () => {
  it.each(Object.entries(BROKEN_ADAPTERS))('%s is caught', async (_, { breakIt, caughtBy, saying }) => {
    const checks = adapterConformance(() => plainAdapter(breakIt), { patienceMs: PATIENCE_MS });
    const check = checks.find(({ name }) => name === caughtBy);
    await expect(check?.run()).rejects.toThrow(saying);
  });
});

const UNUSUAL: Readonly<Record<string, () => Adapter>> = {
  'is plain': () => plainAdapter(),
  'answers backwards, all at once': () =>
    plainAdapter(() => ({
      ask: async function* (batch) {
        yield* (await Promise.all(batch.map((job) => answerTo(job)))).toReversed();
      },
    })),
  'takes its time to open and to close': () => {
    const { open, ...adapter } = plainAdapter((sound) => ({
      close: async () => {
        await pause(100);
        return sound.close();
      },
    }));
    return {
      ...adapter,
      open: async (bench) => {
        await pause(100);
        return open(bench);
      },
    };
  },
};

describe.each(Object.entries(UNUSUAL))('an adapter that %s', (_, make) => {
  for (const { name, run } of adapterConformance(make)) it(`passes: ${name}`, run);
});

describe('the suite', () => {
  it('says at once when an adapter does not open', async () => {
    const [check] = adapterConformance(() => ({
      ...plainAdapter(),
      open: async () => ({ kind: 'misconfigured', detail: 'no such file' }),
    }));
    await expect(check?.run()).rejects.toThrow('Expected the adapter to open, got misconfigured: no such file.');
  });

  it('takes photos and an eye of one’s own', async () => {
    const photos = ['one', 'two', 'three', 'four'].map((text) => new Uint8Array(Buffer.from(text)));
    const seen: number[] = [];
    const echo = plainAdapter(() => ({
      ask: async function* (batch) {
        for (const { key } of batch) yield { key, kind: 'thumbnail', bytes: new Uint8Array(1) };
      },
    }));
    const checks = adapterConformance(() => echo, {
      photos,
      eye: async (_, own) => {
        seen.push(own);
        return null;
      },
    });
    await checks.find(({ name }) => name === 'tells one name of several owners apart')?.run();
    expect(seen).toEqual([0, 1, 2]);
  });
});

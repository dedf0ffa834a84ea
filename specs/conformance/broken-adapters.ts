// Adapters that are wrong on purpose, each in one way that somebody's adapter has been, beside the check that must see it.

import { execFile, spawn } from 'node:child_process';
import { copyFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Delivery, Instance, PlainJob } from '../../harness/model/adapter.ts';
import type { Bench } from '../../harness/model/thumbnailer.ts';
import { answerTo } from './plain-adapter.ts';

export type BrokenAdapter = {
  readonly breakIt: (sound: Instance, bench: Bench) => Partial<Instance>;
  readonly caughtBy: string;
  readonly saying: RegExp;
};

const never = () => new Promise<never>(() => {});

/** An `ask` that looks at each batch as a whole. */
function answering(answers: (batch: readonly PlainJob[]) => Promise<readonly Delivery[]>): Partial<Instance> {
  return {
    ask: async function* (batch) {
      yield* await answers(batch);
    },
  };
}

const inOrder = (batch: readonly PlainJob[]) => Promise.all(batch.map((job) => answerTo(job)));

/** Where every instance looks first, by key. */
const sharedAnswers = new Map<string, Delivery>();

export const BROKEN_ADAPTERS: Readonly<Record<string, BrokenAdapter>> = {
  'swaps the keys of neighbours': {
    breakIt: () =>
      answering(async (batch) => {
        const answers = await inOrder(batch);
        return answers.map((answer, at) => ({ ...answer, key: batch[at ^ 1]?.key ?? batch[at]?.key ?? '' }));
      }),
    caughtBy: 'answers with a thumbnail of that very photo',
    saying: /to show photo \d+, got photo \d+/,
  },
  'loses one answer': {
    breakIt: () => answering(async (batch) => (await inOrder(batch)).slice(batch.length > 1 ? 1 : 0)),
    caughtBy: 'answers each job once, under its own key',
    saying: /an answer for each of 4 jobs, got none for job-1/,
  },
  'answers twice': {
    breakIt: () => answering(async (batch) => [...(await inOrder(batch)), ...(await inOrder(batch.slice(0, 1)))]),
    caughtBy: 'answers each job once, under its own key',
    saying: /got a second one/,
  },
  'names its temporary files after the photo': {
    breakIt: (_, { workspace }) =>
      answering(async (batch) => {
        const path = (job: PlainJob) => join(workspace, job.photo.name);
        await Promise.all(batch.map((job) => copyFile(job.photo.path, path(job))));
        return Promise.all(batch.map((job) => answerTo(job, path(job))));
      }),
    caughtBy: 'tells one name of several owners apart',
    saying: /to show photo \d+, got photo \d+/,
  },
  'throws at what is no picture': {
    breakIt: () =>
      answering(async (batch) => {
        const answers = await inOrder(batch);
        if (answers.some(({ kind }) => kind === 'refused')) throw new Error('no picture');
        return answers;
      }),
    caughtBy: 'refuses what is no picture, and its neighbours are unharmed',
    saying: /no picture/,
  },
  'gives something for what is no picture': {
    breakIt: () =>
      answering(async (batch) => {
        const answers = await inOrder(batch);
        return answers.map((one) =>
          one.kind === 'refused' ? { key: one.key, kind: 'thumbnail', bytes: new Uint8Array(8) } : one,
        );
      }),
    caughtBy: 'refuses what is no picture, and its neighbours are unharmed',
    saying: /Expected a refusal/,
  },
  'never ends a batch': {
    breakIt: (sound) => ({
      ask: async function* (batch, signal) {
        yield* sound.ask(batch, signal);
        await never();
      },
    }),
    caughtBy: 'answers each job once, under its own key',
    saying: /the batch to end within/,
  },
  'leaves its files': {
    breakIt: (_, { workspace }) =>
      answering(async (batch) => {
        for (const { key } of batch) await writeFile(join(workspace, `${key}.jpg`), '');
        return inOrder(batch);
      }),
    caughtBy: 'leaves neither files nor processes, and the photos as they were',
    saying: /an empty workspace after close\(\), got 3 files/,
  },
  'leaves a process': {
    breakIt: () =>
      answering(async (batch) => {
        spawn('sleep', ['20'], { detached: true, stdio: 'ignore' }).unref();
        return inOrder(batch);
      }),
    caughtBy: 'leaves neither files nor processes, and the photos as they were',
    saying: /no process after close\(\), got 1, such as \d+: sleep 20/,
  },
  'takes the photos away': {
    breakIt: () =>
      answering(async (batch) => {
        const answers = await inOrder(batch);
        for (const { photo } of batch) await rename(photo.path, `${photo.path}.done`);
        return answers;
      }),
    caughtBy: 'leaves neither files nor processes, and the photos as they were',
    saying: /got it changed or gone/,
  },
  'waits for ever once it is aborted': {
    breakIt: (sound) => ({
      ask: async function* (batch, signal) {
        yield* sound.ask(batch, signal);
        if (signal.aborted) await never();
      },
    }),
    caughtBy: 'ends an aborted batch, and answers the next',
    saying: /the batch to end within/,
  },
  'is of no use after an abort': {
    breakIt: (sound) => {
      let dead = false;
      return {
        ask: async function* (batch, signal) {
          dead ||= signal.aborted;
          if (!dead) yield* sound.ask(batch, signal);
        },
      };
    },
    caughtBy: 'ends an aborted batch, and answers the next',
    saying: /an answer for each of 2 jobs, got none/,
  },
  'never closes': {
    breakIt: () => ({ close: never }),
    caughtBy: 'closes once, however often it is told to',
    saying: /close\(\) to resolve within/,
  },
  'waits for ever when asked after its end': {
    breakIt: (sound) => {
      let closed = false;
      return {
        ask: async function* (batch, signal) {
          if (closed) await never();
          yield* sound.ask(batch, signal);
        },
        close: async () => {
          closed = true;
          return sound.close();
        },
      };
    },
    caughtBy: 'ends what is asked while it closes, and after',
    saying: /the batch to end within/,
  },
  'gives answers to whoever asked last': {
    breakIt: () => {
      let last: readonly PlainJob[] = [];
      return answering(async (batch) => {
        last = batch;
        await pause(20);
        return inOrder(last);
      });
    },
    caughtBy: 'keeps batches that are in flight together apart',
    saying: /for the jobs of this batch, got one for/,
  },
  'lets a shell see names': {
    breakIt: (_, { workspace }) =>
      answering(async (batch) => {
        const copy = join(workspace, 'copy.jpg');
        const answers: Delivery[] = [];
        for (const job of batch) {
          await promisify(execFile)('sh', ['-c', `cp '${job.photo.path}' ${copy}`]).catch(() => null);
          answers.push(await answerTo(job, copy));
        }
        return answers;
      }),
    caughtBy: 'takes every name as it is',
    saying: /to show photo|Expected a thumbnail for/,
  },
  'shares a cache by key with other instances': {
    breakIt: () =>
      answering((batch) =>
        Promise.all(
          batch.map(async (job) => {
            const answer = sharedAnswers.get(job.key) ?? (await answerTo(job));
            sharedAnswers.set(job.key, answer);
            return answer;
          }),
        ),
      ),
    caughtBy: 'opens instances that know nothing of each other',
    saying: /to show photo \d+, got photo \d+/,
  },
  'answers what nobody asked': {
    breakIt: () =>
      answering(async (batch) =>
        batch.length === 0 ? [{ key: 'nobody', kind: 'refused', reason: 'an empty batch' }] : inOrder(batch),
      ),
    caughtBy: 'ends an empty batch',
    saying: /got one for "nobody"/,
  },
};

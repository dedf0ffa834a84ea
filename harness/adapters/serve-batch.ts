// Inside the adapter's process: one batch of the thumbnailer, answer by answer. What it gives is checked here, where a
// wrong or enormous value can still be described, and copied at once, so that a later change to it is not sent.

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { PlainJob } from '../model/adapter.ts';
import type { TroubledRead } from '../model/troubles.ts';
import type { Answer, Job, Photo, Thumbnailer } from '../model/thumbnailer.ts';
import { describe, isRecord, problemWith, type Report } from './host-messages.ts';
import type { Permanence } from './permanence.ts';
import type { BatchOrder } from './turnstile.ts';

/** Nobody reads more of why a photo was refused, and every refusal is kept. */
const REASON_CHARACTERS = 1_000;

/** Sends the answers of a batch, then `ended` or `faulted`. Never rejects. With an `order`, each read and answer waits its turn. */
export async function serveBatch(
  thumbnailer: Thumbnailer,
  { batch, jobs }: { readonly batch: number; readonly jobs: readonly PlainJob[] },
  signal: AbortSignal,
  limits: { readonly maxAnswerBytes: number; readonly permanence: Permanence },
  send: (report: Report) => void,
  order?: BatchOrder,
): Promise<void> {
  const deliver = (value: unknown) => {
    const answer = checkedAnswer(value, limits.maxAnswerBytes);
    if (answer.kind === 'thumbnail') limits.permanence.hold(answer.key, answer.bytes);
    send({ kind: 'answer', batch, answer: copyOf(answer) });
  };
  try {
    const given: unknown = thumbnailer.thumbnails(
      jobs.map((job) => toJob(job, order, (key) => send({ kind: 'met', key }))),
      signal,
    );
    if (isAsyncIterable(given)) {
      for await (const answer of given) {
        deliver(answer);
        await order?.taken(isAnswer(answer) ? answer.key : null);
      }
    } else {
      const answers: unknown = await given;
      if (!Array.isArray(answers))
        throw new TypeError(
          `Expected thumbnails() to give an array of answers or an AsyncIterable, got ${describe(answers)}.`,
        );
      for (const answer of answers) deliver(answer);
      await order?.taken(null);
    }
    send({ kind: 'ended', batch });
  } catch (error) {
    send({ kind: 'faulted', batch, detail: error instanceof Error ? error.message : `thrown: ${describe(error)}` });
  }
}

/** The photo as the port promises it: `bytes` reads `path`, each time anew, and each time with the same trouble, which `onTrouble` is told. */
export function toPhoto(photo: PlainJob['photo'], trouble?: TroubledRead, onTrouble = () => {}): Photo {
  if (trouble === undefined) return { ...photo, bytes: () => readFile(photo.path) };
  return {
    ...photo,
    bytes: () => {
      onTrouble();
      return readWith(trouble, photo.path);
    },
  };
}

function toJob(
  { key, photo, recipe, read }: PlainJob,
  order: BatchOrder | undefined,
  onTrouble: (key: string) => void,
): Job {
  const asked = toPhoto(photo, read, () => onTrouble(key));
  if (order === undefined) return { key, photo: asked, recipe };
  const bytes = async () => {
    await order.read(key);
    // It has waited long enough: what it is about is read at once, with nothing in between.
    return readFileSync(photo.path);
  };
  return { key, photo: { ...asked, bytes }, recipe };
}

/** A read that is known to have failed rejects, whatever had come by then, as that of a file does. */
async function readWith({ lagMs, how }: TroubledRead, path: string): Promise<Uint8Array> {
  await pause(lagMs);
  switch (how) {
    case 'whole':
    case 'trickled':
    case 'stalled':
      return readFile(path);
    case 'short': {
      const whole = await readFile(path);
      return whole.subarray(0, whole.length >> 1);
    }
    case 'doubled': {
      const whole = await readFile(path);
      return Buffer.concat([whole, whole]);
    }
    case 'error':
    case 'error-picture':
      throw readError('EIO', 'i/o error');
    case 'reset':
      throw readError('ECONNRESET', 'connection reset');
    case 'cut':
      throw readError('EPIPE', 'the read ended half-way');
    default:
      return how satisfies never;
  }
}

function readError(code: string, says: string): Error {
  return Object.assign(new Error(`${code}: ${says}, read (as planned by thumbproof)`), { code });
}

function checkedAnswer(value: unknown, maxAnswerBytes: number): Answer {
  if (!isAnswer(value)) throw new TypeError(problemWith(value) ?? '');
  if (value.kind === 'refused')
    return { key: value.key, kind: 'refused', reason: value.reason.slice(0, REASON_CHARACTERS) };
  if (value.bytes.byteLength > maxAnswerBytes) {
    throw new RangeError(
      `The thumbnail for ${value.key} is too large: ${value.bytes.byteLength} bytes, at most ${maxAnswerBytes} are taken.`,
    );
  }
  return value;
}

function isAnswer(value: unknown): value is Answer {
  return problemWith(value) === null;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return isRecord(value) && Symbol.asyncIterator in value;
}

/** The message is written a moment later; what was delivered is what the bytes are now. */
function copyOf(answer: Answer): Answer {
  return answer.kind === 'thumbnail'
    ? { key: answer.key, kind: 'thumbnail', bytes: new Uint8Array(answer.bytes) }
    : answer;
}

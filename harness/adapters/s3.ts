// A thumbnailer that hears of photos put into a bucket and puts thumbnails into another: nobody is called, so the answer
// is waited for. An older thumbnail of the photo is removed first, or it would be taken for the answer.

import { readFile } from 'node:fs/promises';
import type { Adapter, Closing, Delivery, OpenResult, PlainJob } from '../model/adapter.ts';
import type { Bench } from '../model/thumbnailer.ts';
import { MAX_OUTPUT_BYTES } from './byte-limits.ts';
import { deliveryOfExchange } from './http-answer.ts';
import { type Exchange, httpClient } from './http-client.ts';
import { photoByPhoto } from './in-turns.ts';
import { complaintAbout, fillIn, JOB_PLACEHOLDERS, jobValues, toldBy } from './placeholders.ts';
import { stoppableClock } from './pausing.ts';
import { type S3Credentials, s3Client } from './s3-client.ts';
import { type Server, type ServerOptions, serverValues, startServer } from './server-process.ts';

export type S3Options = {
  /** Such as `http://127.0.0.1:4568`. */
  readonly endpoint: string;
  readonly sourceBucket: string;
  readonly thumbBucket: string;
  /** The thumbnail's object, such as `{object}` or `{width}x{height}/{object}`; `{object}` is `owner/album/name`. */
  readonly thumbKey: string;
  readonly credentials: S3Credentials;
  readonly server: ServerOptions | null;
  /** How long a thumbnail may take to appear; after it the photo counts as refused. */
  readonly timeoutMs: number;
  /** By default 64 MiB. */
  readonly maxOutputBytes?: number;
  readonly name?: string;
};

const CONNECTIONS = 64;
/** Polls come less often the longer it takes. */
const POLL_MS = { first: 15, most: 500, grows: 1.4 };
const KNOWN = ['object', ...JOB_PLACEHOLDERS, 'version'] as const;

export function s3Adapter(options: S3Options): Adapter {
  const name = options.name ?? `${options.endpoint} ${options.sourceBucket} to ${options.thumbBucket}`;
  const complaint = URL.canParse(options.endpoint)
    ? complaintAbout(options.thumbKey, KNOWN, [], '--thumb-key')
    : `Expected --s3 to be an address such as http://127.0.0.1:4568, got ${options.endpoint}.`;
  return {
    name,
    told: toldBy(options.thumbKey, false),
    open: async (bench) => (complaint === null ? openS3(options, bench) : { kind: 'misconfigured', detail: complaint }),
  };
}

async function openS3(options: S3Options, bench: Bench): Promise<OpenResult> {
  const { timeoutMs, maxOutputBytes = MAX_OUTPUT_BYTES } = options;
  const clock = stoppableClock();
  const limits = { timeoutMs, maxBodyBytes: maxOutputBytes, connections: CONNECTIONS };
  const client = httpClient({ ...limits, keepAlive: true, clock });
  const s3 = s3Client(options.endpoint, options.credentials, client);
  let server: Server | null = null;
  if (options.server !== null) {
    const values = await serverValues(bench.workspace);
    const ready = options.server.ready ?? options.endpoint;
    const started = URL.canParse(ready)
      ? await startServer(options.server, values, new URL(ready), client, clock)
      : ({ kind: 'misconfigured', detail: `Expected --ready to be an address, got ${ready}.` } as const);
    if ('kind' in started) {
      client.close();
      return started;
    }
    server = started;
  }
  /** One photo's asks go one after the other: two recipes of it would wait for one object. */
  const objects = new Map<string, Promise<unknown>>();

  const ask = async (job: PlainJob, object: string, kill: AbortSignal): Promise<Exchange | 'never'> => {
    const { recipe, photo } = job;
    const thumbnail = { bucket: options.thumbBucket, object: thumbObject(options.thumbKey, job, object) };
    const removed = await s3({ method: 'DELETE', ...thumbnail }, kill);
    if (removed.kind !== 'response') return removed;
    const told = { ...recipe, owner: photo.owner, album: photo.album, version: photo.version, key: job.key };
    const headers = Object.fromEntries(
      Object.entries(told).map(([name, value]) => [`x-amz-meta-${name}`, encodeURIComponent(value)] as const),
    );
    const body = new Uint8Array(await readFile(photo.path));
    const put = await s3({ method: 'PUT', bucket: options.sourceBucket, object, headers, body }, kill);
    if (put.kind !== 'response' || put.status >= 300) return put;
    const deadline = clock.now() + timeoutMs;
    for (let waitMs = POLL_MS.first; ; waitMs = Math.min(POLL_MS.most, waitMs * POLL_MS.grows)) {
      const got = await s3({ method: 'GET', ...thumbnail }, kill);
      if (!isYetToCome(got)) return got;
      if (clock.now() > deadline) return got.kind === 'response' && got.status === 404 ? 'never' : got;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  };

  const thumbnail = async (job: PlainJob, kill: AbortSignal): Promise<Delivery | null> => {
    const object = [job.photo.owner, job.photo.album, job.photo.name].join('/');
    const before = objects.get(object) ?? Promise.resolve();
    const asked = before.then(() => ask(job, object, kill));
    objects.set(
      object,
      asked.catch(() => {}),
    );
    const exchange = await asked;
    if (exchange === 'never')
      return { key: job.key, kind: 'refused', reason: `no thumbnail appeared within ${timeoutMs} ms` };
    const isAnswer = exchange.kind === 'response' || exchange.kind === 'too-large' || exchange.kind === 'cancelled';
    return deliveryOfExchange(job.key, exchange, isAnswer ? null : ((await server?.deathSoon()) ?? null), timeoutMs);
  };
  const close = async (): Promise<Closing> => {
    const { peakRssBytes, log } = (await server?.stop()) ?? { peakRssBytes: 0, log: '' };
    client.close();
    return { mutations: [], late: [], incidents: [], peakRssBytes, log };
  };
  const living = server === null ? {} : { living: server.living };
  return { kind: 'opened', instance: photoByPhoto({ concurrency: CONNECTIONS, thumbnail, close, ...living }) };
}

/** Not there, or still being written: simple stores show an object before it is whole, with no length or too small a one. */
function isYetToCome(got: Exchange): boolean {
  if (got.kind === 'broken') return true;
  return got.kind === 'response' && (got.status === 404 || (got.status === 200 && got.body.byteLength === 0));
}

function thumbObject(template: string, job: PlainJob, object: string): string {
  return fillIn(template, { ...jobValues(job), version: String(job.photo.version), object });
}

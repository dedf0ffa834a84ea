// A thumbnailer that is a server: asked for each photo's thumbnail by its address (pull), or sent the photo itself
// (push). It may be started by us, and be given its photos in a folder or from an origin of ours.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adapter, Closing, Delivery, OpenResult, PlainJob } from '../model/adapter.ts';
import type { Bench } from '../model/thumbnailer.ts';
import { isGivenUp } from '../model/troubles.ts';
import { MAX_OUTPUT_BYTES } from './byte-limits.ts';
import { deliveryOfExchange } from './http-answer.ts';
import { httpClient, type HttpRequest } from './http-client.ts';
import { unavailable } from './incident.ts';
import { type Origin, startOrigin } from './origin.ts';
import { photoByPhoto } from './in-turns.ts';
import { misconfiguredAdapter } from './misconfigured-adapter.ts';
import { type PhotoRoot, openPhotoRoot } from './photo-root.ts';
import { fillIn, namesIn } from './placeholders.ts';
import { stoppableClock } from './pausing.ts';
import { errorCode } from './process-group.ts';
import { troubledExchange } from './troubled-exchange.ts';
import { type Server, type ServerOptions, serverValues, startServer } from './server-process.ts';
import { parseUrlTemplate, type UrlTemplate } from './url-template.ts';

export type HttpOptions = {
  /** `pull` asks for a thumbnail with GET; `push` sends the photo with POST. */
  readonly way: 'pull' | 'push';
  /** Such as `http://127.0.0.1:8080/{width}x{height}/{path}`. */
  readonly template: string;
  /** Where photos are laid for the server to read; null: a folder of the run, where the template asks for one. */
  readonly root: string | null;
  /** The port of our origin, used where the template says `{source}`; null: a free one. */
  readonly originPort: number | null;
  readonly server: ServerOptions | null;
  readonly timeoutMs: number;
  /** By default true. */
  readonly keepAlive?: boolean;
  /** By default 256. */
  readonly connections?: number;
  readonly maxOutputBytes?: number;
  readonly name?: string;
};

const CONNECTIONS = 256;

export function httpAdapter(options: HttpOptions): Adapter {
  const name = options.name ?? options.template;
  const template = parseUrlTemplate(options.template, options.way === 'pull' ? '--url' : '--post');
  const complaint = template.kind === 'invalid' ? template.detail : sourceComplaint(options.way, template);
  if (template.kind === 'invalid' || complaint !== null) return misconfiguredAdapter(name, complaint ?? '');
  return { name, told: template.told, open: (bench) => openHttp(options, template, bench) };
}

function sourceComplaint(way: HttpOptions['way'], { mentions }: UrlTemplate): string | null {
  if (way === 'push' || mentions.has('path') || mentions.has('source')) return null;
  return 'Expected {path} in the --url, for a server that reads the folder of --root, or {source}, for one that fetches photos from the address it is given; found neither.';
}

async function openHttp(options: HttpOptions, template: UrlTemplate, bench: Bench): Promise<OpenResult> {
  const opened: (() => Promise<unknown>)[] = [];
  const undone = async (result: OpenResult): Promise<OpenResult> => {
    for (const undo of opened.toReversed()) await undo();
    return result;
  };
  const { timeoutMs, maxOutputBytes = MAX_OUTPUT_BYTES, keepAlive = true, connections = CONNECTIONS } = options;
  const clock = stoppableClock();
  const client = httpClient({ timeoutMs, maxBodyBytes: maxOutputBytes, connections, keepAlive, clock });
  opened.push(async () => client.close());

  const folder = options.root ?? join(bench.workspace, 'root');
  const wantsRoot = options.root !== null || template.mentions.has('path') || startMentions(options, 'root');
  let root: PhotoRoot | null = null;
  if (wantsRoot) {
    const made = await openPhotoRoot(folder);
    if (typeof made === 'string') return undone({ kind: 'misconfigured', detail: made });
    root = made;
    opened.push(made.clear);
  }
  let origin: Origin | null = null;
  if (template.mentions.has('source')) {
    try {
      origin = await startOrigin(options.originPort ?? 0);
    } catch (error) {
      return undone(unavailable(`The origin of the photos cannot listen there: ${errorCode(error)}. Free the port.`));
    }
    opened.push(origin.close);
  }
  const values = await serverValues(bench.workspace, folder);
  let server: Server | null = null;
  if (options.server !== null) {
    const ready = readyUrl(options.server, options.template, values);
    const started =
      ready === null
        ? ({
            kind: 'misconfigured',
            detail: `Expected --ready to be an address, got ${options.server.ready}.`,
          } as const)
        : await startServer(options.server, values, ready, client, clock);
    if ('kind' in started) return undone(started);
    server = started;
  }

  const transfers: string[] = [];
  const thumbnail = async (job: PlainJob, kill: AbortSignal): Promise<Delivery | null> => {
    await root?.lay(job.photo);
    const url = template.urlFor(job, values, origin?.offer(job) ?? '');
    const request = await requestFor(options.way, url, job);
    const { transfer } = job;
    const exchange =
      transfer === undefined
        ? await client.send(request, kill)
        : await troubledExchange(request, transfer, { timeoutMs, maxBodyBytes: maxOutputBytes }, kill);
    if (transfer !== undefined && exchange.kind !== 'cancelled') transfers.push(job.key);
    // Whoever hangs up is owed nothing, and has nothing to complain of.
    if (transfer !== undefined && isGivenUp(transfer) && exchange.kind === 'broken') return null;
    const isAnswer = exchange.kind === 'response' || exchange.kind === 'too-large' || exchange.kind === 'cancelled';
    const death = isAnswer ? null : ((await server?.deathSoon()) ?? null);
    return deliveryOfExchange(job.key, exchange, death, timeoutMs);
  };
  const close = async (): Promise<Closing> => {
    const { peakRssBytes, log } = (await server?.stop()) ?? { peakRssBytes: 0, log: '' };
    for (const undo of opened.toReversed()) await undo();
    const again = client.sentAgain();
    const met = { reads: origin?.met() ?? [], transfers };
    const note = `${again} requests met a connection that the server had offered to keep and closed; they were sent again on a new one.\n`;
    return { mutations: [], late: [], incidents: [], peakRssBytes, log: (again > 0 ? note : '') + log, met };
  };
  return {
    kind: 'opened',
    instance: photoByPhoto({
      concurrency: connections,
      thumbnail,
      close,
      readsThroughUs: origin !== null,
      transfers: true,
      ...(server === null ? {} : { living: server.living }),
    }),
  };
}

async function requestFor(way: HttpOptions['way'], url: URL, { photo, recipe }: PlainJob): Promise<HttpRequest> {
  const headers = { accept: `image/${recipe.format}, image/*;q=0.8` };
  if (way === 'pull') return { method: 'GET', url, headers };
  const body = await readFile(photo.path);
  return { method: 'POST', url, headers: { ...headers, 'content-type': 'application/octet-stream' }, body };
}

function startMentions({ server }: HttpOptions, name: string): boolean {
  return server !== null && namesIn(server.start).has(name);
}

/** Where the server is asked whether it is there: as given, else the root of the address it will be asked at. */
function readyUrl({ ready }: ServerOptions, template: string, values: Readonly<Record<string, string>>): URL | null {
  const root = /^https?:\/\/[^/?#]+/i.exec(fillIn(template, values))?.[0] ?? '';
  const text = ready === null ? `${root}/` : fillIn(ready, values);
  return URL.canParse(text) ? new URL(text) : null;
}

// A thumbnailing proxy fetches its sources over HTTP. This is the server it fetches them from: every photo that was asked
// for, under owner, album and name, on loopback, with the validators that caches rely on.

import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { PlainJob } from '../model/adapter.ts';
import type { TroubledRead } from '../model/troubles.ts';
import { answerWithTrouble } from './troubled-answer.ts';
import { encodedPath } from './url-template.ts';

export type Origin = {
  /**
   * Offers the photo from now on, and gives its address. The file's present content is served, whatever the version; the
   * next time with the trouble of the job, if it has one.
   */
  readonly offer: (job: Pick<PlainJob, 'key' | 'photo' | 'read'>) => string;
  /** The keys of the jobs whose trouble was met. */
  readonly met: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** Listens on 127.0.0.1; `port` 0 takes a free one. Rejects when the port is taken. */
export async function startOrigin(port: number): Promise<Origin> {
  const files = new Map<string, string>();
  const troubles = createTroubles();
  const server = createServer((request, response) => {
    void troubled(request, response, files, troubles).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const at = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}/`;
  return {
    offer: ({ key, photo, read }) => {
      const path = encodedPath(photo);
      if (read !== undefined) troubles.await(plainly(path), { key, read });
      files.set(plainly(path), photo.path);
      return at + path;
    },
    met: troubles.met,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Troubles = {
  readonly await: (place: string, trouble: KeyedRead) => void;
  /** Each once, in the order of their offers. */
  readonly next: (place: string) => TroubledRead | undefined;
  readonly met: () => readonly string[];
};
type KeyedRead = { readonly key: string; readonly read: TroubledRead };

function createTroubles(): Troubles {
  const waiting = new Map<string, KeyedRead[]>();
  const met: string[] = [];
  return {
    await: (place, trouble) => void waiting.set(place, [...(waiting.get(place) ?? []), trouble]),
    next: (place) => {
      const trouble = waiting.get(place)?.shift();
      if (trouble !== undefined) met.push(trouble.key);
      return trouble?.read;
    },
    met: () => met,
  };
}

async function troubled(
  request: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, string>,
  troubles: Troubles,
) {
  const place = placeOf(request);
  // Whoever only asks what there is has not read it.
  const trouble = files.has(place) && request.method === 'GET' ? troubles.next(place) : undefined;
  const whole = () => serve(request, response, files);
  if (trouble === undefined) return whole();
  const photo = async () => {
    const bytes = await readFile(files.get(place) ?? '');
    return { bytes, type: typeOf(bytes) };
  };
  return answerWithTrouble(response, trouble, photo, whole);
}

function placeOf({ url = '' }: IncomingMessage): string {
  return plainly(url.replace(/^\/+/, '').replace(/\?.*$/, ''));
}

async function serve(request: IncomingMessage, response: ServerResponse, files: ReadonlyMap<string, string>) {
  const path = files.get(placeOf(request));
  if (path === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(path === undefined ? 404 : 405).end();
    return;
  }
  const file = await open(path);
  try {
    const { size, mtimeMs, ino } = await file.stat();
    const start = Buffer.alloc(16);
    await file.read(start, 0, start.length, 0);
    const etag = `"${ino.toString(36)}-${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    const headers = { etag, 'last-modified': new Date(mtimeMs).toUTCString(), 'content-type': typeOf(start) };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'content-length': size });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream('', { fd: file.fd, autoClose: false, start: 0, end: size - 1 }), response);
  } finally {
    await file.close();
  }
}

/** Proxies encode a path anew, and may encode less or more of it: addresses are compared decoded. */
function plainly(path: string): string {
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return path;
  }
}

/** By its first bytes: an archived photo keeps its name, whatever its form. */
function typeOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xd8) return 'image/jpeg';
  if (start.toString('latin1', 1, 4) === 'PNG') return 'image/png';
  if (start.toString('latin1', 0, 3) === 'GIF') return 'image/gif';
  if (start.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  return start.toString('latin1', 4, 8) === 'ftyp' ? 'image/avif' : 'application/octet-stream';
}

// Painting and encoding thousands of photos leaves a process with hundreds of megabytes that its allocator never gives
// back, run after run. So they are made in processes of their own, which end with the last photo, and on as many cores.

import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NO_CARRIERS, type CarrierOf } from '../model/carrier.ts';
import type { PhotoPlan } from '../model/plan.ts';
import type { ArchiveForm } from './archive.ts';
import { makePicture } from './make-picture.ts';
import type { PictureMade, PictureOrder } from './picture-messages.ts';

export type Studio = {
  /** As makePicture. Rejects with what that rejects with, or when the process that was to make the picture has died. */
  readonly make: (photo: PhotoPlan, form: ArchiveForm | null) => Promise<Uint8Array>;
  /** Ends the processes; what they had not made by then is never given. */
  readonly close: () => void;
};

/** A few pictures are made sooner than a process is started. */
const MADE_HERE = 64;
/** More only hold more memory: so many keep up with any disk. */
const PROCESSES_MAX = 4;
/** So much of what a process says before it dies is told. */
const LAST_WORDS_CHARS = 500;

export function openStudio(nonce: string, carrierOf: CarrierOf = NO_CARRIERS): Studio {
  const size = Math.min(PROCESSES_MAX, availableParallelism());
  const painters: Painter[] = [];
  let begun = 0;
  return {
    make: async (photo, form) => {
      begun += 1;
      if (begun <= MADE_HERE) return makePicture(nonce, photo, form, carrierOf);
      if (painters.length < size) painters.push(startPainter());
      const idlest = painters.reduce((a, b) => (b.owed() < a.owed() ? b : a));
      const carrier = photo.carrier === null ? null : carrierOf(photo.carrier.digest);
      return idlest.make({ id: begun, nonce, photo, form, carrier });
    },
    close: () => {
      for (const painter of painters) painter.end();
    },
  };
}

type Painter = {
  readonly make: (order: PictureOrder) => Promise<Uint8Array>;
  /** Pictures that were asked of it and not given yet. */
  readonly owed: () => number;
  readonly end: () => void;
};

type Awaited = { readonly resolve: (bytes: Uint8Array) => void; readonly reject: (error: Error) => void };

function startPainter(): Painter {
  const child = forkPainter();
  const awaited = new Map<number, Awaited>();
  let lastWords = '';
  let death: Error | null = null;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS_CHARS);
  });
  const die = (end: string) => {
    const said = lastWords.trim() === '' ? '' : `; its last words: ${lastWords.trim()}`;
    death ??= new Error(
      `Expected the process that makes the photos to live on, got its end (${end}${said}). If the machine is short of memory, ask for smaller --sizes or close something; then run again.`,
    );
    for (const { reject } of awaited.values()) reject(death);
    awaited.clear();
  };
  child.once('error', (error) => die(error.message));
  child.once('close', (code, signal) => die(signal === null ? `exit code ${code}` : `signal ${signal}`));
  child.on('message', (made: PictureMade) => {
    const order = awaited.get(made.id);
    awaited.delete(made.id);
    if (made.kind === 'made') order?.resolve(made.bytes);
    else order?.reject(Object.assign(new Error(made.message), { name: made.name }));
  });
  return {
    make: async (order) =>
      new Promise((resolve, reject) => {
        if (death !== null) return reject(death);
        awaited.set(order.id, { resolve, reject });
        // What cannot be sent was for a process that is gone, of which `close` tells.
        return void child.send(order, undefined, undefined, () => {});
      }),
    owed: () => awaited.size,
    end: () => child.kill('SIGKILL'),
  };
}

/**
 * In a group of its own, because Ctrl-C is for the run to answer. From source it is started through jiti's command line,
 * because Node 20 cannot run TypeScript.
 */
function forkPainter(): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = fileURLToPath(new URL(fromSource ? './picture-process.ts' : './picture-process.js', import.meta.url));
  const jiti = () => join(dirname(createRequire(import.meta.url).resolve('jiti/package.json')), 'lib', 'jiti-cli.mjs');
  return fork(fromSource ? jiti() : entry, fromSource ? [entry] : [], {
    serialization: 'advanced',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
}

// A decoder works on a thread of Node's pool, and how long it takes is chance. Where the pool has one thread, and that
// thread waits for us, work comes back when we say so, however busy the machine is.

import { execFileSync } from 'node:child_process';
import { openSync, read, rmSync, writeSync } from 'node:fs';

export type ThreadHold = {
  /** The thread stops here, after all the work that it was given so far. */
  readonly stop: () => void;
  /** It goes on to the next stop; without effect where it is not stopped. */
  readonly goOn: () => void;
  /** Stops that it has not passed. */
  readonly stops: () => number;
};

/** Null where a pipe with a name cannot be had. `ownWork` is called around what is not the thumbnailer's work. */
export function threadHold(path: string, ownWork: (work: () => void) => void): ThreadHold | null {
  let pipe: number;
  try {
    rmSync(path, { force: true });
    execFileSync('mkfifo', [path], { stdio: 'ignore' });
    // Both ends, so that neither waits for the other to be opened.
    pipe = openSync(path, 'r+');
    // The workspace is the thumbnailer's: it finds nothing of ours there.
    rmSync(path);
  } catch {
    return null;
  }
  let stops = 0;
  const byte = new Uint8Array(1);
  return {
    stop() {
      stops += 1;
      ownWork(() => read(pipe, new Uint8Array(1), 0, 1, null, () => {}));
    },
    goOn() {
      if (stops === 0) return;
      stops -= 1;
      writeSync(pipe, byte);
    },
    stops: () => stops,
  };
}

// A command with a background grandchild holds the output pipe open, and one that ignores signals never ends.
// So every command leads a process group of its own; at its exit, or at its deadline, the whole group is killed,
// and nobody waits for its pipes. POSIX only: Windows has no process groups.

import { type ChildProcess, spawn } from 'node:child_process';
import { kill } from 'node:process';
import { cappedLog } from './capped-log.ts';
import { watchDisk } from './disk-watch.ts';
import type { ProcessMark } from './process-mark.ts';

/** How a command ended. `flooded` its pipes, or `overfilled` its share of the disk; `unspawnable`: it never ran; `code` is that of the system, such as ENOENT. */
export type CommandEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'flooded'; readonly writtenBytes: number }
  | { readonly kind: 'overfilled' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unspawnable'; readonly code: string };

export type CommandOptions = {
  readonly program: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
  /** More than this on stdout and stderr together ends it as `flooded`. */
  readonly maxWrittenBytes: number;
  /** Where its outputs go, a file or a folder; when they take more of the disk than this it ends as `overfilled`. */
  readonly outputs: { readonly path: string; readonly maxBytes: number };
  /** Its own, so that what left its group can be found when it came to a bad end. */
  readonly mark: ProcessMark;
  /** Aborting kills the group at once. */
  readonly signal: AbortSignal;
};

/** Pipes get this long to deliver what was already written before the exit. */
const DRAIN_MS = 1_000;

/** Runs a command, in our own working folder, to its end. Never rejects. `stdout` and `stderr` are the tails of what it wrote. */
export async function runCommand(
  options: CommandOptions,
): Promise<{ readonly end: CommandEnd; readonly stdout: string; readonly stderr: string }> {
  const stdout = cappedLog();
  const stderr = cappedLog();
  if (options.signal.aborted) return { end: { kind: 'cancelled' }, stdout: '', stderr: '' };
  const end = await new Promise<CommandEnd>((resolve) => {
    let child: ChildProcess;
    try {
      const { env } = options.mark;
      child = spawn(options.program, [...options.args], { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env });
    } catch (error) {
      // Arguments that no process can take (a NUL byte in a name) are refused by spawn itself.
      resolve({ kind: 'unspawnable', code: errorCode(error) });
      return;
    }
    let early: CommandEnd | undefined;
    const endEarly = (reason: CommandEnd) => {
      early ??= reason;
      killGroup(child.pid);
      if (reason.kind !== 'cancelled') options.mark.sweep();
    };
    const deadline = setTimeout(() => endEarly({ kind: 'timed-out' }), options.timeoutMs);
    const { path, maxBytes } = options.outputs;
    const endWatch = watchDisk(path, maxBytes, () => endEarly({ kind: 'overfilled' }));
    const cancel = () => endEarly({ kind: 'cancelled' });
    options.signal.addEventListener('abort', cancel, { once: true });
    for (const [stream, log] of [
      [child.stdout, stdout],
      [child.stderr, stderr],
    ] as const) {
      stream?.on('data', (chunk: Buffer) => {
        log.write(chunk);
        const writtenBytes = stdout.totalBytes() + stderr.totalBytes();
        if (writtenBytes > options.maxWrittenBytes) endEarly({ kind: 'flooded', writtenBytes });
      });
    }
    const finish = (finalEnd: CommandEnd) => {
      clearTimeout(deadline);
      endWatch();
      options.signal.removeEventListener('abort', cancel);
      resolve(early ?? finalEnd);
    };
    child.once('error', (error) => finish({ kind: 'unspawnable', code: errorCode(error) }));
    child.once('exit', (code, signal) => {
      killGroup(child.pid);
      // A shell says 128 and the number of the signal of what it ran.
      if (early === undefined && (code === null || code > 128)) options.mark.sweep();
      void drained(child).then(() =>
        finish(signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'signalled', signal }),
      );
    });
  });
  return { end, stdout: stdout.text(), stderr: stderr.text() };
}

/** Kills every process of the group that `pid` leads, stopped ones too; a group that is already gone is fine. */
export function killGroup(pid: number | undefined): void {
  signalGroup(pid, 'SIGKILL');
}

/** To every process of the group that `pid` leads; a group that is already gone is fine. */
export function signalGroup(pid: number | undefined, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  if (pid === undefined) return;
  try {
    kill(-pid, signal);
  } catch (error) {
    // EPERM is what macOS says of a group of zombies.
    if (errorCode(error) !== 'ESRCH' && errorCode(error) !== 'EPERM') throw error;
  }
}

/** Resolves when the pipes of an exited process are read to their end, or after a bounded time; then lets go of them. */
export async function drained(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    child.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  // A process that left the group could still hold them.
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** The `code` of a system error, its message otherwise. */
export function errorCode(error: unknown): string {
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return String(error);
}

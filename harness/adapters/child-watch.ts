// A stuck or bloated process cannot be trusted to say so. From outside, its silence and its resident memory are
// looked at a few times a second. Silence is counted in looks, not by the clock: when our own process was busy or the
// machine asleep, nobody was listening, and that must not be held against the thumbnailer.

import { readFile } from 'node:fs/promises';

export type ChildWatch = {
  /** Something came from the process, or something new was asked of it. */
  readonly heard: () => void;
  /** The largest resident size seen, in bytes; 0 where the system does not tell (anything but Linux). */
  readonly peakRssBytes: () => Promise<number>;
  readonly stop: () => void;
};

export type ChildWatchOptions = {
  readonly pid: number;
  readonly silenceMs: number;
  readonly memoryLimitBytes: number;
  /** Silence counts only while something is owed. */
  readonly owes: () => boolean;
  readonly onSilence: () => void;
  readonly onOverweight: (rssBytes: number) => void;
};

const LOOK_MS = 100;

export function watchChild(options: ChildWatchOptions): ChildWatch {
  const lookMs = Math.min(LOOK_MS, options.silenceMs / 2);
  const looksAllowed = Math.ceil(options.silenceMs / lookMs);
  let silentLooks = 0;
  let peakRssBytes = 0;
  let stopped = false;
  const weigh = async () => {
    const { residentBytes, peakBytes } = await memoryOf(options.pid);
    peakRssBytes = Math.max(peakRssBytes, peakBytes);
    if (residentBytes > options.memoryLimitBytes && !stopped) options.onOverweight(residentBytes);
  };
  const timer = setInterval(() => {
    void weigh();
    silentLooks = options.owes() ? silentLooks + 1 : 0;
    // What waits in the pipe is read before the verdict: a look may come late, right after a long pause of ours.
    if (silentLooks >= looksAllowed)
      setImmediate(() => {
        if (silentLooks >= looksAllowed && !stopped) options.onSilence();
      });
  }, lookMs);
  return {
    heard: () => {
      silentLooks = 0;
    },
    peakRssBytes: async () => {
      await weigh();
      return peakRssBytes;
    },
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}

/** Resident size now and at its highest, from Linux's /proc; zeros elsewhere and for a process that is gone. */
async function memoryOf(pid: number): Promise<{ readonly residentBytes: number; readonly peakBytes: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return { residentBytes: kibibytes(status, 'VmRSS') * 1024, peakBytes: kibibytes(status, 'VmHWM') * 1024 };
}

function kibibytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}

// An adapter that leaves a process behind harms whoever comes after it, and such a process is nobody's child any more.
// What is started while a census runs inherits a variable of its own, and by that Linux shows it, wherever it went.

import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { env } from 'node:process';

export type Census = {
  /** Processes alive, each as `pid: command line`; always none where there is no /proc. Zombies do not count. */
  readonly alive: () => Promise<readonly string[]>;
  /** From here on, what is started is not counted. */
  readonly end: () => void;
};

/** Counts what this process starts from now on, and what that starts. */
export function startCensus(): Census {
  const variable = `THUMBNAILER_CENSUS_${randomUUID().replaceAll('-', '')}`;
  env[variable] = '1';
  return {
    alive: async () => {
      const found: string[] = [];
      for (const pid of await readdir('/proc').catch((): string[] => [])) {
        if (!/^\d+$/.test(pid)) continue;
        // The environment of a zombie is empty.
        const environ = await readFile(`/proc/${pid}/environ`).catch(() => Buffer.of());
        if (!environ.includes(`${variable}=`)) continue;
        const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
        found.push(`${pid}: ${words.replaceAll('\0', ' ').trim()}`);
      }
      return found;
    },
    end: () => {
      delete env[variable];
    },
  };
}

// A process that calls setsid leaves its group, and a kill of the group leaves it behind, to write into folders that
// are somebody else's by then. So all that we start carries a mark in its environment, by which Linux shows it to us.

import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { env, kill } from 'node:process';

const VARIABLE = 'STARTED_BY_THUMBPROOF';
/** A process that forks while we look is met in the next pass; one that forks faster than this many is given up on. */
const PASSES_MAX = 20;

export type ProcessMark = {
  /** The environment of a process to start; whatever that one starts inherits it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A mark for one of several processes: swept alone, or together with all others that came from this one. */
  readonly within: () => ProcessMark;
  /**
   * Kills every process that carries the mark; without effect where there is no /proc, and on a process that wiped its
   * environment. Reads about 10 µs per process of the machine without a pause, so it belongs to an end, not to a photo.
   */
  readonly sweep: () => void;
};

/** A mark that no other process carries. */
export function processMark(): ProcessMark {
  return marked(randomUUID());
}

function marked(id: string): ProcessMark {
  let inner = 0;
  return {
    env: { ...env, [VARIABLE]: `${id}.` },
    within: () => marked(`${id}.${(inner += 1)}`),
    sweep: () => {
      const killed = new Set<string>();
      for (let pass = 0; pass < PASSES_MAX && killMarked(`${VARIABLE}=${id}.`, killed); pass++);
    },
  };
}

/** True when it killed one that was not killed before. */
function killMarked(mark: string, killed: Set<string>): boolean {
  const before = killed.size;
  for (const pid of processIds()) {
    if (killed.has(pid)) continue;
    try {
      // Read and killed in one breath, so that the id cannot have passed on to a stranger in between.
      if (!isMarked(readFileSync(`/proc/${pid}/environ`), mark)) continue;
      kill(Number(pid), 'SIGKILL');
      killed.add(pid);
    } catch {
      // It is gone by now, or belongs to another user and so is none of ours.
    }
  }
  return killed.size > before;
}

function processIds(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** At the start of a variable: the same text within the value of another is no mark. */
function isMarked(environ: Buffer, mark: string): boolean {
  const at = environ.indexOf(mark);
  return at === 0 || (at > 0 && environ[at - 1] === 0);
}

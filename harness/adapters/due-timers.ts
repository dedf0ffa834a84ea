// A timer that fires before one that was due earlier, or a turn of the loop that comes after a later read, is something
// that Node never does: a thumbnailer may rely on it. Time stands still while nothing fires, and goes on with what does.

import { GUARD_MS } from '../model/interleaving.ts';

/** Timers by the ids of what waits; a turn of the loop is one without a delay, native work one without a time. */
export type DueTimers = {
  readonly set: (id: number, delayMs: number | null) => void;
  /** Work comes back in the order in which it began. */
  readonly work: (id: number) => void;
  /** It has fired, or was called off. */
  readonly passed: (id: number) => void;
  /** Which of these ids may go on now; long timers only when nothing else may, and only with `mayWaitLong`. */
  readonly eligible: (ids: readonly number[], mayWaitLong: boolean) => (id: number) => boolean;
};

export function dueTimers(): DueTimers {
  const due = new Map<number, number>();
  const long = new Set<number>();
  const turns = new Set<number>();
  const works = new Set<number>();
  let nowMs = 0;
  return {
    set(id, delayMs) {
      if (delayMs === null) return void turns.add(id);
      // As Node does it: never less than a millisecond.
      due.set(id, nowMs + Math.max(1, delayMs));
      if (delayMs > GUARD_MS) long.add(id);
      return undefined;
    },
    work: (id) => void works.add(id),
    passed(id) {
      nowMs = Math.max(nowMs, due.get(id) ?? 0);
      due.delete(id);
      turns.delete(id);
      works.delete(id);
      long.delete(id);
    },
    eligible(ids, mayWaitLong) {
      const [firstTurn = Infinity] = turns;
      const [firstWork] = works;
      const [firstDue] = [...due].toSorted(([a, aMs], [b, bMs]) => aMs - bMs || a - b);
      const isFirst = (id: number) => {
        // The turns that were asked for come before the next timers.
        if (id > firstTurn || (turns.size > 0 && due.has(id))) return false;
        if (turns.has(id)) return id === firstTurn;
        return works.has(id) ? id === firstWork : !due.has(id) || id === firstDue?.[0];
      };
      const shortly = ids.filter((id) => isFirst(id) && !long.has(id));
      const open = new Set(shortly.length > 0 || !mayWaitLong ? shortly : ids.filter(isFirst));
      return (id) => open.has(id);
    },
  };
}

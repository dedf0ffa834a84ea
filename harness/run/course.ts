// A run of hours must still draw on one screen: how much was in flight is kept in so many steps, which grow with the run.

import type { HistoryEvent } from '../model/history.ts';
import type { Course, TimelineMark } from '../model/timeline.ts';
import { momentOf } from './moments.ts';

export type CourseFold = {
  readonly see: (event: HistoryEvent) => void;
  readonly course: () => Course;
};

const STEPS_MAX = 480;
const FIRST_STEP_MS = 10;
const MARKS_MAX = 240;

export function followCourse(): CourseFold {
  const owed = new Map<number, number>();
  const marks: TimelineMark[] = [];
  let steps: number[] = [];
  let stepMs = FIRST_STEP_MS;
  let inFlight = 0;

  /** Up to this moment, as many were in flight as before it. */
  const advance = (atMs: number) => {
    while (atMs / stepMs >= STEPS_MAX) {
      steps = Array.from({ length: Math.ceil(steps.length / 2) }, (_, at) =>
        Math.max(steps[2 * at] ?? 0, steps[2 * at + 1] ?? 0),
      );
      stepMs *= 2;
    }
    const step = Math.floor(atMs / stepMs);
    while (steps.length <= step) steps.push(inFlight);
    return step;
  };
  const set = (atMs: number, count: number) => {
    const step = advance(atMs);
    inFlight = count;
    steps[step] = Math.max(steps[step] ?? 0, count);
  };
  return {
    see: (event) => {
      if (event.kind === 'asked') {
        owed.set(event.batch, event.keys.length);
        set(event.atMs, inFlight + event.keys.length);
      }
      if (event.kind === 'answered' || event.kind === 'refused') {
        const left = owed.get(event.batch) ?? 0;
        owed.set(event.batch, Math.max(0, left - 1));
        if (left > 0) set(event.atMs, inFlight - 1);
      }
      if (event.kind === 'settled') {
        set(event.atMs, inFlight - (owed.get(event.batch) ?? 0));
        owed.delete(event.batch);
      }
      const says = event.kind === 'changed' ? null : momentOf(event);
      if (says !== null && marks.length < MARKS_MAX) marks.push({ atMs: event.atMs, says });
    },
    course: () => ({ stepMs, inFlight: [...steps], marks: [...marks] }),
  };
}

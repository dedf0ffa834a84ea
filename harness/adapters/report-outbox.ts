// A message between processes costs as much as a small thumbnail. So what the host has to report within one turn of
// its event loop goes out as one message, unless it grows large.

import type { Report } from './host-messages.ts';
import { realTimers } from './real-timers.ts';

export type ReportOutbox = {
  readonly send: (report: Report) => void;
  /** Sends what waits now; `sent` is called once it is written. */
  readonly flush: (sent?: () => void) => void;
};

const FULL_BYTES = 256 * 1024;

export function reportOutbox(write: (reports: readonly Report[], sent?: () => void) => void): ReportOutbox {
  let waiting: Report[] = [];
  let waitingBytes = 0;
  let scheduled = false;
  const flush = (sent?: () => void) => {
    scheduled = false;
    if (waiting.length === 0) return sent?.();
    const reports = waiting;
    waiting = [];
    waitingBytes = 0;
    return write(reports, sent);
  };
  return {
    flush,
    send(report) {
      waiting.push(report);
      if (report.kind === 'answer' && report.answer.kind === 'thumbnail')
        waitingBytes += report.answer.bytes.byteLength;
      if (waitingBytes >= FULL_BYTES) flush();
      if (scheduled || waiting.length === 0) return;
      scheduled = true;
      realTimers.setImmediate(() => flush());
    },
  };
}

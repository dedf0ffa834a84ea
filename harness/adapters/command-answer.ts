// From the end of one process to one answer. A program that fails and still leaves an output is refused, not believed:
// what it left may be half a picture, and its exit code is the only promise it made.

import type { Delivery } from '../model/adapter.ts';
import { lastWords } from './capped-log.ts';
import { hung, unavailable } from './incident.ts';
import type { CommandEnd } from './process-group.ts';
import type { Output } from './read-output.ts';

/** What a process of ours may not exceed. */
export type CommandLimits = {
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
  readonly maxWrittenBytes: number;
};

/** `hung` and a program that cannot be started are incidents; all else is about this photo alone. Null: nothing to tell. */
export function deliveryOf(
  key: string,
  end: CommandEnd,
  stderr: string,
  output: Output,
  limits: CommandLimits,
): Delivery | null {
  const words = lastWords(stderr);
  const because = words === '' ? '' : `: ${words}`;
  switch (end.kind) {
    case 'exited':
      if (end.code !== 0) {
        const anyway = output.kind === 'file' ? ` although it wrote an output of ${output.bytes.byteLength} bytes` : '';
        return refused(key, `exit code ${end.code}${anyway}${because}`);
      }
      if (output.kind === 'file') return { key, kind: 'thumbnail', bytes: output.bytes };
      return refused(key, (output.kind === 'absent' ? 'exit code 0 but no output' : output.reason) + because);
    case 'signalled':
      return refused(key, `it was killed by ${end.signal}${because}`);
    case 'flooded':
      return refused(key, `it wrote more than ${limits.maxWrittenBytes} bytes to stdout and stderr and was killed`);
    case 'overfilled':
      return refused(key, `its output took more than ${limits.maxOutputBytes} bytes of disk and it was killed`);
    case 'timed-out':
      return hung(`The process for ${key} had not ended after ${limits.timeoutMs} ms and was killed${because}`);
    case 'cancelled':
      return null;
    case 'unspawnable':
      // These say something about one photo's arguments; every other code about the machine or the program.
      if (end.code === 'ERR_INVALID_ARG_VALUE' || end.code === 'E2BIG')
        return refused(key, `its name cannot be a process argument (${end.code})`);
      return unavailable(`The process for ${key} could not be started: ${end.code}`);
    default:
      return end satisfies never;
  }
}

function refused(key: string, reason: string): Delivery {
  return { key, kind: 'refused', reason };
}

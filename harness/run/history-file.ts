// If the judge crashes, or the whole harness is killed, what was seen must already be on disk. So each event is one
// line, written synchronously before anything else happens with it, and a line torn by the kill is told, not fatal.

import { closeSync, createReadStream, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { HistoryEvent } from '../model/history.ts';
import { isHistoryEvent } from './history-event.ts';
import { writeAll } from './write-all.ts';

export type HistoryFile = {
  /** The event is with the operating system when this returns. Throws what the system says, such as ENOSPC. */
  readonly record: (event: HistoryEvent) => void;
};

/** Opens a new history for the time of `use`. Throws EEXIST when there is one: two runs in one file tell nothing. */
export async function withHistoryFile<Result>(
  path: string,
  use: (history: HistoryFile) => Promise<Result>,
): Promise<Result> {
  const file = openSync(path, 'ax');
  let broken: Error | undefined;
  const record = (event: HistoryEvent) => {
    // After a failed write the last line may be torn; one more would bury the tear in the middle.
    if (broken !== undefined) throw broken;
    try {
      writeAll(file, Buffer.from(`${JSON.stringify(event)}\n`));
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error));
      throw broken;
    }
  };
  try {
    return await use({ record });
  } finally {
    // The number of a closed file is soon that of another one.
    broken ??= new Error(`The history ${path} is closed: nothing more can be recorded.`);
    closeSync(file);
  }
}

export type HistoryLine =
  | { readonly kind: 'event'; readonly event: HistoryEvent }
  /** The last line was cut short: the run was killed while it wrote. `text` is what is left of it. */
  | { readonly kind: 'torn'; readonly text: string };

/** The events of a stored run in order. Throws when anything but the last line is damaged, with its number. */
export async function* readHistory(path: string): AsyncIterable<HistoryLine> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  let damaged: { readonly text: string; readonly line: number } | undefined;
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (damaged !== undefined)
      throw new Error(`Expected an event on line ${damaged.line} of ${path}, got ${damaged.text.slice(0, 80)}`);
    const event = parseEvent(text);
    if (event === null) damaged = { text, line };
    else yield { kind: 'event', event };
  }
  if (damaged !== undefined) yield { kind: 'torn', text: damaged.text };
}

function parseEvent(text: string): HistoryEvent | null {
  try {
    const value: unknown = JSON.parse(text);
    return isHistoryEvent(value) ? value : null;
  } catch {
    return null;
  }
}

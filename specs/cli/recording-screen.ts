// A screen that keeps what was written to it, terminal or not.

import { Writable } from 'node:stream';
import type { Screen } from '../../harness/cli/terminal.ts';

export type RecordingScreen = Screen & { readonly text: () => string };

export function recordingScreen(isTerminal = false, widthColumns = 100): RecordingScreen {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  return {
    stream: Object.assign(stream, { isTTY: isTerminal, columns: widthColumns }),
    isTerminal,
    widthColumns,
    colour: false,
    shades: false,
    text: () => chunks.join(''),
  };
}

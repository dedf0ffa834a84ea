// Colour as a help, never as the message: every word says the same in black and white.

import { styleText } from 'node:util';
import type { Verdict } from '../model/verdict.ts';

export type Ink = {
  readonly verdict: (verdict: Verdict, text: string) => string;
  readonly strong: (text: string) => string;
  readonly alarm: (text: string) => string;
};

/** `colour` was decided by whoever knows the stream; styleText is kept from guessing again. */
export function inkOf(colour: boolean): Ink {
  if (!colour) return { verdict: (_, text) => text, strong: plain, alarm: plain };
  return {
    verdict: (verdict, text) => styleText(['bold', VERDICT_COLOUR[verdict]], text, UNGUARDED),
    strong: (text) => styleText('bold', text, UNGUARDED),
    alarm: (text) => styleText('red', text, UNGUARDED),
  };
}

const UNGUARDED = { validateStream: false };
const VERDICT_COLOUR = { upheld: 'green', violated: 'red', inconclusive: 'yellow' } as const satisfies Record<
  Verdict,
  string
>;

function plain(text: string): string {
  return text;
}

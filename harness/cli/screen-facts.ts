// A terminal, a pipe, and the log of a CI job that calls itself a terminal want different things: colours, pictures, a line
// that redraws itself, or none of them. What the streams and the environment say of that is weighed here, once.

import type { Screen } from './terminal.ts';

/** `depthBits`: colours as Node counts them, with NO_COLOR and FORCE_COLOR allowed for; 1 is none. */
export type StreamFacts = {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly depthBits: number;
};

const WIDTH_COLUMNS_MAX = 120;
const WIDTH_COLUMNS_OTHERWISE = 100;
const COLOURS_DEPTH_BITS = 4;
const SHADES_DEPTH_BITS = 8;

export function screenFacts(
  { isTTY, columns, depthBits }: StreamFacts,
  environment: Readonly<Record<string, string | undefined>>,
): Omit<Screen, 'stream'> {
  return {
    isTerminal: isTTY && !isLog(environment),
    // A terminal that nobody gave a size says 0.
    widthColumns: isTTY && columns ? Math.min(WIDTH_COLUMNS_MAX, columns) : WIDTH_COLUMNS_OTHERWISE,
    colour: isTTY ? depthBits >= COLOURS_DEPTH_BITS : isForced(environment),
    shades: isTTY && depthBits >= SHADES_DEPTH_BITS,
  };
}

/** Nobody watches a CI job, though some give it a terminal; and a dumb one cannot go back on its line. */
function isLog({ CI: ci, TERM: term }: Readonly<Record<string, string | undefined>>): boolean {
  return term === 'dumb' || (ci !== undefined && ci !== '' && ci !== '0' && ci !== 'false');
}

/** A pipe has colours only when they are forced, and not against the wish for none. */
function isForced({ FORCE_COLOR: forced, NO_COLOR: none }: Readonly<Record<string, string | undefined>>): boolean {
  const isWanted = forced !== undefined && forced !== '' && forced !== '0' && forced !== 'false';
  return isWanted && (none === undefined || none === '');
}

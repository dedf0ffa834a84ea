// One row of the table of flags: what it is called, what it takes, how it is read, and what the help says of it.

import type { Reader } from './values.ts';

/** `takes` is null for a switch. `otherwise` is read like a typed text; null leaves the option open. */
export type Flag<Type> = {
  readonly name: string;
  readonly takes: string | null;
  readonly read: Reader<Type>;
  readonly otherwise: string | null;
  readonly says: string;
};

export function flag<Type>(
  name: string,
  takes: string | null,
  read: Reader<Type>,
  otherwise: string | null,
  says: string,
): Flag<Type> {
  return { name, takes, read, otherwise, says };
}

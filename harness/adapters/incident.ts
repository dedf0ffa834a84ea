// The bad ends that a way in has to tell of by itself, in the words of the port.

import type { Incident } from '../model/adapter.ts';
import { mebibytes } from './byte-limits.ts';

export function unavailable(detail: string): Incident {
  return { kind: 'incident', incident: 'unavailable', detail };
}

export function hung(detail: string): Incident {
  return { kind: 'incident', incident: 'hung', detail };
}

export function crashed(detail: string): Incident {
  return { kind: 'incident', incident: 'crashed', detail };
}

export function faulted(detail: string): Incident {
  return { kind: 'incident', incident: 'faulted', detail };
}

export function overweight(detail: string): Incident {
  return { kind: 'incident', incident: 'overweight', detail };
}

/** What `overweight` says of a process that was weighed. */
export function weightSays(residentBytes: number, limitBytes: number): string {
  return `${mebibytes(residentBytes)} MiB resident, allowed are ${mebibytes(limitBytes)}`;
}

export function notInstalled(program: string): Incident {
  return unavailable(
    `Expected a program named ${program}, found none in PATH that may be executed. Install it, or give its full path.`,
  );
}

/** We killed it, as the plan says: nothing that the thumbnailer did, and so nothing to tell. */
export type Killed = { readonly kind: 'killed' };
export const KILLED: Killed = { kind: 'killed' };

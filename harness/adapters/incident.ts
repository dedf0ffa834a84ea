// The two bad ends that each way in has to tell of by itself, in the words of the port.

import type { Incident } from '../model/adapter.ts';

export function unavailable(detail: string): Incident {
  return { kind: 'incident', incident: 'unavailable', detail };
}

export function hung(detail: string): Incident {
  return { kind: 'incident', incident: 'hung', detail };
}

export function crashed(detail: string): Incident {
  return { kind: 'incident', incident: 'crashed', detail };
}

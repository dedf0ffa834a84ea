// A template that cannot be understood is told when the adapter is opened, like everything else that keeps it from working.

import { NOTHING_TOLD, type Adapter } from '../model/adapter.ts';

export function misconfiguredAdapter(name: string, detail: string): Adapter {
  return { name, told: NOTHING_TOLD, open: async () => ({ kind: 'misconfigured', detail }) };
}

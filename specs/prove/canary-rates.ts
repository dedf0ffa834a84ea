// How often a canary's fault strikes in a load of a hundred jobs, so that the load is a fair test of whoever looks for it.

import type { RegisteredCanary } from '../../fixtures/canaries/registry.ts';

/**
 * A load of a hundred jobs is a fair test of a fault that it meets about ten times. Faults that need more than to strike
 * (a photo with a tag, a replaced photo, bars) or that strike whole batches are turned further.
 */
const USUAL_RATE = 0.1;
const RATES: Readonly<Record<string, number>> = {
  'completion-order': 0.5,
  'shared-variable': 0.5,
  'orientation-under-load': 0.3,
  'metadata-of-the-previous': 0.3,
  'uncleared-canvas': 0.5,
  // A bar all of another photo's colour is beyond a single look; a load must meet others too.
  'uncleared-canvas coloured': 0.5,
  'one-sided-key': 0.5,
  'temp-file-name per-second': 0.5,
  'weak-hash': 0.3,
  'stale-cache': 1,
  // Were every job late, the late ones would be of the new version too.
  'stale-worker overwrites': 0.5,
  'recycled-input': 0.3,
};

export function rateOf({ name, defaultRate }: RegisteredCanary): number {
  return RATES[name] ?? Math.max(USUAL_RATE, defaultRate);
}

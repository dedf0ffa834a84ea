// Where the load alone is in question, or its order, nothing else may be: neither names that collide nor odd or broken photos.

import { PLAIN_SHAPE } from './load-shape.ts';
import type { TrialRequest } from './trial-request.ts';

export const PLAIN_TRIAL = {
  oddSources: [],
  nameAttacks: [],
  damages: [],
  repeatShare: 0,
  changedShare: 0,
  shape: PLAIN_SHAPE,
} satisfies Partial<TrialRequest>;

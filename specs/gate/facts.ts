// Facts of a run in which all went well; each spec changes what it is about.

import { boundOf } from '../../harness/gate/bound.ts';
import type { GateFacts } from '../../harness/gate/decide.ts';
import type { Stratum } from '../../harness/model/verdict.ts';

export const CLEAN: GateFacts = {
  breaches: [],
  incidents: [],
  selfCheck: null,
  fault: null,
  interrupted: false,
  stoppedBecause: null,
  nothingToAsk: null,
  planned: 5350,
  verified: 5350,
  mixups: 0,
  bound: cleanBound(5350),
  archived: { verified: 2675, floor: 2425 },
  strata: [stratum({ name: 'archived×jpeg×128' }), stratum({ name: 'fresh×jpeg×128' })],
  inconclusive: 'fail',
};

export function cleanBound(verified: number) {
  return boundOf({ batches: [{ verified, mixups: 0, count: 1 }], confidence: 0.99, power: 0.99, asked: 0.001 });
}

export function stratum(changes: Partial<Stratum> = {}): Stratum {
  return { name: 'archived×jpeg×128', covered: true, verified: 2675, unreadable: 0, floor: 533, mixups: 0, ...changes };
}

// Before anything is tried again, what failed lies where the next run will look for it.

import { gravestBreach } from '../model/breach-words.ts';
import { plannedKeyOf } from '../model/ask-rounds.ts';
import type { FailureLead } from '../model/failure.ts';
import type { Tally } from '../model/reproduction.ts';
import type { TrialPlan } from '../model/plan.ts';
import type { Breach } from '../model/verdict.ts';
import { keepFailure } from '../run/failures-folder.ts';
import type { Bench } from './bench.ts';
import type { EvidenceRoom } from './evidence-room.ts';

/** A breach, and the plan that it was found under. */
export type Failing = { readonly breach: Breach; readonly plan: TrialPlan };

/** The gravest of those under load; null without any. */
export function leadOf(room: EvidenceRoom): Failing | null {
  const plans = room.plans();
  const breach = gravestBreach(room.breaches().filter(({ id }) => plans.has(id)));
  const plan = plans.get(breach?.id ?? '');
  return breach === undefined || plan === undefined ? null : { breach, plan };
}

/** Where to begin looking for a smaller plan. */
export function leadIn({ key, donors }: Pick<Breach, 'key' | 'donors'>): FailureLead {
  return { key: plannedKeyOf(key), donors: donors.map(({ id }) => id) };
}

/** In the folder of kept failures, if there is to be one; over an older one of the same breach. */
export function keep({ options, adapter }: Bench, { breach, plan }: Failing, reproduced: Tally | null): void {
  if (options.failures === null) return;
  const { id, kind, severity, says } = breach;
  const { folder, subject, flags } = options.failures;
  keepFailure(folder, {
    schemaVersion: 1,
    id,
    foundAt: new Date().toISOString(),
    thumbnailer: adapter.name,
    subject,
    flags,
    kind,
    severity,
    says,
    plan,
    lead: leadIn(breach),
    reproduced,
  });
}

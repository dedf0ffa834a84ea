// Attribution has already named who met whom. Of a plan of thousands of photos the two of them are tried first, then those
// around them: what blind halving would take hundreds of tries to find.

import type { FailureLead } from '../model/failure.ts';
import type { Ask, TrialPlan } from '../model/plan.ts';
import { withAsks } from '../model/plan-parts.ts';

/** Batches around the victim's that are tried with it. */
const NEAR_BATCHES = 2;

/** Parts of the plan, the smallest first, each with the victim in it; none twice, and last the plan itself. */
export function* guidedPlans(plan: TrialPlan, { key, donors }: FailureLead): Iterable<TrialPlan> {
  const at = plan.workload.batches.findIndex((batch) => batch.some((ask) => ask.key === key));
  const victim = plan.workload.batches[at]?.find((ask) => ask.key === key)?.photo;
  if (victim === undefined) return yield plan;
  const owner = (id: string) => plan.photos.find((photo) => photo.id === id)?.owner;
  const owners = new Set([victim, ...donors].map(owner));
  const isNamed = ({ photo }: Ask) => photo === victim || donors.includes(photo);
  const isNear = (batch: number) => Math.abs(batch - at) <= NEAR_BATCHES;
  const parts: readonly ((ask: Ask, batch: number) => boolean)[] = [
    ...(donors.length > 1 ? [({ photo }: Ask) => photo === victim || photo === donors[0]] : []),
    ...(donors.length > 0 ? [isNamed] : []),
    (ask, batch) => batch === at || (isNamed(ask) && isNear(batch)),
    (ask, batch) => isNear(batch) || isNamed(ask),
    ({ photo }) => owners.has(owner(photo)),
    () => true,
  ];
  const seen = new Set<number>();
  for (const keeps of parts) {
    const part = withAsks(plan, keeps);
    const asks = part.workload.batches.flat().length;
    if (seen.has(asks)) continue;
    seen.add(asks);
    yield part;
  }
}

// How far the shape of a load is from the plain one: shrinking must not make it grow.

import { ORDERS, type LoadShape } from '../../harness/generate/load-shape.ts';

export function shapeMeasure({
  arrival,
  order,
  batches,
  passes,
  submissions,
  cancels,
  restarts,
  upgrades,
  changes,
  troubledReads,
  uploads,
}: LoadShape): number {
  const arrivals = ['steady', 'waves', 'ramp', 'paced'].indexOf(arrival.kind);
  const steps = arrival.kind === 'ramp' ? arrival.overBatches : arrival.kind === 'paced' ? arrival.everyMs : 0;
  return (
    100 * arrivals +
    steps +
    ORDERS.indexOf(order) +
    (batches === 'even' ? 0 : 1) +
    passes +
    submissions +
    cancels +
    restarts +
    upgrades +
    troubledReads +
    uploads +
    changes.reduce((sum, kind) => sum + 1 + ['replaced', 'recreated', 'archived', 'moved'].indexOf(kind), 0)
  );
}

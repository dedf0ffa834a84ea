// The smallest thing that still fails, and how sure that is.

import type { Tally } from './reproduction.ts';

/**
 * `asks` of `photos` of `owners`, at `concurrency` jobs in flight. `reproduced`: tries of this very plan, each on a fresh
 * instance; `control`: the same one job at a time, null where it is that already or there was no time. `isMinimal`: nothing
 * smaller failed in as many tries as would have shown it. `file` holds the plan, relative to the run's folder.
 */
export type Counterexample = {
  readonly owners: number;
  readonly photos: number;
  readonly asks: number;
  readonly concurrency: number;
  readonly reproduced: Tally;
  readonly control: (Tally & { readonly concurrency: number }) | null;
  readonly isMinimal: boolean;
  readonly attempts: number;
  readonly file: string;
};

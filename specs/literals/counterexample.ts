// The smallest plan of a race, as sure as fifty tries make it.

import type { Counterexample } from '../../harness/model/counterexample.ts';

export const RACE: Counterexample = {
  owners: 2,
  photos: 2,
  asks: 400,
  concurrency: 2,
  reproduced: { failed: 31, of: 50 },
  control: { concurrency: 1, failed: 0, of: 300 },
  isMinimal: true,
  attempts: 412,
  file: 'counterexample.json',
};

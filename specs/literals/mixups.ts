// Mix-ups as the specs of patterns and causes write them: who got whose picture, and what the two are called.

import type { Breach, Donor } from '../../harness/model/verdict.ts';
import { breach, DONOR } from './breach.ts';

/** A breach of photo `victim` by photo `donor`, whose files have these names. */
export function mixup(
  victim: string,
  donor: string,
  changes: Partial<Breach> = {},
  names: readonly [string, string] = [`${victim}.jpg`, `${donor}.jpg`],
): Breach {
  const donors: readonly Donor[] = [{ ...DONOR, id: donor, photo: names[1], share: 1 }];
  return breach({
    kind: 'foreign',
    queueDistance: 7,
    archived: false,
    victim: { owner: 'o', album: 'a', photo: names[0], version: 1, id: victim },
    donors,
    ...changes,
  });
}

export function many(count: number, of: (index: number) => Breach): readonly Breach[] {
  return Array.from({ length: count }, (_, index) => of(index));
}

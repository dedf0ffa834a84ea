// A breach as the judge would hand it over, for specs that need one and do not care where it came from.

import type { Breach, Donor } from '../../harness/model/verdict.ts';

export const DONOR: Donor = {
  owner: 'owner-07',
  album: 'summer',
  photo: 'IMG_0002.jpg',
  version: 1,
  share: 0.37,
  id: 'p-42',
};

export function breach(changes: Partial<Breach> = {}): Breach {
  return {
    id: 'b-0001',
    oracle: 'ownership',
    kind: 'torn',
    severity: 'cross-owner',
    key: 'ask-17',
    victim: { owner: 'owner-03', album: 'winter', photo: 'IMG_0001.jpg', version: 1, id: 'p-41' },
    donors: [DONOR],
    candidates: [],
    regions: [{ x: 0, y: 64, width: 128, height: 64 }],
    recipe: '128x128 cover jpeg',
    archived: true,
    batch: 3,
    queueDistance: 1,
    says: 'Expected the picture of IMG_0001.jpg, got 64 rows of IMG_0002.jpg.',
    evidence: 'evidence/b-0001',
    ...changes,
  };
}

/** A job that was never answered. */
export function loss(changes: Partial<Breach> = {}): Breach {
  return breach({
    oracle: 'completeness',
    kind: 'missing',
    severity: 'loss',
    donors: [],
    regions: [],
    queueDistance: null,
    evidence: null,
    says: 'Expected an answer, got none.',
    ...changes,
  });
}

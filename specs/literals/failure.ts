// A failure as it is kept, and whatever of it a spec is about.

import type { KeptFailure } from '../../harness/model/failure.ts';
import { askKey } from '../../harness/model/plan.ts';
import { photoPlan } from '../materialise/photo-plan.ts';
import { oneAtATime } from './workload.ts';

const PHOTO = photoPlan();

export function keptFailure(about: Partial<KeptFailure> = {}): KeptFailure {
  return {
    schemaVersion: 1,
    id: '1ga73k4h',
    foundAt: '2026-01-05T10:20:30.000Z',
    thumbnailer: 'my-thumbnailer',
    flags: { adapter: 'mine.ts', sizes: '96x96' },
    kind: 'foreign',
    severity: 'cross-owner',
    says: 'Expected a.jpg, got b.jpg.',
    plan: {
      schemaVersion: 1,
      seed: 7,
      nonce: 'spec',
      owners: [PHOTO.owner],
      photos: [PHOTO],
      recipes: [{ width: 96, height: 96, fit: 'cover', format: 'jpeg', quality: 80 }],
      workload: oneAtATime([[{ key: askKey('a'), photo: PHOTO.id, recipe: 0, version: 1 }]]),
    },
    reproduced: { failed: 31, of: 50 },
    ...about,
  };
}

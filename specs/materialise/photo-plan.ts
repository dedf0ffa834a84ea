// Literal plans for the specs of this stage: a valid photo, and whatever of it a spec is about.

import { ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';

export const NONCE = 'spec';

export function photoPlan(about: Partial<PhotoPlan> = {}): PhotoPlan {
  return {
    id: photoId('p1'),
    owner: ownerId('ada'),
    album: 'summer',
    name: 'IMG_0001.jpg',
    nameAttack: 'plain',
    version: 1,
    uploaded: 'before',
    changes: [],
    contentId: 'c1',
    widthPx: 160,
    heightPx: 120,
    format: 'jpeg',
    quality: 80,
    progressive: false,
    colour: 'colour',
    oddity: 'none',
    orientationExif: 1,
    metadata: [],
    damage: null,
    archived: false,
    mtimeMs: 1_600_000_000_000,
    tintHue: 200,
    carrier: null,
    ...about,
  };
}

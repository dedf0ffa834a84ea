// A trial small enough to be laid in every spec: each format, two owners, old photos and new ones.

import { ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import { photoPlan } from './photo-plan.ts';

const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;

/** One photo of each format and owner, every other one old. */
export function trial(): readonly PhotoPlan[] {
  return ['ada', 'bob'].flatMap((owner, o) =>
    FORMATS.map((format, f) =>
      photoPlan({
        id: photoId(`${owner}-${format}`),
        owner: ownerId(owner),
        name: `IMG.${format}`,
        contentId: `${owner}-${format}`,
        format,
        archived: (o + f) % 2 === 1,
        mtimeMs: 1_500_000_000_000 + f,
      }),
    ),
  );
}

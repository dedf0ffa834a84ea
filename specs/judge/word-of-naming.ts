// A naming that always gives the same word, whoever's pixels they are: what the judge makes of it can then be told.

import type { Mixup, Naming } from '../../harness/model/naming.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import type { Donor, NamedPhoto } from '../../harness/model/verdict.ts';

/** `proven` and `suspected` give it for the regions that they are asked about; a word that is null is never proven. */
export function wordOfNaming(suspected: Partial<Mixup>, proven: Partial<Mixup> | null = null): Naming {
  const nobodys = { kind: 'alien', severity: 'cross-owner', donors: [], candidates: [] } as const;
  const word = (mixup: Partial<Mixup>): Naming['suspected'] => {
    return ({ regions }) => ({ ...nobodys, regions: regions.map((region) => ({ ...region, share: 0.1 })), ...mixup });
  };
  return { proven: proven === null ? () => null : word(proven), suspected: word(suspected) };
}

export function namedAs({ id, owner, album, name, version }: PhotoPlan): NamedPhoto {
  return { id, owner, album, photo: name, version };
}

export function donorOf(photo: PhotoPlan): Donor {
  return { ...namedAs(photo), share: 0.1 };
}

// What happens to a batch comes as a list, and each kind is carried out by a part of its own.

import type { Happening } from '../model/plan.ts';

/** The first of this kind: at most one of a kind happens to a batch, but for single photos. */
export function theOne<Kind extends Happening['kind']>(
  kind: Kind,
  happenings: readonly Happening[],
): Extract<Happening, { kind: Kind }> | undefined {
  return happenings.find((happening): happening is Extract<Happening, { kind: Kind }> => happening.kind === kind);
}

// What keeps a clean run from being a proof. Silence is not success: a run that looked at nothing, at too little, or
// at the wrong things found no mix-up either.

import { countOf, oneIn, percent } from '../model/figures.ts';
import type { Bound, Stratum } from '../model/verdict.ts';

/** Above this share of unreadable thumbnails in covered strata, those that could be read no longer speak for the rest. */
const UNREADABLE_SHARE_MAX = 0.05;

type Counts = {
  readonly planned: number;
  readonly verified: number;
  readonly bound: Bound | null;
  readonly archived: { readonly verified: number; readonly floor: number };
  readonly strata: readonly Stratum[];
};

/** The reasons why the counts prove nothing, gravest first, as parts of a sentence; empty when they suffice. */
export function shortfalls(counts: Counts): readonly string[] {
  const { planned, verified, bound, archived, strata } = counts;
  if (verified === 0) return ['not one thumbnail could be verified'];
  if (bound === null) return ['no bound could be computed, because the power of the oracle is unknown'];
  const reasons: string[] = [];
  const covered = strata.filter((stratum) => stratum.covered);
  const unreadable = covered.reduce((sum, stratum) => sum + stratum.unreadable, 0);
  const readable = covered.reduce((sum, stratum) => sum + stratum.verified, 0);
  const share = unreadable / (unreadable + readable);
  if (share > UNREADABLE_SHARE_MAX) {
    reasons.push(
      `${percent(share)} of the thumbnails could not be read (at most ${percent(UNREADABLE_SHARE_MAX)} may be)`,
    );
  }
  if (!(bound.perThumbnail <= bound.asked)) {
    reasons.push(
      `0 mix-ups in ${countOf(verified)} ${verified < planned ? `of ${countOf(planned)} planned` : 'verified'} thumbnails bound the rate only by ${oneIn(bound.perThumbnail)} ` +
        `(asked: ${oneIn(bound.asked)})`,
    );
  }
  if (archived.verified < archived.floor) {
    reasons.push(
      `${countOf(archived.verified)} archived thumbnails were verified, fewer than the ${countOf(archived.floor)} needed`,
    );
  }
  const low = covered.filter((stratum) => stratum.verified < stratum.floor);
  const [first] = low;
  if (first !== undefined) {
    const others = low.length > 1 ? ` (and ${low.length - 1} more strata fall short)` : '';
    reasons.push(
      `stratum ${first.name} has ${countOf(first.verified)} verified, fewer than its floor of ${countOf(first.floor)}${others}`,
    );
  }
  return reasons;
}

// How many thumbnails must be verified before "none was wrong" is worth saying? Decided before the run, from the rate
// and the confidence asked for and the power the oracle has shown; a sample chosen while looking proves less.

import { upperLimit } from './clopper-pearson.ts';
import { samplingConfidence } from './error-budget.ts';

/**
 * Archived thumbnails that must be *seen through*: 2 400 show a fault that hits 0.3 % of them, as in November 2024,
 * with probability 1 − 0.997^2400 = 99.93 %.
 */
const ARCHIVED_SEEN_THROUGH = 2400;

export type SampleRequest = {
  readonly maxMixupRate: number;
  readonly confidence: number;
  /** The proven chance that the reference leak is seen, 0 to 1. */
  readonly power: number;
  readonly archivedShare: number;
  /** An explicit number of thumbnails; null plans it. */
  readonly thumbnails: number | null;
};

/**
 * `thumbnails` of covered strata to verify, of which `archived` are of archived photos; `says` explains the numbers.
 * `suffices` is false when even a clean run of that size would be inconclusive. `blind`: no number would do.
 */
export type SamplePlan =
  | {
      readonly kind: 'planned';
      readonly thumbnails: number;
      readonly archived: number;
      readonly archivedFloor: number;
      readonly boundIfClean: number;
      readonly suffices: boolean;
      readonly says: readonly string[];
    }
  | { readonly kind: 'blind'; readonly says: readonly string[] };

/** The sample for a request; rates, shares and confidence lie between 0 and 1. */
export function planSample(request: SampleRequest): SamplePlan {
  const { power, archivedShare } = request;
  if (!(power > 0)) {
    return {
      kind: 'blind',
      says: ['No injected leak was surely seen, so no number of thumbnails would prove anything.'],
    };
  }
  const needed = thumbnailsNeeded(request.maxMixupRate, request.confidence, power);
  const archivedFloor = archivedShare > 0 ? Math.ceil(ARCHIVED_SEEN_THROUGH / power) : 0;
  const enlarged = archivedFloor === 0 ? needed : Math.max(needed, Math.ceil(archivedFloor / archivedShare));
  const thumbnails = request.thumbnails ?? enlarged;
  const archived = Math.min(thumbnails, Math.ceil(thumbnails * archivedShare));
  return {
    kind: 'planned',
    thumbnails,
    archived,
    archivedFloor,
    boundIfClean: boundIfClean(thumbnails, request.confidence, power),
    suffices: thumbnails >= needed && archived >= archivedFloor,
    says: sentences(request, { needed, enlarged, archived, archivedFloor }),
  };
}

/** Thumbnails that must be verified without a mix-up to bound their rate by `maxMixupRate`: 5 350 for 1e-3, 99 % and power 0.99. */
export function thumbnailsNeeded(maxMixupRate: number, confidence: number, power: number): number {
  return Math.ceil(Math.log1p(-samplingConfidence(confidence)) / Math.log1p(-maxMixupRate * power));
}

function boundIfClean(thumbnails: number, confidence: number, power: number): number {
  return Math.min(1, upperLimit(0, thumbnails, samplingConfidence(confidence)) / power);
}

type Sizes = {
  readonly needed: number;
  readonly enlarged: number;
  readonly archived: number;
  readonly archivedFloor: number;
};

function sentences(request: SampleRequest, sizes: Sizes): readonly string[] {
  const says: string[] = [];
  says.push(
    `${sizes.needed} thumbnails without a mix-up bound the rate by ${request.maxMixupRate} at ${request.confidence} confidence, ` +
      `seeing a leak with probability ${request.power.toFixed(4)}.`,
  );
  if (request.thumbnails === null && sizes.enlarged > sizes.needed) {
    says.push(
      `Enlarged to ${sizes.enlarged}: at an archived share of ${request.archivedShare} that many hold the ${sizes.archivedFloor} ` +
        'archived ones that show a fault hitting 0.3 % of them.',
    );
  }
  if (request.thumbnails !== null && request.thumbnails < sizes.needed) {
    says.push(`--thumbnails ${request.thumbnails} is too few for a verdict: even a clean run will be inconclusive.`);
  } else if (sizes.archived < sizes.archivedFloor) {
    says.push(
      `Only ${sizes.archived} of the ${sizes.archivedFloor} archived thumbnails needed: even a clean run will be inconclusive. ` +
        'Raise --thumbnails or --archived-share.',
    );
  }
  return says;
}

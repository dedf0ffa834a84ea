// How hazy a clean thumbnail comes out depends on how its source was stored and how far it was shrunk: a WebP is twice
// as hazy as a PNG. One threshold for all would be that of the haziest, and a blend in any other would hide below it.

import type { Placement } from '../model/placement.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { ShownPhoto } from '../model/shown-photo.ts';
import { gumbelQuantile } from './peaks.ts';

/** Such as `webp|1`: how the source is stored, and by how many octaves it is shrunk. */
export function hazeKind({ sourceKind }: Pick<ShownPhoto, 'sourceKind'>, { x, y }: Placement): string {
  const shrink = Math.max((x.to - x.from) / x.lengthPx, (y.to - y.from) / y.lengthPx);
  return `${sourceKind}|${Math.max(0, Math.floor(Math.log2(shrink)))}`;
}

/** A clean thumbnail made alone: its kind, and its haze in luma levels. */
export type HazeSample = { readonly kind: string; readonly haze: number };

/** A spread, as a share of the mean, where the samples are too few to tell one. */
const SPREAD_UNTOLD = 0.15;

/**
 * The haze that a clean thumbnail of each kind exceeds with probability `rate`. Kinds differ in their mean, and vary about
 * it by much the same share of it: so the few samples of each kind give its mean, and all together the spread.
 */
export function hazesFrom(samples: readonly HazeSample[], rate: number): Readonly<Record<string, number>> {
  const kinds = new Map<string, number[]>();
  for (const { kind, haze } of samples) kinds.set(kind, [...(kinds.get(kind) ?? []), haze]);
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  let squares = 0;
  for (const values of kinds.values()) {
    const mean = meanOf(values);
    for (const value of values) squares += mean > 0 ? (value / mean - 1) ** 2 : 0;
  }
  const freedom = samples.length - kinds.size;
  const spread = freedom > 0 ? Math.sqrt(squares / freedom) : SPREAD_UNTOLD;
  return Object.fromEntries(
    [...kinds].map(([kind, values]) => {
      const mean = meanOf(values);
      // A mean of few is itself uncertain.
      return [kind, gumbelQuantile(mean, mean * spread * Math.sqrt(1 + 1 / values.length), 1 - rate)] as const;
    }),
  );
}

/** The threshold for a thumbnail; of a kind that was never calibrated, the highest of those stored alike, or of all. */
export function hazeThreshold(
  { hazes, thresholds }: Pick<ReadableProfile, 'hazes' | 'thresholds'>,
  shown: ShownPhoto,
  placement: Placement,
): number {
  const known = hazes[hazeKind(shown, placement)];
  if (known !== undefined) return known;
  const alike = Object.entries(hazes).filter(([kind]) => kind.startsWith(`${shown.sourceKind}|`));
  return alike.length === 0 ? thresholds.haze : Math.max(...alike.map(([, haze]) => haze));
}

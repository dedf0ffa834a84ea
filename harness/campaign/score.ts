// What the judge counts, kept as sums: by stratum for the floors, by batch for the bound.

import { groupBatches } from '../gate/bound.ts';
import { tallySheet, type StratumTally } from '../gate/strata.ts';
import type { JobBook, JobEntry } from '../judge/job-book.ts';
import type { Scorer } from '../judge/judge-bench.ts';
import { damageFormOf, damageName } from '../model/damage.ts';
import { isCovered, shownSize } from '../model/coverage.ts';
import type { TrialPlan } from '../model/plan.ts';
import type { BatchGroup, Refusal } from '../model/verdict.ts';
import type { TrialScorer } from './judge-event.ts';

export type Totals = {
  readonly verified: number;
  readonly archivedVerified: number;
  readonly repeats: number;
  readonly byteIdentical: number;
  readonly refused: number;
  readonly missing: number;
  /** Damaged photos of which nothing leaked. */
  readonly contained: number;
  readonly unreadable: number;
  readonly mixups: number;
};

export type Score = {
  /** A scorer for one trial; its planned thumbnails are counted at once. */
  readonly scorer: (plan: TrialPlan, book: JobBook) => Scorer & Omit<TrialScorer, 'answered'>;
  readonly totals: () => Totals;
  /** The first of them, as an example of the rest. */
  readonly firstRefusal: () => Refusal | null;
  /** The ids of all of them. */
  readonly refusedPhotos: () => ReadonlySet<string>;
  readonly tallies: () => readonly StratumTally[];
  readonly batches: () => readonly BatchGroup[];
  /** The damages for which not always the same came, though nothing leaked. */
  readonly unsteady: () => readonly string[];
};

export function createScore(): Score {
  const sheet = tallySheet();
  const counts = {
    verified: 0,
    archivedVerified: 0,
    repeats: 0,
    byteIdentical: 0,
    refused: 0,
    missing: 0,
    contained: 0,
    unreadable: 0,
    mixups: 0,
  };
  let firstRefusal: Refusal | null = null;
  const refusedPhotos = new Set<string>();
  const unsteady = new Set<string>();
  const groups: BatchGroup[] = [];
  let open = new Map<number, { verified: number; mixups: number }>();
  const batchOf = (batch: number) => {
    const known = open.get(batch);
    if (known !== undefined) return known;
    const fresh = { verified: 0, mixups: 0 };
    open.set(batch, fresh);
    return fresh;
  };

  return {
    scorer: (plan, book) => {
      // Digests and batches live for one trial; only sums are kept.
      groups.splice(0, groups.length, ...groupBatches([...groups, ...open.values()]));
      open = new Map();
      const planned = new Set<string>();
      for (const ask of plan.workload.batches.flat()) {
        const entry = book.find(ask.key);
        if (entry === undefined || entry.photo.damage !== null || planned.has(entry.pair)) continue;
        planned.add(entry.pair);
        sheet.count(stratumOf(entry), isCovered(entry.photo, shownSize(entry.photo, entry.recipe)), 'planned');
      }
      return {
        verified: (entry, covered, batch) => {
          sheet.count(stratumOf(entry), covered, 'verified');
          if (!covered) return;
          counts.verified++;
          if (entry.photo.archived) counts.archivedVerified++;
          batchOf(batch).verified++;
        },
        unreadable: (entry, covered) => {
          counts.unreadable++;
          sheet.count(stratumOf(entry), covered, 'unreadable');
        },
        mixup: (entry, covered, batch) => {
          counts.mixups++;
          sheet.count(stratumOf(entry), covered, 'mixups');
          batchOf(batch).mixups++;
        },
        repeat: () => counts.repeats++,
        byteIdentical: () => counts.byteIdentical++,
        refused: ({ photo }, reason) => {
          counts.refused++;
          refusedPhotos.add(photo.id);
          firstRefusal ??= { photo: photo.name, format: photo.format, archived: photo.archived, reason };
        },
        missing: () => counts.missing++,
        contained: ({ photo }, isSteady) => {
          const form = damageFormOf(photo);
          if (form === null) return;
          counts.contained++;
          if (!isSteady) unsteady.add(damageName(form));
        },
      };
    },
    totals: () => ({ ...counts }),
    firstRefusal: () => firstRefusal,
    refusedPhotos: () => refusedPhotos,
    tallies: sheet.snapshot,
    unsteady: () => [...unsteady],
    batches: () => groupBatches([...groups, ...open.values()]),
  };
}

/** Such as `archived×jpeg×128`: the source's age, the thumbnail's format, the box's width. */
function stratumOf({ photo, recipe }: JobEntry): string {
  return `${photo.archived ? 'archived' : 'fresh'}×${recipe.format}×${recipe.width}`;
}

// Where breaches go the moment they are found: listed, counted, and written to disk before the load goes on.

import { evidenceDigest } from './observe/digest.ts';
import { differencePicture } from './judge/likeness.ts';
import { findingOf, type Finding } from './judge/finding.ts';
import type { PhotoPlan, TrialPlan } from './model/plan.ts';
import type { Breach } from './model/verdict.ts';
import { writeEvidence } from './report/evidence.ts';

/** Breaches listed in full; beyond these they are only counted. */
const LISTED_MAX = 200;
/** Breaches whose evidence is written; each is a few pictures. */
const WRITTEN_MAX = 48;

export type Place = { readonly pathOf: (photo: PhotoPlan) => string; readonly plan: TrialPlan; readonly atMs: number };

export type EvidenceRoom = {
  /** Takes a finding; its evidence is being written when this returns. */
  readonly add: (finding: Finding, place: Place | null) => void;
  /** Answers that no calibration question led to. */
  readonly extras: (seed: number, extras: readonly { readonly key: string; readonly again: boolean }[]) => void;
  /** All evidence so far is on disk. Rejects when the disk does. */
  readonly written: () => Promise<void>;
  readonly breaches: () => readonly Breach[];
  readonly count: () => number;
  /** True once as many breaches were found as end the search. */
  readonly isDecided: () => boolean;
  readonly sinceDecidedMs: () => number;
};

export function createEvidenceRoom(runFolder: string, maxFailures: number): EvidenceRoom {
  const breaches: Breach[] = [];
  const writing: Promise<void>[] = [];
  let count = 0;
  let decidedAtMs: number | null = null;

  const add = (finding: Finding, place: Place | null) => {
    count++;
    if (count >= maxFailures) decidedAtMs ??= performance.now();
    if (breaches.length >= LISTED_MAX) return;
    const index = breaches.push(finding.breach) - 1;
    if (index >= WRITTEN_MAX) return;
    const { actual, expected, bytes } = finding;
    const sameSize = actual !== null && expected !== null && actual.widthPx === expected.widthPx && actual.heightPx === expected.heightPx;
    const photos = new Map(place?.plan.photos.map((photo) => [photo.id as string, photo]));
    const donors = finding.donorIds.flatMap((id) => photos.get(id) ?? []);
    const written = writeEvidence(runFolder, {
      breach: finding.breach,
      answer: bytes,
      digest: bytes === null ? null : evidenceDigest(bytes),
      actual,
      expected,
      difference: sameSize ? differencePicture(actual, expected) : null,
      source: place === null || finding.victim === null ? null : place.pathOf(finding.victim),
      donors: place === null ? [] : donors.map(place.pathOf),
    });
    writing.push(
      written.then((folder) => {
        breaches[index] = { ...finding.breach, evidence: folder };
      }),
    );
  };

  return {
    add,
    extras: (seed, extras) => {
      for (const { key, again } of extras) {
        const says = again ? 'Alone, before any load: expected one answer, got a second one.' : 'Alone, before any load: expected answers to jobs that were asked, got one that nobody asked for.';
        add(findingOf(seed, key, null, { oracle: 'completeness', kind: 'unasked', severity: 'loss', batch: -1, says }), null);
      }
    },
    written: async () => {
      await Promise.all(writing);
    },
    breaches: () => breaches,
    count: () => count,
    isDecided: () => decidedAtMs !== null,
    sinceDecidedMs: () => (decidedAtMs === null ? 0 : performance.now() - decidedAtMs),
  };
}

// A run may meet more breaches than it can list. Whom they exposed to whom is counted for every one of them.

import { type Exposure, EXPOSURE_CELLS_MAX, type ExposureCell } from '../model/exposure.ts';
import { MIXUP_KINDS, type Breach } from '../model/verdict.ts';

export type ExposureTally = {
  /** Every breach once; those that crossed no border between owners change nothing. */
  readonly add: (breach: Pick<Breach, 'kind' | 'victim' | 'donors'>, atMs: number) => void;
  readonly exposure: () => Exposure;
};

export function createExposureTally(): ExposureTally {
  const cells = new Map<string, ExposureCell>();
  let thumbnails = 0;
  let unnamed = 0;
  let firstAtMs: number | null = null;
  let lastAtMs: number | null = null;
  return {
    add({ kind, victim, donors }, atMs) {
      const exposed = new Set(donors.map(({ owner }) => owner));
      exposed.delete(victim.owner);
      const isUnnamed = donors.length === 0 && MIXUP_KINDS.has(kind);
      if (exposed.size === 0 && !isUnnamed) return;
      firstAtMs ??= atMs;
      lastAtMs = atMs;
      if (isUnnamed) unnamed += 1;
      else thumbnails += 1;
      for (const owner of exposed) {
        // Names are strangers': no character of theirs may end the first of the two.
        const pair = JSON.stringify([owner, victim.owner]);
        const cell = cells.get(pair) ?? { exposed: owner, receiver: victim.owner, thumbnails: 0 };
        cells.set(pair, { ...cell, thumbnails: cell.thumbnails + 1 });
      }
    },
    exposure() {
      const all = [...cells.values()].toSorted((one, other) => other.thumbnails - one.thumbnails);
      return {
        exposed: new Set(all.map((cell) => cell.exposed)).size,
        receivers: new Set(all.map((cell) => cell.receiver)).size,
        thumbnails,
        unnamed,
        firstAtMs,
        lastAtMs,
        cells: all.slice(0, EXPOSURE_CELLS_MAX),
        cellsUnlisted: Math.max(0, all.length - EXPOSURE_CELLS_MAX),
      };
    },
  };
}

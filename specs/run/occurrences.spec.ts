import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../harness/model/history.ts';
import { photoId } from '../../harness/model/plan.ts';
import { countOccurrences } from '../../harness/run/occurrences.ts';

describe('what happened beside the asking', () => {
  it('is counted by kind: only upgrades that came about, each read and each change by itself', () => {
    const count = countOccurrences();
    const photo = photoId('p');
    const events: readonly HistoryEvent[] = [
      { kind: 'cancelled', atMs: 1, batch: 0 },
      { kind: 'cancelled', atMs: 2, batch: 3 },
      { kind: 'killed', atMs: 3, instance: 0 },
      { kind: 'upgraded', atMs: 4, to: '2', detail: null },
      { kind: 'upgraded', atMs: 5, to: '1', detail: 'no such version' },
      { kind: 'troubled', atMs: 6, batch: 4, reads: ['a: cut after 3 ms', 'b: whole after 90 ms'] },
      { kind: 'changed', atMs: 7, photo, version: 3, changes: ['moved', 'replaced'] },
      { kind: 'changed', atMs: 8, photo, version: 4, changes: ['moved'] },
      { kind: 'changed', atMs: 8, photo, version: 1, changes: ['uploaded'] },
      { kind: 'changed', atMs: 8, photo, version: 2, changes: ['shared', 'replaced'] },
      { kind: 'settled', atMs: 9, batch: 4 },
    ];
    events.forEach(count.see);
    expect(count.occurrences()).toEqual({
      calledOff: 2,
      killed: 1,
      upgraded: 1,
      readsInTrouble: 2,
      replaced: 2,
      recreated: 0,
      archived: 0,
      moved: 2,
      uploaded: 1,
      shared: 1,
    });
  });
});

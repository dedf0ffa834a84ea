import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutIntoBatches } from '../../harness/generate/batches.ts';

const asksFor = (photos: readonly number[]) => photos.map((photo, recipe) => ({ photo, recipe }));
const photosIn = (photos: readonly number[], batch: number) =>
  cutIntoBatches(asksFor(photos), batch).map((asks) => asks.map(({ photo }) => photo));

describe('cutting asks into batches', () => {
  it('keeps the order where it can', () => {
    expect(photosIn([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('lets a photo that is in the batch already wait for the next', () => {
    expect(photosIn([1, 1, 2, 3], 2)).toEqual([
      [1, 2],
      [1, 3],
    ]);
  });

  it('changes places with an earlier ask when a photo would otherwise be left over at the end', () => {
    expect(photosIn([1, 2, 3, 4, 5, 5], 2).map(({ length }) => length)).toEqual([2, 2, 2]);
  });

  it('makes short batches when there are too few photos to fill them', () => {
    expect(photosIn([1, 1, 1, 2], 16)).toEqual([[1, 2], [1], [1]]);
  });

  it('loses no ask, repeats none, and never puts a photo twice into a batch', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 })), fc.integer({ min: 1, max: 8 }), (photos, batch) => {
        const batches = cutIntoBatches(asksFor(photos), batch);
        expect(batches.flat().toSorted((a, b) => a.recipe - b.recipe)).toEqual(asksFor(photos));
        for (const asks of batches) {
          expect(asks.length).toBeLessThanOrEqual(batch);
          expect(new Set(asks.map(({ photo }) => photo)).size).toBe(asks.length);
        }
      }),
      { seed: 1 },
    );
  });
});

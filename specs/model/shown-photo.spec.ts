import { describe, expect, it } from 'vitest';
import { toStoredGrid } from '../../harness/model/orientation.ts';
import { createShownPhotos } from '../../harness/model/shown-photo.ts';
import { signatureGrid } from '../../harness/model/signature.ts';
import { photoPlan } from '../materialise/photo-plan.ts';

const PHOTO = photoPlan({ widthPx: 400, heightPx: 300, orientationExif: 6 });

describe('a shown photo', () => {
  it('is upright where the tag is obeyed', () => {
    const { size, grid } = createShownPhotos('n', 4)(PHOTO, 'rotate');
    expect(size).toEqual({ widthPx: 400, heightPx: 300 });
    expect(grid).toEqual(signatureGrid('n', PHOTO));
  });

  it.each(['drop', 'keep'] as const)('lies as it is stored where the policy is to %s the tag', (policy) => {
    const { size, grid } = createShownPhotos('n', 4)(PHOTO, policy);
    const upright = signatureGrid('n', PHOTO);
    expect(size).toEqual({ widthPx: 300, heightPx: 400 });
    expect([grid.columns, grid.rows]).toEqual([upright.rows, upright.columns]);
    expect(grid.offsets).toEqual(toStoredGrid(upright.offsets, upright.columns, upright.rows, 6));
  });

  it('is told apart from its other versions', () => {
    const shown = createShownPhotos('n', 4);
    expect(shown(PHOTO, 'rotate').grid.offsets).not.toEqual(shown({ ...PHOTO, version: 2 }, 'rotate').grid.offsets);
  });

  it('is remembered for as long as there is room, and made again the same when it was forgotten', () => {
    const shown = createShownPhotos('n', 2);
    const first = shown(PHOTO, 'rotate');
    expect(shown(PHOTO, 'rotate')).toBe(first);
    for (const version of [2, 3, 4]) shown({ ...PHOTO, version }, 'rotate');
    expect(shown(PHOTO, 'rotate')).not.toBe(first);
    expect(shown(PHOTO, 'rotate')).toEqual(first);
  });
});

import { describe, expect, it } from 'vitest';
import { signatureGrid } from '../../harness/model/signature.ts';
import {
  changesBefore,
  everyPicture,
  everyVersion,
  isDeletion,
  isOwnPicture,
  isSamePicture,
  photoAt,
} from '../../harness/model/photo-versions.ts';
import { askKey, photoId, type Ask, type Change } from '../../harness/model/plan.ts';
import { photoPlan } from '../materialise/photo-plan.ts';
import { oneAtATime } from '../literals/workload.ts';

const LIFE: readonly Change[] = [
  { kind: 'moved', album: 'winter', name: 'M.jpg' },
  { kind: 'recreated' },
  { kind: 'archived' },
];
const photo = photoPlan({ changes: LIFE });
const asked = (version: number) => [{ key: askKey(`a${version}`), photo: photo.id, recipe: 0, version }];
const plan = { photos: [photo], workload: oneAtATime([asked(1), asked(2), asked(3), asked(4)]) };

describe('a photo that changes', () => {
  it('is by each version what its changes have made of it, and beyond them a replaced one', () => {
    expect([1, 2, 3, 4, 5].map((version) => photoAt(photo, version))).toMatchObject([
      { version: 1, album: 'summer', archived: false },
      { version: 2, album: 'winter', name: 'M.jpg', drawnAs: 1, mtimeMs: photo.mtimeMs, archived: false },
      { version: 3, album: 'winter', mtimeMs: photo.mtimeMs + 60_000, archived: false },
      { version: 4, album: 'winter', drawnAs: 3, mtimeMs: photo.mtimeMs + 120_000, archived: true },
      { version: 5, album: 'winter', archived: true },
    ]);
    expect(photoAt(photo, 3)).not.toHaveProperty('drawnAs');
    expect(photoAt(photo, 1)).toBe(photo);
  });

  it('shows the same pixels once moved or archived, and others once created anew', () => {
    const grids = [1, 2, 3, 4].map((version) => signatureGrid('n', photoAt(photo, version)));
    expect(grids[1]).toEqual(grids[0]);
    expect(grids[2]).not.toEqual(grids[0]);
    expect(grids[3]).toEqual(grids[2]);
    expect(isSamePicture(photoAt(photo, 2), photo)).toBe(true);
    expect(isSamePicture(photoAt(photo, 3), photo)).toBe(false);
  });

  it('counts as a picture of its own only where it was drawn anew', () => {
    expect(everyVersion(plan).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(everyPicture(plan).map(({ version }) => version)).toEqual([1, 3]);
  });

  it('owns what a twin was while the two were alike, however often the twin has moved', () => {
    const twin = photoPlan({ id: photoId('twin') });
    expect(isOwnPicture(photoAt(photo, 2), twin)).toBe(true);
    expect(isOwnPicture(photoAt(photo, 3), twin)).toBe(false);
    expect(isOwnPicture(photoAt(photo, 3), photoAt(photo, 4))).toBe(true);
  });

  it('changes just before the batch that asks for a later version, however many changes that takes', () => {
    const shortly = (asks: readonly (readonly Ask[])[]) =>
      [...changesBefore({ photos: [photo], workload: oneAtATime(asks) })].map(([batch, changes]) => [
        batch,
        changes.map((change) => [change.before.version, change.after.version, ...change.kinds]),
      ]);
    expect(shortly([asked(1), asked(2), asked(2), asked(5)])).toEqual([
      [1, [[1, 2, 'moved']]],
      [3, [[2, 5, 'recreated', 'archived', 'replaced']]],
    ]);
    const deletions = [...changesBefore(plan).values()].flat().map(isDeletion);
    expect(deletions).toEqual([true, true, false]);
  });
});

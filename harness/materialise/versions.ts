// A photo that is replaced while it is being asked for must change all at once, and its earlier versions must not be
// lost: they are evidence, and what was asked for under an earlier version is asked for again alone under that one.

import { copyFileSync, mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { everyVersion } from '../model/photo-versions.ts';
import type { PhotoPlan, TrialPlan } from '../model/plan.ts';
import { diskTrouble } from './disk-trouble.ts';
import { groupedBy } from './grouped-by.ts';
import { photoPath } from './layout.ts';
import { materialise, type Materialised, type MaterialiseOptions } from './materialise.ts';

/** `pathOf` is the place of a version of a photo, which may be that of an earlier one, or one that another photo has left. */
export type VersionedPhotos = Materialised & {
  /** A file of exactly this version: the one asked for while that is current, and a copy of it otherwise. */
  readonly fileOf: (photo: PhotoPlan) => string;
  /**
   * Makes this version the current one, in its place; true when it was not. A photo that is replaced or archived changes
   * all at once, by a rename; one that is created anew, or moved, is gone for a moment. Throws a DiskTrouble.
   */
  readonly show: (photo: PhotoPlan) => boolean;
};

/**
 * Lays every photo that is uploaded before the load in its first version, and keeps the others, and those that will come of
 * some of them, aside, in folders beside the photos. Rejects as `materialise` does.
 */
export async function materialiseVersions(plan: TrialPlan, options: MaterialiseOptions): Promise<VersionedPhotos> {
  const { photosFolder } = options;
  const first = new Map(plan.photos.map((photo) => [photo.id, photo]));
  const early = plan.photos.filter(({ uploaded }) => uploaded === 'before');
  const laid = await materialise(early, options);
  const current = new Map(early.map((photo) => [photo.id, photo]));
  const holders = new Map(early.map(({ id, ...place }) => [photoPath(photosFolder, place), id]));
  /** Aside, every version lies where the first one does: two that move to one place in turn must not meet there. */
  const atHome = (photo: PhotoPlan): PhotoPlan => {
    const { album, name } = first.get(photo.id) ?? photo;
    return { ...photo, album, name };
  };
  const asideIn = (version: number) => `${photosFolder}-version-${version}`;
  const later = everyVersion(plan).filter(({ id, version }) => current.get(id)?.version !== version);
  const changing = new Set(later.map(({ id }) => id));
  const asideOf = (photo: PhotoPlan) => photoPath(asideIn(photo.version), atHome(photo));
  for (const photo of early) if (changing.has(photo.id)) copy(laid.pathOf(photo), asideOf(photo), photo.mtimeMs);
  for (const [version, photos] of groupedBy(later, (photo) => photo.version))
    await materialise(photos.map(atHome), { ...options, photosFolder: asideIn(version) });
  const isCurrent = ({ id, version }: PhotoPlan) => current.get(id)?.version === version;

  const put = (photo: PhotoPlan) => {
    const before = laid.pathOf(current.get(photo.id) ?? photo);
    const place = laid.pathOf(photo);
    const incoming = `${photosFolder}-version-${photo.version}.incoming`;
    copy(asideOf(photo), incoming, photo.mtimeMs);
    const isGoneFirst = place !== before || wasRecreated(first.get(photo.id), photo);
    if (isGoneFirst && holders.get(before) === photo.id) {
      rmSync(before, { force: true });
      holders.delete(before);
    }
    mkdirSync(dirname(place), { recursive: true });
    renameSync(incoming, place);
    const holder = holders.get(place);
    // Going back in time, an earlier holder of the place takes it from the later one.
    if (holder !== undefined && holder !== photo.id) current.delete(holder);
    holders.set(place, photo.id);
  };
  return {
    ...laid,
    fileOf: (photo) => (isCurrent(photo) ? laid.pathOf(photo) : asideOf(photo)),
    show: (photo) => {
      if (isCurrent(photo)) return false;
      try {
        put(photo);
      } catch (error) {
        throw diskTrouble(error, photosFolder);
      }
      current.set(photo.id, photo);
      return true;
    },
  };
}

function wasRecreated(first: PhotoPlan | undefined, { version }: PhotoPlan): boolean {
  return first?.changes[version - 1 - first.version]?.kind === 'recreated';
}

/** A copy, not a link: a thumbnailer that writes into its source would change every version at once. */
function copy(from: string, to: string, mtimeMs: number): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  utimesSync(to, mtimeMs / 1000, mtimeMs / 1000);
}

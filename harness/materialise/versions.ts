// A photo that is replaced while it is being asked for must change all at once, and its earlier versions must not be
// lost: they are evidence, and what was asked for under an earlier version is asked for again alone under that one.

import { copyFileSync, mkdirSync, renameSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { everyVersion, type PhotoPlan, type TrialPlan } from '../model/plan.ts';
import { diskTrouble } from './disk-trouble.ts';
import { groupedBy } from './grouped-by.ts';
import { photoPath } from './layout.ts';
import { materialise, type Materialised, type MaterialiseOptions } from './materialise.ts';

/** `pathOf` is the name a photo is asked for under, whatever its version. */
export type VersionedPhotos = Materialised & {
  /** A file of exactly this version: the one asked for while that is current, and a copy of it otherwise. */
  readonly fileOf: (photo: PhotoPlan) => string;
  /** Makes this version the current one, by an atomic rename; true when it was not. Throws a DiskTrouble. */
  readonly show: (photo: PhotoPlan) => boolean;
};

/**
 * Lays every photo of the plan in its first version, and keeps those that will replace some of them aside, in folders
 * beside the photos. Rejects as `materialise` does.
 */
export async function materialiseVersions(plan: TrialPlan, options: MaterialiseOptions): Promise<VersionedPhotos> {
  const { photosFolder } = options;
  const laid = await materialise(plan.photos, options);
  const asideIn = (version: number) => `${photosFolder}-version-${version}`;
  const current = new Map<string, number>();
  const later = everyVersion(plan).filter(({ version }) => version > FIRST_VERSION);
  const replaced = new Set(later.map(({ id }) => id));
  for (const photo of plan.photos)
    if (replaced.has(photo.id)) copy(laid.pathOf(photo), photoPath(asideIn(photo.version), photo), photo.mtimeMs);
  for (const [version, photos] of groupedBy(later, ({ version }) => version))
    await materialise(photos, { ...options, photosFolder: asideIn(version) });
  const currentOf = (photo: PhotoPlan) => current.get(photo.id) ?? FIRST_VERSION;
  const fileOf = (photo: PhotoPlan) =>
    currentOf(photo) === photo.version ? laid.pathOf(photo) : photoPath(asideIn(photo.version), photo);
  return {
    ...laid,
    fileOf,
    show: (photo) => {
      if (currentOf(photo) === photo.version) return false;
      const incoming = `${photosFolder}-version-${photo.version}.incoming`;
      try {
        copy(fileOf(photo), incoming, photo.mtimeMs);
        renameSync(incoming, laid.pathOf(photo));
      } catch (error) {
        throw diskTrouble(error, photosFolder);
      }
      current.set(photo.id, photo.version);
      return true;
    },
  };
}

const FIRST_VERSION = 1;

/** A copy, not a link: a thumbnailer that writes into its source would change every version at once. */
function copy(from: string, to: string, mtimeMs: number): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  utimesSync(to, mtimeMs / 1000, mtimeMs / 1000);
}

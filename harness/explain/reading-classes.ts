// Which cells of a photo lie under a region depends on how its shape is placed in the thumbnail. Photos whose cells lie
// within a fraction of a cell of each other are read alike, so that a region is read hundreds of times, not a million.

import { RUN_WORDS } from '../model/kernel/scan-kernel.ts';
import { storedSize } from '../model/orientation.ts';
import { placementOf, type Placement, type Size } from '../model/placement.ts';
import type { Orientation } from '../model/plan.ts';
import { policyFor, type ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import { coarseLattice, FINE_CELLS_PER_COARSE } from '../model/signature.ts';
import type { PhotoIndex, Shape } from './photo-index.ts';

/** Photos whose cells lie alike in a thumbnail: coarse `columns` × `rows` as shown, placed like a photo of this `source` size. */
export type Geometry = {
  readonly columns: number;
  readonly rows: number;
  readonly source: Size;
  readonly thumbnail: Size;
};

/** Of these, the photos that are shown turned alike: `orientation` is 1 for those shown upright. */
export type ReadingClass = { readonly geometry: number; readonly orientation: Orientation };

export type ReadingClasses = {
  readonly geometries: readonly Geometry[];
  readonly classes: readonly ReadingClass[];
  /** Of the scan: codewords that follow each other, and the index of their class. */
  readonly runs: Int32Array;
};

/** Photos whose cells lie within this many fine cells of each other at the thumbnail's edges are read alike. */
const ALIKE_CELLS = 0.5;

/** The classes of the indexed photos as a recipe shows them under a profile. */
export function readingClasses(index: PhotoIndex, recipe: Recipe, profile: ReadableProfile): ReadingClasses {
  const geometryOf = new Map<string, number>();
  const geometries: Geometry[] = [];
  const offCentres: number[] = [];
  const classOf = new Map<number, number>();
  const classes: ReadingClass[] = [];
  const runs: number[] = [];
  for (const shape of index.shapes) {
    const { source, orientation } = shownShape(shape, profile);
    const lattice = coarseLattice(source.widthPx, source.heightPx);
    const placement = placementOf(profile.placement, recipe, source);
    const { key, offCentre } = cellsUnder(placement, source, lattice);
    const known = geometryOf.get(key);
    const at = known ?? geometries.length;
    if (known === undefined || offCentre < (offCentres[at] as number)) {
      // The one nearest to the middle of its class speaks for all.
      geometryOf.set(key, at);
      geometries[at] = { ...lattice, source, thumbnail: placement.thumbnail };
      offCentres[at] = offCentre;
    }
    const classKey = at * 8 + orientation - 1;
    const ofClass = classOf.get(classKey) ?? classes.length;
    if (ofClass === classes.length) {
      classOf.set(classKey, ofClass);
      classes.push({ geometry: at, orientation });
    }
    if (runs.at(-1) === ofClass) runs[runs.length - 2] = (runs.at(-2) as number) + shape.count;
    else runs.push(shape.first, shape.count, ofClass);
  }
  if (runs.length % RUN_WORDS !== 0) throw new RangeError(`Expected runs of ${RUN_WORDS} words each.`);
  return { geometries, classes, runs: Int32Array.from(runs) };
}

function shownShape({ photo, format }: Shape, profile: ReadableProfile): { source: Size; orientation: Orientation } {
  const upright = { widthPx: photo.widthPx, heightPx: photo.heightPx };
  const orientation = photo.orientationExif;
  if (orientation === 1 || policyFor(profile, format) === 'rotate') return { source: upright, orientation: 1 };
  const { width, height } = storedSize(upright.widthPx, upright.heightPx, orientation);
  return { source: { widthPx: width, heightPx: height }, orientation };
}

/** A key that photos read alike share, and how far this one lies from the middle of them. */
function cellsUnder(
  { thumbnail, x, y }: Placement,
  source: Size,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): { readonly key: string; readonly offCentre: number } {
  const across = (FINE_CELLS_PER_COARSE * columns) / (source.widthPx * ALIKE_CELLS);
  const down = (FINE_CELLS_PER_COARSE * rows) / (source.heightPx * ALIKE_CELLS);
  const edges = [x.from * across, x.to * across, y.from * down, y.to * down];
  const steps = edges.map(Math.round);
  const offCentre = edges.reduce((sum, edge, i) => sum + Math.abs(edge - (steps[i] as number)), 0);
  const parts = [
    thumbnail.widthPx,
    thumbnail.heightPx,
    columns,
    rows,
    x.start,
    x.lengthPx,
    y.start,
    y.lengthPx,
    ...steps,
  ];
  return { key: parts.join(), offCentre };
}

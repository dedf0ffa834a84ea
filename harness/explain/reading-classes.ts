// Which cells of a photo lie under a region depends on how its shape is placed in the thumbnail. Photos whose cells lie
// within a fraction of a cell of each other are read alike, so that a region is read hundreds of times, not a million.

import { storedSize } from '../model/orientation.ts';
import { placementOf, type Placement, type Size } from '../model/placement.ts';
import type { Orientation } from '../model/plan.ts';
import { policyFor, type ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import { coarseLattice, FINE_CELLS_PER_COARSE } from '../model/signature.ts';
import type { PhotoIndex, Shape } from './photo-index.ts';

/**
 * Photos whose cells lie alike in a thumbnail: coarse `columns` × `rows` as shown, placed like a photo of this `source`
 * size. `classes` are those of them that are turned alike.
 */
export type Geometry = {
  readonly columns: number;
  readonly rows: number;
  readonly source: Size;
  readonly thumbnail: Size;
  readonly classes: readonly ReadingClass[];
};

/** `orientation` is 1 for photos that are shown upright; `key` numbers all classes. */
export type ReadingClass = { readonly orientation: Orientation; readonly key: number };

export type ReadingClasses = {
  readonly geometries: readonly Geometry[];
  /** How many classes there are. */
  readonly count: number;
  /** Of the scan: codewords that follow each other, and the key of their class. */
  readonly runs: Int32Array;
};

/** Photos whose cells lie within this many fine cells of each other at the thumbnail's edges are read alike. */
const ALIKE_CELLS = 0.5;

/** The classes of the indexed photos as a recipe shows them under a profile. */
export function readingClasses(index: PhotoIndex, recipe: Recipe, profile: ReadableProfile): ReadingClasses {
  const drafts = new Map<string, Draft>();
  const runs: number[] = [];
  let count = 0;
  for (const shape of index.shapes) {
    const { source, orientation } = shownShape(shape, profile);
    const lattice = coarseLattice(source.widthPx, source.heightPx);
    const placement = placementOf(profile.placement, recipe, source);
    const { name, offCentre } = cellsUnder(placement, source, lattice);
    const draft: Draft = drafts.get(name) ?? { lattice, source, placement, offCentre, classes: [] };
    drafts.set(name, draft);
    if (offCentre < draft.offCentre) Object.assign(draft, { source, placement, offCentre });
    const known = draft.classes.find((each) => each.orientation === orientation);
    const key = known?.key ?? count++;
    if (known === undefined) draft.classes.push({ orientation, key });
    if (runs.at(-1) === key) runs[runs.length - 2] = (runs.at(-2) as number) + shape.count;
    else runs.push(shape.first, shape.count, key);
  }
  const geometries = [...drafts.values()].map(
    ({ lattice, source, placement, classes }): Geometry => ({
      ...lattice,
      source,
      thumbnail: placement.thumbnail,
      classes,
    }),
  );
  return { geometries, count, runs: Int32Array.from(runs) };
}

/** The source that lies nearest to the middle of its class speaks for all. */
type Draft = {
  readonly lattice: { readonly columns: number; readonly rows: number };
  source: Size;
  placement: Placement;
  offCentre: number;
  readonly classes: ReadingClass[];
};

function shownShape({ photo, format }: Shape, profile: ReadableProfile): { source: Size; orientation: Orientation } {
  const upright = { widthPx: photo.widthPx, heightPx: photo.heightPx };
  const orientation = photo.orientationExif;
  if (policyFor(profile, format) === 'rotate') return { source: upright, orientation: 1 };
  const { width, height } = storedSize(upright.widthPx, upright.heightPx, orientation);
  return { source: { widthPx: width, heightPx: height }, orientation };
}

/** A name that photos read alike share, and how far this one lies from the middle of them. */
function cellsUnder(
  { thumbnail, x, y }: Placement,
  source: Size,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): { readonly name: string; readonly offCentre: number } {
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
  return { name: parts.join(), offCentre };
}

// Which photos of the run could have given these pixels? Both lattices vote for the bits of the codeword that the region
// shows, once per class of photos; every photo's codeword is then compared with them, none left out.

import type { SeenBits } from '../model/kernel/scan-kernel.ts';
import { storedSize, toStoredGrid } from '../model/orientation.ts';
import { freedomOf, slid, slides } from '../model/locate.ts';
import { isSizeNear, placementOf, type Placement, type Size } from '../model/placement.ts';
import type { Orientation, PhotoPlan } from '../model/plan.ts';
import type { ReadableProfile } from '../model/profile.ts';
import type { Recipe } from '../model/recipe.ts';
import { cellBits, CODEWORD_BITS, CODEWORD_WORDS, FINE_CELLS_PER_COARSE, type CellBits } from '../model/signature.ts';
import type { CellWindow } from './cell-means.ts';
import { readCells, type CellReading } from './cell-reading.ts';
import { HITS_MAX, type PhotoIndex } from './photo-index.ts';
import type { Geometry, ReadingClasses } from './reading-classes.ts';
import type { Sight } from './sight.ts';

/** `odds`: the natural logarithm of how much likelier these bits are if the photo gave them than if a stranger did. */
export type Fitting = { readonly photo: PhotoPlan; readonly odds: number };

/**
 * `fitting` in no order. `shownMost` is how many bits of a codeword the region shows, in the class of photos of which it
 * shows most; 0 also when so many fit that not all were kept.
 */
export type Found = { readonly fitting: readonly Fitting[]; readonly shownMost: number };

/** Strangers among the hits, on average: what is true lies far before them or cannot be told from them. */
const STRANGERS_EXPECTED = 48;
/** This share of the bits may be wrong in a photo that did give the pixels, however few bits there are. */
const WRONG_SHARE = 1 / 12;
/** A bit less sure than this is not held against anybody: wrong more often than once in four. */
const SURENESS_MIN = 1.1;
/** In a region's own photo, one bit in this many is wrong: more than in most, for the rim of a region is not all its own. */
const WRONG_BITS = 1 / 20;
const ODDS_OF_EQUAL = Math.log(2 * (1 - WRONG_BITS));
const ODDS_OF_OTHER = Math.log(2 * WRONG_BITS);
/** With fewer bits than this, one photo in 250 fits. */
const BITS_MIN = 8;

export function searchCodewords(
  index: PhotoIndex,
  { geometries, count, runs }: ReadingClasses,
  sight: Sight,
  picture: Size,
  recipe: Recipe,
  profile: ReadableProfile,
): Found {
  const places = geometries.map((geometry) => placesUnder(geometry, picture, recipe, profile));
  // Where photos are cropped to their content, each place that a photo may be seen from is tried in turn.
  const turns = Math.max(1, ...places.map((of) => of.length));
  const limits = limitsFor(index.photos.length * turns);
  const best = new Map<PhotoPlan, Fitting>();
  let [shownMost, isOverfull] = [0, false];
  for (let turn = 0; turn < turns; turn++) {
    const seen = Array.from({ length: count }, (): Shown | null => null);
    geometries.forEach(({ columns, rows, source, classes }, at) => {
      const placement = places[at]?.[turn];
      if (placement === undefined) return;
      const reading = readCells(sight, { columns, rows, source, placement }, profile);
      for (const { orientation, key } of classes) {
        const shown = shownBits(reading, columns, bitsShown(columns, rows, orientation));
        seen[key] = shown.count >= BITS_MIN ? shown : null;
      }
    });
    const hits = index.scan(seen, limits, runs);
    const classAt = classOfCodeword(runs);
    hits.codeword.forEach((codeword, hit) => {
      const shown = seen[classAt(codeword)]?.count ?? 0;
      const differing = hits.differing[hit] as number;
      const photo = index.photos[index.positions[codeword] as number] as PhotoPlan;
      const odds = (shown - differing) * ODDS_OF_EQUAL + differing * ODDS_OF_OTHER;
      if (odds > (best.get(photo)?.odds ?? Number.NEGATIVE_INFINITY)) best.set(photo, { photo, odds });
    });
    isOverfull ||= hits.found > HITS_MAX;
    shownMost = Math.max(shownMost, ...seen.map((shown) => shown?.count ?? 0));
  }
  return { fitting: [...best.values()], shownMost: isOverfull ? 0 : shownMost };
}

/** Half a fine cell: no cell of a photo is then read for its neighbour. */
const STEP_CELLS = 0.5 / FINE_CELLS_PER_COARSE;

/** Where photos of a geometry may lie under a thumbnail of the picture's size; nowhere if they make one of another size. */
function placesUnder(
  { columns, rows, source, thumbnail }: Geometry,
  picture: Size,
  recipe: Recipe,
  profile: ReadableProfile,
): readonly Placement[] {
  if (!isSizeNear(thumbnail, picture)) return [];
  const size = { widthPx: picture.widthPx, heightPx: picture.heightPx };
  const middle = placementOf(profile.placement, recipe, source, size);
  const freedom = freedomOf(profile.placement, middle, source, { columns, rows });
  return freedom === null
    ? [middle]
    : slides(freedom, STEP_CELLS).map((px) => slid(middle, { axis: freedom.axis, px }));
}

type Shown = SeenBits & { readonly count: number };

/** Votes of all cells that show a bit, and which bits are sure enough. */
function shownBits({ coarse, fine }: CellReading, columns: number, of: CellBits): Shown {
  votes.fill(0);
  countVotes(coarse, columns, of.coarse, null);
  if (fine !== null) countVotes(fine, columns * FINE_CELLS_PER_COARSE, of.fine, of.inverted);
  const bits = new Uint32Array(CODEWORD_WORDS);
  const mask = new Uint32Array(CODEWORD_WORDS);
  let count = 0;
  for (let bit = 0; bit < CODEWORD_BITS; bit++) {
    const vote = votes[bit] as number;
    if (Math.abs(vote) < SURENESS_MIN) continue;
    const [word, one] = [bit >>> 5, 1 << (bit & 31)];
    if (vote > 0) bits[word] = (bits[word] as number) | one;
    mask[word] = (mask[word] as number) | one;
    count++;
  }
  return { bits, mask, count };
}

/** Overwritten by each reading: a region is read hundreds of times. */
const votes = new Float32Array(CODEWORD_BITS);

/** Adds what each cell of a lattice of `columns` says of the bit that it shows. */
function countVotes(
  { left, top, width, height, values }: CellWindow,
  columns: number,
  bits: Uint8Array,
  inverted: Uint8Array | null,
): void {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const cell = (top + row) * columns + left + column;
      const bit = bits[cell] as number;
      const vote = values[row * width + column] as number;
      if (vote === 0) continue;
      votes[bit] = (votes[bit] as number) + (inverted?.[cell] === 1 ? -vote : vote);
    }
  }
}

const knownBits = new Map<string, CellBits>();

/** The bits of a lattice of `columns` × `rows` coarse cells as shown, when it is shown as stored with this orientation tag. */
function bitsShown(columns: number, rows: number, orientation: Orientation): CellBits {
  const key = `${columns}x${rows}|${orientation}`;
  const known = knownBits.get(key);
  if (known !== undefined) return known;
  const { width, height } = storedSize(columns, rows, orientation);
  const upright = cellBits(width, height);
  const turned = (cells: Uint8Array, scale = FINE_CELLS_PER_COARSE) =>
    new Uint8Array(toStoredGrid(new Int8Array(cells.buffer), width * scale, height * scale, orientation).buffer);
  const bits = {
    coarse: turned(upright.coarse, 1),
    fine: turned(upright.fine),
    inverted: turned(upright.inverted),
  };
  knownBits.set(key, bits);
  return bits;
}

/** The class of a codeword: hits come in the order of the runs, so they are found by walking along. */
function classOfCodeword(runs: Int32Array): (codeword: number) => number {
  let run = 0;
  return (codeword) => {
    while (codeword >= (runs[run] as number) + (runs[run + 1] as number)) run += 3;
    return runs[run + 2] as number;
  };
}

const knownLimits = new Map<number, Int32Array>();

/** For each number of bits: how many may differ, so that among `photos` strangers few fit. */
function limitsFor(photos: number): Int32Array {
  const known = knownLimits.get(photos);
  if (known !== undefined) return known;
  const chance = STRANGERS_EXPECTED / photos;
  const limits = Int32Array.from({ length: CODEWORD_BITS + 1 }, (_, bits) => {
    let [term, sum, limit] = [0.5 ** bits, 0, -1];
    for (let differing = 0; differing <= bits; differing++) {
      sum += term;
      if (sum > chance) break;
      limit = differing;
      term *= (bits - differing) / (differing + 1);
    }
    return Math.max(limit, Math.floor(bits * WRONG_SHARE));
  });
  knownLimits.set(photos, limits);
  return limits;
}

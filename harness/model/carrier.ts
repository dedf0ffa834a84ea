// Painted photos exercise no code that depends on what a picture shows. So real ones can carry the signature: their
// contrast is compressed and the signature laid over them at half its strength, so that luma stays where decoders agree.

import { axisWeights, EDGE_BLUR_CELLS, paintOffsets } from './paint.ts';
import type { CarrierCrop, PhotoPlan } from './plan.ts';
import { signatureGrid, type SignatureGrid } from './signature.ts';

/**
 * A photograph at bounded size: luma offsets from mid grey, row-major; and colour differences (Cb, Cr of ITU-R BT.601) in
 * an eighth of the resolution. All within ±127.
 */
export type Carrier = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly luma: Int8Array;
  readonly chromaWidthPx: number;
  readonly chromaHeightPx: number;
  readonly blue: Int8Array;
  readonly red: Int8Array;
};

/** The carrier of that digest; throws a RangeError that says so when the folder has none. */
export type CarrierOf = (digest: string) => Carrier;

export const NO_CARRIERS: CarrierOf = (digest) => {
  throw new RangeError(
    `Expected the photograph with digest ${digest}, which the plan paints over, got no such one. Give --photos the folder that the plan was made with.`,
  );
};

/** Under a signature a carrier's luma lies within 48 levels of mid grey: with half the signature's 90 that makes 93. */
const MARKED_CONTRAST = 48 / 127;
/** The signature over a carrier is this strong, of its strength by itself. */
const CARRIED_STRENGTH = 0.5;
/** Cells of a carried photo along each side of a fine cell: 256 along the long side. */
export const CARRIER_DETAIL = 4;

type CarriedPhoto = Pick<PhotoPlan, 'contentId' | 'version' | 'drawnAs' | 'frame' | 'widthPx' | 'heightPx' | 'carrier'>;

/** `grid` is all that an upright photo shows; `signature` is the part of it that is marked. One and the same without a carrier. */
export type PhotoGrids = { readonly grid: SignatureGrid; readonly signature: SignatureGrid };

/** How strong the signature of a photo is, 0 to 1. */
export function signatureStrength({ carrier }: Pick<PhotoPlan, 'carrier'>): number {
  if (carrier === null) return 1;
  return carrier.marked ? CARRIED_STRENGTH : 0;
}

/** What a photo shows, in `detail` cells along each side of a fine cell of the signature. */
export function photoGrids(nonce: string, photo: CarriedPhoto, carrierOf: CarrierOf, detail: number): PhotoGrids {
  const full = signatureGrid(nonce, photo);
  if (photo.carrier === null) return { grid: full, signature: full };
  const { columns, rows } = full;
  const strength = signatureStrength(photo);
  const signature = { columns, rows, offsets: full.offsets.map((offset) => Math.round(strength * offset)) };
  const { luma, widthPx, heightPx } = carrierOf(photo.carrier.digest);
  const cells = { columns: columns * detail, rows: rows * detail };
  const carried = croppedTo({ values: luma, widthPx, heightPx }, photo.carrier, photo, cells);
  const marks = new Float32Array(carried.length);
  const along = (from: number, to: number) => axisWeights(from, to, 0, from, SOFT_EDGE);
  paintOffsets(signature.offsets, columns, rows, along(columns, cells.columns), along(rows, cells.rows), marks);
  const contrast = photo.carrier.marked ? MARKED_CONTRAST : 1;
  const offsets = new Int8Array(carried.length);
  for (let at = 0; at < offsets.length; at++)
    offsets[at] = Math.round(contrast * (carried[at] as number) + (marks[at] as number));
  return { grid: { ...cells, offsets }, signature };
}

const SOFT_EDGE = [{ weight: 1, blurCells: EDGE_BLUR_CELLS }];

/** Any plane of a carrier, as large as the plane is. */
export type CarrierPlane = { readonly values: Int8Array; readonly widthPx: number; readonly heightPx: number };

/** The part of a plane under a crop of the photo's shape, in `columns` × `rows` cells, row-major. */
export function croppedTo(
  { values, widthPx, heightPx }: CarrierPlane,
  { x, y, zoom }: CarrierCrop,
  photo: Pick<PhotoPlan, 'widthPx' | 'heightPx'>,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Float32Array {
  const aspect = photo.widthPx / photo.heightPx;
  const width = zoom * Math.min(widthPx, heightPx * aspect);
  const height = zoom * Math.min(heightPx, widthPx / aspect);
  const [left, top] = [x * (widthPx - width), y * (heightPx - height)];
  const cells = new Float32Array(columns * rows);
  const alongX = axisWeights(widthPx, columns, left, left + width, SOFT_EDGE);
  const alongY = axisWeights(heightPx, rows, top, top + height, SOFT_EDGE);
  paintOffsets(values, widthPx, heightPx, alongX, alongY, cells);
  return cells;
}

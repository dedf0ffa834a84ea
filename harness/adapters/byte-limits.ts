// Whatever is examined may write without end, so every way in takes so much and no more, the same by each of them.

const MEBIBYTE = 1024 * 1024;

/** Of one thumbnail. */
export const MAX_OUTPUT_BYTES = 64 * MEBIBYTE;
/** Of what one process says on stdout and stderr. */
export const MAX_WRITTEN_BYTES = 16 * MEBIBYTE;

export function mebibytes(bytes: number): number {
  return Math.round(bytes / MEBIBYTE);
}

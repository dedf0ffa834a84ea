// A JPEG promises its size in a header, and its pixels come in scans: the two need not agree.

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);
/** Two bytes of marker, after which a segment says its own length. */
const MARKER_BYTES = 2;

/** Where the first scan's entropy-coded data begins (ITU-T T.81 §B.1). Throws a RangeError for a file without a scan. */
export function jpegPixelsFrom(jpeg: Buffer): number {
  const scan = scanFrom(jpeg, MARKER_BYTES);
  return scan + MARKER_BYTES + jpeg.readUInt16BE(scan + MARKER_BYTES);
}

/** All headers, and then the end: a size without any pixels (CVE-2013-6629). */
export function jpegHeaders(jpeg: Buffer): Buffer {
  return Buffer.concat([jpeg.subarray(0, scanFrom(jpeg, MARKER_BYTES)), END_OF_IMAGE]);
}

/** A progressive JPEG's first scan only: the mean colour of each 8×8 px block. */
export function jpegFirstScan(jpeg: Buffer): Buffer {
  return Buffer.concat([jpeg.subarray(0, entropyEnd(jpeg, jpegPixelsFrom(jpeg))), END_OF_IMAGE]);
}

/** The first share, 0 to 1, of the first scan's data, and then a proper end. */
export function jpegFewerPixels(jpeg: Buffer, share: number): Buffer {
  const from = jpegPixelsFrom(jpeg);
  const cut = from + Math.floor((entropyEnd(jpeg, from) - from) * share);
  // A byte 255 is written with a zero behind it: cut between the two it would begin a marker.
  return Buffer.concat([jpeg.subarray(0, jpeg[cut - 1] === 0xff ? cut - 1 : cut), END_OF_IMAGE]);
}

/** The marker of the first scan at or behind `at`, which is at a marker. */
function scanFrom(jpeg: Buffer, at: number): number {
  for (let marker = at; marker + 2 * MARKER_BYTES <= jpeg.length; ) {
    if (jpeg[marker + 1] === START_OF_SCAN) return marker;
    marker += MARKER_BYTES + jpeg.readUInt16BE(marker + MARKER_BYTES);
  }
  throw new RangeError('Expected a JPEG with a scan, got none.');
}

/** The next marker that is no stuffed byte; there are no restart markers in files of this stage. */
function entropyEnd(jpeg: Buffer, from: number): number {
  for (let at = jpeg.indexOf(0xff, from); at !== -1; at = jpeg.indexOf(0xff, at + 1)) if (jpeg[at + 1] !== 0) return at;
  return jpeg.length;
}

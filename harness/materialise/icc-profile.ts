// A colour profile names its maker, and some cameras write their serial number there. This one describes sRGB, so that
// obeying it changes no pixel, under a name of the photo's own.

const HEADER_BYTES = 128;
const TAG_ENTRY_BYTES = 12;

/** CIE XYZ of the D50 illuminant and of the sRGB primaries adapted to it (IEC 61966-2-1 with the Bradford transform). */
const D50 = [0.9642, 1, 0.8249] as const;
const PRIMARIES = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;
/** From D65 to D50, row by row. */
const ADAPTATION = [1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168] as const;
/** The sRGB curve as a parametric curve of type 3: exponent, a, b, c, d. */
const CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045] as const;

/** A version 4 display profile (ICC.1:2010 §8.3.3) of that description. */
export function iccProfile(description: string): Buffer {
  const curve = Buffer.concat([signed('para'), words(0x0003_0000), fixed(CURVE)]);
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', unicode(description)],
    ['cprt', unicode('CC0')],
    ['wtpt', xyz(D50)],
    ['chad', Buffer.concat([signed('sf32'), fixed(ADAPTATION)])],
    ['rXYZ', xyz(PRIMARIES.rXYZ)],
    ['gXYZ', xyz(PRIMARIES.gXYZ)],
    ['bXYZ', xyz(PRIMARIES.bXYZ)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table: Buffer[] = [words(tags.length)];
  const values: Buffer[] = [];
  const placed = new Map<Buffer, number>();
  let at = HEADER_BYTES + 4 + TAG_ENTRY_BYTES * tags.length;
  for (const [name, value] of tags) {
    const known = placed.get(value);
    if (known === undefined) {
      placed.set(value, at);
      const padded = Buffer.concat([value, Buffer.alloc(-value.length & 3)]);
      values.push(padded);
      table.push(Buffer.from(name, 'latin1'), words(at, value.length));
      at += padded.length;
    } else {
      table.push(Buffer.from(name, 'latin1'), words(known, value.length));
    }
  }
  return Buffer.concat([header(at), ...table, ...values]);
}

/** ICC.1:2010 §7.2: a profile of displays, from RGB to XYZ, of `sizeBytes` in all. Its date is fixed, as all else. */
function header(sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeUInt32BE(sizeBytes, 0);
  bytes.writeUInt32BE(0x0420_0000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  bytes.writeUInt16BE(2024, 24);
  bytes.writeUInt16BE(1, 26);
  bytes.writeUInt16BE(1, 28);
  bytes.write('acsp', 36, 'latin1');
  fixed(D50).copy(bytes, 68);
  return bytes;
}

/** multiLocalizedUnicodeType with one record, American English. */
function unicode(text: string): Buffer {
  const utf16 = Buffer.from(text, 'utf16le').swap16();
  return Buffer.concat([signed('mluc'), words(1, 12), Buffer.from('enUS', 'latin1'), words(utf16.length, 28), utf16]);
}

function xyz(values: readonly number[]): Buffer {
  return Buffer.concat([signed('XYZ '), fixed(values)]);
}

/** A type signature and its four reserved bytes. */
function signed(type: string): Buffer {
  return Buffer.concat([Buffer.from(type, 'latin1'), words(0)]);
}

/** s15Fixed16Number. */
function fixed(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 0x1_0000), 4 * index));
  return bytes;
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

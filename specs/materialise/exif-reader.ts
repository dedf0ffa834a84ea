// A reader of EXIF that shares nothing with the writer, so that neither can hide the other's mistakes.

/** Values by directory and tag, such as `ifd0 270`; text without its final NUL, numbers as they stand. */
export type Exif = { readonly values: ReadonlyMap<string, string | number>; readonly preview: Buffer | null };

const BYTES_EACH: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 };

/** `block` may begin with `Exif\0\0`. Throws where an offset leads out of it. */
export function readExif(block: Buffer): Exif {
  const tiff = block.toString('latin1', 0, 4) === 'Exif' ? block.subarray(6) : block;
  const big = tiff.toString('latin1', 0, 2) === 'MM';
  const u16 = (at: number) => (big ? tiff.readUInt16BE(at) : tiff.readUInt16LE(at));
  const u32 = (at: number) => (big ? tiff.readUInt32BE(at) : tiff.readUInt32LE(at));
  const values = new Map<string, string | number>();
  const read = (name: string, at: number): number => {
    const entries = u16(at);
    for (let i = 0; i < entries; i++) {
      const entry = at + 2 + 12 * i;
      const [tag, type, count] = [u16(entry), u16(entry + 2), u32(entry + 4)];
      const bytes = (BYTES_EACH[type] ?? 1) * count;
      const from = bytes > 4 ? u32(entry + 8) : entry + 8;
      if (from + bytes > tiff.length) throw new RangeError(`Expected ${name} ${tag} within the block, got ${from}.`);
      const value =
        type === 2 || type === 7
          ? tiff.toString('latin1', from, from + bytes).replace(/\0+$/, '')
          : type === 3
            ? u16(from)
            : u32(from);
      values.set(`${name} ${tag}`, value);
      if (tag === 0x8825) read('gps', u32(entry + 8));
    }
    return u32(at + 2 + 12 * entries);
  };
  const next = read('ifd0', u32(4));
  if (next !== 0) read('ifd1', next);
  const [from, length] = [values.get('ifd1 513'), values.get('ifd1 514')];
  const preview = typeof from === 'number' && typeof length === 'number' ? tiff.subarray(from, from + length) : null;
  return { values, preview };
}

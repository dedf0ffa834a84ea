// An AVIF with chosen properties and no pixels: enough for a header, and the only way to have every rotation in one.

export type AvifProperties = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Quarter turns anticlockwise; null without the box. */
  readonly irot: number | null;
  /** 0 exchanges top and bottom, 1 left and right; null without the box. */
  readonly imir: number | null;
};

/** The primary item is number 2; item 1 has a size of 9×9 that must not be taken for it. */
export function avifFile({ widthPx, heightPx, irot, imir }: AvifProperties): Buffer {
  const properties = [ispe(9, 9), ispe(widthPx, heightPx)];
  if (irot !== null) properties.push(box('irot', Buffer.from([irot])));
  if (imir !== null) properties.push(box('imir', Buffer.from([imir])));
  const own = properties.map((_, index) => index + 1).slice(1);
  const associations = Buffer.concat([
    u32(2),
    u16(1),
    Buffer.from([1, 1]),
    u16(2),
    Buffer.from([own.length, ...own.map((number) => 0x80 | number)]),
  ]);
  const itemProperties = box('iprp', box('ipco', ...properties), box('ipma', u32(0), associations));
  return Buffer.concat([
    box('ftyp', Buffer.from('mif1\0\0\0\0mif1avif', 'latin1')),
    box('meta', u32(0), box('pitm', u32(0), u16(2)), itemProperties),
  ]);
}

function ispe(widthPx: number, heightPx: number): Buffer {
  return box('ispe', u32(0), u32(widthPx), u32(heightPx));
}

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(length), Buffer.from(type, 'latin1'), ...content]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u16(value: number): Buffer {
  return u32(value).subarray(2);
}

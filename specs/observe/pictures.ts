// Pictures to be read back: a smooth shape in colours every format keeps, encoded in each way a thumbnailer may.

import sharp, { type Sharp } from 'sharp';

export type Picture = { readonly widthPx: number; readonly heightPx: number };

/** Red, green and blue between 60 and 190, so that no decoder clips; `alpha` fades from left to right. */
export function paint({ widthPx, heightPx }: Picture, channels: 3 | 4): Sharp {
  const pixels = Buffer.alloc(widthPx * heightPx * channels);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = (y * widthPx + x) * channels;
      pixels[at] = 60 + Math.floor((130 * x) / widthPx);
      pixels[at + 1] = 60 + Math.floor((130 * y) / heightPx);
      pixels[at + 2] = 120;
      if (channels === 4) pixels[at + 3] = Math.floor((255 * x) / widthPx);
    }
  }
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels } });
}

/** Every encoding that must be read, by a name that begins with its format. */
export const ENCODINGS: Readonly<Record<string, (picture: Picture) => Promise<Buffer>>> = {
  'jpeg baseline': async (picture) => paint(picture, 3).jpeg({ quality: 90 }).toBuffer(),
  'jpeg progressive': async (picture) => paint(picture, 3).jpeg({ quality: 90, progressive: true }).toBuffer(),
  'jpeg without chroma subsampling': async (picture) =>
    paint(picture, 3).jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer(),
  'jpeg grey': async (picture) => paint(picture, 3).greyscale().jpeg({ quality: 90 }).toBuffer(),
  'png colour': async (picture) => paint(picture, 3).png().toBuffer(),
  'png interlaced': async (picture) => paint(picture, 3).png({ progressive: true }).toBuffer(),
  'png palette': async (picture) => paint(picture, 3).png({ palette: true }).toBuffer(),
  'png grey': async (picture) => paint(picture, 3).greyscale().png().toBuffer(),
  'png alpha': async (picture) => paint(picture, 4).png().toBuffer(),
  'png grey alpha': async (picture) => paint(picture, 4).greyscale().png().toBuffer(),
  'png 16-bit': async (picture) => paint(picture, 3).toColourspace('rgb16').png().toBuffer(),
  'png 16-bit alpha': async (picture) => paint(picture, 4).toColourspace('rgb16').png().toBuffer(),
  'png 16-bit grey': async (picture) => paint(picture, 3).toColourspace('grey16').png().toBuffer(),
  'png 16-bit grey alpha': async (picture) => paint(picture, 4).toColourspace('grey16').png().toBuffer(),
  'webp lossy': async (picture) => paint(picture, 3).webp({ quality: 90 }).toBuffer(),
  'webp lossless': async (picture) => paint(picture, 3).webp({ lossless: true }).toBuffer(),
  'webp alpha': async (picture) => paint(picture, 4).webp({ quality: 90 }).toBuffer(),
  'avif colour': async (picture) => paint(picture, 3).avif({ quality: 90, effort: 0 }).toBuffer(),
  'avif grey': async (picture) => paint(picture, 3).greyscale().avif({ quality: 90, effort: 0 }).toBuffer(),
  'avif alpha': async (picture) => paint(picture, 4).avif({ quality: 90, effort: 0 }).toBuffer(),
};

export function encode(encoding: string, picture: Picture): Promise<Buffer> {
  const encoder = ENCODINGS[encoding];
  if (encoder === undefined)
    throw new RangeError(`Expected one of ${Object.keys(ENCODINGS).join(', ')}, got ${encoding}.`);
  return encoder(picture);
}

/** BT.601 luma of the colours sharp reads, flattened over mid grey. Sharp's own greyscale weighs linear light instead. */
export async function lumaBySharp(file: Uint8Array): Promise<Uint8Array> {
  const colours = await sharp(file).flatten({ background: '#808080' }).toColourspace('srgb').raw().toBuffer();
  return Uint8Array.from({ length: colours.length / 3 }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = colours.subarray(3 * i, 3 * i + 3);
    return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  });
}

// The built-in thumbnailer: sharp, used as its documentation says, so that there is something real to judge at once.
// It keeps sharp's own defaults (cache, concurrency, effort): what is judged is sharp as people run it.

import sharp, { type Sharp } from 'sharp';
import type { Recipe } from '../model/recipe.ts';
import type { Answer, Job, Thumbnailer } from '../model/thumbnailer.ts';

const sharpThumbnailer: Thumbnailer = {
  name: `sharp ${sharp.versions.sharp}`,
  thumbnails: (batch) => Promise.all(batch.map(thumbnail)),
};

export default sharpThumbnailer;

async function thumbnail({ key, photo, recipe }: Job): Promise<Answer> {
  try {
    const resized = sharp(await photo.bytes())
      .autoOrient()
      .resize({ width: recipe.width, height: recipe.height, fit: recipe.fit });
    return { key, kind: 'thumbnail', bytes: await encode(resized, recipe).toBuffer() };
  } catch (error) {
    return { key, kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}

function encode(picture: Sharp, { format, quality }: Recipe): Sharp {
  switch (format) {
    case 'jpeg':
      return picture.jpeg({ quality });
    case 'png':
      return picture.png();
    case 'webp':
      return picture.webp({ quality });
    case 'avif':
      return picture.avif({ quality });
  }
}

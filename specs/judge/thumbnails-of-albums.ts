// Painted photos, and real thumbnails of them, made by sharp as different tools would make them. Nothing here judges, so
// that each is made once however many weakened judges are tried on it.

import sharp, { type Sharp } from 'sharp';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import type { OrientationPolicy } from '../../harness/model/orientation.ts';
import { ORIENTATIONS } from '../../harness/model/orientation.ts';
import { ownerId, photoId, type PhotoPlan, type SourceFormat } from '../../harness/model/plan.ts';
import type { Observation } from '../../harness/model/profile.ts';
import type { Recipe } from '../../harness/model/recipe.ts';
import { createShownPhotos } from '../../harness/model/shown-photo.ts';
import { createLumaDecoder } from '../../harness/observe/decode.ts';
import { literalCarrier } from '../photos/literal-carriers.ts';

export const NONCE = 'made alone';
export const shown = createShownPhotos(NONCE, 4096, literalCarrier);
const decoder = createLumaDecoder({ maxBytes: 1e7, maxPixels: 1e7 });

/**
 * How one tool makes thumbnails; `sharpened` as many tools do after shrinking, `kernel` and `position` as sharp names them,
 * `sides` that it was told.
 */
export type Habit = {
  readonly recipe: Recipe;
  readonly sides: 'both' | 'width';
  readonly orientation: OrientationPolicy;
  readonly sharpened: boolean;
  readonly kernel: 'lanczos3' | 'nearest' | 'linear' | 'cubic' | 'mitchell';
  readonly position: 'centre' | 'attention' | 'entropy' | 'left top' | 'right bottom';
};

export function habit(recipe: Partial<Recipe> = {}, rest: Partial<Habit> = {}): Habit {
  const box: Recipe = { width: 128, height: 128, fit: 'cover', format: 'jpeg', quality: 80, ...recipe };
  return {
    recipe: box,
    sides: 'both',
    orientation: 'rotate',
    sharpened: false,
    kernel: 'lanczos3',
    position: 'centre',
    ...rest,
  };
}

const FORMATS: readonly SourceFormat[] = ['jpeg', 'png', 'webp'];

/** Photos of many sizes, aspects, formats and orientations, each large enough to be covered at 128 px. */
export function album(name: string, count: number, about: Partial<PhotoPlan> = {}): readonly PhotoPlan[] {
  return Array.from({ length: count }, (_, index): PhotoPlan => {
    const shortPx = 256 + ((index * 37) % 61);
    const longPx = Math.round(shortPx * (1 + ((index * 13) % 17) / 20));
    const portrait = index % 3 === 1;
    const format = FORMATS[index % FORMATS.length] ?? 'jpeg';
    return {
      id: photoId(`${name}-${index}`),
      owner: ownerId(`owner-${index % 7}`),
      album: name,
      name: `IMG_${index}.${format}`,
      nameAttack: 'plain',
      version: 1,
      uploaded: 'before',
      changes: [],
      contentId: `${name}-${index}`,
      widthPx: portrait ? shortPx : longPx,
      heightPx: portrait ? longPx : shortPx,
      format,
      quality: 85,
      progressive: false,
      colour: 'colour',
      oddity: 'none',
      orientationExif: ORIENTATIONS[(index * 5) % ORIENTATIONS.length] ?? 1,
      metadata: [],
      damage: null,
      archived: false,
      mtimeMs: 1_600_000_000_000,
      tintHue: (index * 47) % 360,
      carrier: null,
      ...about,
    };
  });
}

const sources = new Map<string, Promise<Uint8Array>>();
const thumbnails = new Map<string, Promise<Uint8Array>>();

/** The encoded thumbnail of one photo, or of the picture of an animation that it names. */
export function thumbnailOf(photo: PhotoPlan, way: Habit): Promise<Uint8Array> {
  return once(thumbnails, JSON.stringify([photo, way]), () => makeThumbnail(photo, way));
}

async function makeThumbnail(photo: PhotoPlan, way: Habit): Promise<Uint8Array> {
  const { recipe, orientation, sharpened, kernel, position, sides } = way;
  const opened = sharp(await sourceOf(photo), { page: photo.frame ?? 0 });
  const turned = orientation === 'rotate' ? opened.autoOrient() : opened;
  const { width, height, fit } = recipe;
  const box = sides === 'both' ? { width, height, fit } : { width };
  const resized = turned.resize({ ...box, kernel, position, background: '#ffffff' });
  const finished = sharpened ? resized.sharpen() : resized;
  return encoded(orientation === 'keep' ? finished.keepExif() : finished, recipe).toBuffer();
}

function sourceOf(photo: PhotoPlan): Promise<Uint8Array> {
  const form = photo.archived ? ({ format: 'webp', quality: 50 } as const) : null;
  const whole = { ...photo, frame: 0 };
  return once(sources, JSON.stringify(whole), () => makePicture(NONCE, whole, form, literalCarrier));
}

function once<Value>(memo: Map<string, Value>, key: string, make: () => Value): Value {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const made = make();
  memo.set(key, made);
  return made;
}

function encoded(picture: Sharp, { format, quality }: Recipe): Sharp {
  switch (format) {
    case 'jpeg':
      return picture.flatten({ background: '#808080' }).jpeg({ quality });
    case 'png':
      return picture.png();
    case 'webp':
      return picture.webp({ quality });
    case 'avif':
      return picture.avif({ quality, effort: 0 });
    default:
      return format satisfies never;
  }
}

/** What the harness's own decoder sees; throws where it sees nothing. */
export async function observed(bytes: Uint8Array): Promise<Observation> {
  const seen = await decoder.decode(bytes);
  if (seen.kind !== 'decoded') throw new Error(`Expected a picture, got one that is ${seen.kind}: ${seen.why}`);
  return seen;
}

export const decode = decoder.decode;
export const secondOpinion = decoder.secondOpinion;

export function storedFormat(photo: PhotoPlan): SourceFormat {
  return photo.archived ? 'webp' : photo.format;
}

import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { carrierFrom } from '../../harness/materialise/carrier-picture.ts';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { paintSource } from '../../harness/materialise/paint-source.ts';
import { sourceKey } from '../../harness/materialise/source-key.ts';
import { NO_CARRIERS, type Carrier } from '../../harness/model/carrier.ts';
import { createPainter } from '../../harness/model/expectation.ts';
import { placementOf } from '../../harness/model/placement.ts';
import { createShownPhotos } from '../../harness/model/shown-photo.ts';
import type { CarrierCrop, PhotoPlan } from '../../harness/model/plan.ts';
import { photoPlan, NONCE } from '../materialise/photo-plan.ts';
import { photograph } from './photographs.ts';

const CROP: CarrierCrop = { digest: 'a', x: 0.3, y: 0.6, zoom: 0.8, marked: true };
const RULE = {
  fitting: 'cover',
  rounding: 'centre',
  pitch: 'exact',
  enlarges: true,
  shiftPx: { x: 0, y: 0 },
  gravity: { x: 0.5, y: 0.5 },
} as const;
const RECIPE = { width: 128, height: 128, fit: 'cover', format: 'png', quality: 80 } as const;

let carrier: Carrier;
const carrierOf = () => carrier;
const carried = (about: Partial<PhotoPlan> = {}) =>
  photoPlan({ format: 'png', widthPx: 640, heightPx: 480, carrier: CROP, ...about });

beforeAll(async () => {
  const made = await carrierFrom(await photograph('carrier'));
  if (made.kind === 'unusable') throw new Error(made.why);
  carrier = made.carrier;
});

/** Root mean square of luma of a thumbnail made by sharp, less what was expected of the photo. */
async function distance(photo: PhotoPlan, expectedOf: PhotoPlan): Promise<number> {
  const file = await makePicture(NONCE, photo, null, carrierOf);
  const thumbnail = await sharp(file).rotate().resize(128, 128).removeAlpha().raw().toBuffer();
  const shown = createShownPhotos(NONCE, 4, carrierOf)(expectedOf, 'rotate');
  const painted = createPainter().paint(shown.grid, shown.size, placementOf(RULE, RECIPE, shown.size), {
    blurPx: 0.3,
    sharpen: 0,
  });
  const energy = painted.reduce((sum, offset, at) => {
    const [red = 0, green = 0, blue = 0] = thumbnail.subarray(3 * at, 3 * at + 3);
    return sum + (0.299 * red + 0.587 * green + 0.114 * blue - 128 - offset) ** 2;
  }, 0);
  return Math.sqrt(energy / painted.length);
}

describe('a photo over a photograph', () => {
  it.each([
    ['upright', {}],
    ['turned', { orientationExif: 6 as const }],
    ['mirrored', { orientationExif: 7 as const }],
    ['grey', { colour: 'grey' as const }],
    ['as it is', { carrier: { ...CROP, marked: false } }],
  ])('shows in a thumbnail what is expected of it: %s', async (_, about) => {
    expect(await distance(carried(about), carried(about))).toBeLessThan(4);
  });

  it('is another one than a photo over the same crop', async () => {
    expect(await distance(carried({ contentId: 'another' }), carried())).toBeGreaterThan(25);
  });

  it('keeps its luma where decoders agree', () => {
    const { pixels } = paintSource(NONCE, carried({ colour: 'grey' }), carrierOf);
    expect(Math.min(...pixels.filter((_, at) => at % 7 === 0))).toBeGreaterThanOrEqual(32);
    expect(Math.max(...pixels.filter((_, at) => at % 7 === 0))).toBeLessThanOrEqual(224);
  });

  it('is the same file for the same plan and photograph', async () => {
    const files = await Promise.all([1, 2].map(async () => makePicture(NONCE, carried(), null, carrierOf)));
    expect(files[0]).toEqual(files[1]);
  });

  it('has a cache entry of its own for each photograph, crop and manner', () => {
    const about: readonly Partial<CarrierCrop>[] = [
      {},
      { digest: 'b' },
      { x: 0.4 },
      { y: 0.5 },
      { zoom: 0.7 },
      { marked: false },
    ];
    const keys = about.map((crop) => sourceKey(NONCE, carried({ carrier: { ...CROP, ...crop } }), null));
    expect(new Set([...keys, sourceKey(NONCE, carried({ carrier: null }), null)]).size).toBe(about.length + 1);
  });

  it('says so when its photograph is missing', () => {
    expect(() => paintSource(NONCE, carried(), NO_CARRIERS)).toThrow(/photograph with digest a, .*--photos/);
  });
});

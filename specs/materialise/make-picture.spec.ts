import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { ORIENTATIONS } from '../../harness/model/orientation.ts';
import type { Colour, PhotoPlan, SourceFormat } from '../../harness/model/plan.ts';
import { codewordOf, coarseLattice } from '../../harness/model/signature.ts';
import { correlation, largestDifference, plannedLuma, shownLuma, type Luma } from './luma.ts';
import { NONCE, photoPlan } from './photo-plan.ts';

const FORMATS: readonly SourceFormat[] = ['jpeg', 'png', 'webp', 'avif', 'gif'];
const COLOURS: readonly Colour[] = ['colour', 'grey', 'alpha'];
const FORMS = [
  { format: 'webp', quality: 50 },
  { format: 'jpeg', quality: 50 },
] as const;
const ORIENTED = (['jpeg', 'png', 'webp'] as const).flatMap((format) =>
  COLOURS.flatMap((colour) => ORIENTATIONS.map((orientationExif) => ({ format, colour, orientationExif }))),
);

describe('the file of a photo', () => {
  it.each(ORIENTED)(
    'shows the planned picture upright: $format, $colour, orientation $orientationExif',
    async (about) => {
      const photo = photoPlan(about);
      const file = await makePicture(NONCE, photo, null);
      expect((await sharp(file).metadata()).orientation ?? 1).toBe(about.orientationExif);
      expect(correlation(await shownLuma(file), plannedLuma(NONCE, photo))).toBeGreaterThan(0.95);
    },
  );

  it.each(FORMATS.flatMap((format) => COLOURS.map((colour) => ({ format, colour }))))(
    'is $format as planned when $colour',
    async (about) => {
      const photo = photoPlan(about);
      const file = await makePicture(NONCE, photo, null);
      const { format, compression, hasAlpha, channels, width, height } = await sharp(file).metadata();
      expect(compression === 'av1' ? 'avif' : format).toBe(about.format);
      expect([width, height]).toEqual([photo.widthPx, photo.heightPx]);
      expect(hasAlpha).toBe(about.colour === 'alpha' && !['jpeg', 'gif'].includes(about.format));
      if (about.colour === 'grey' && ['jpeg', 'png'].includes(about.format)) expect(channels).toBe(1);
      expect(correlation(await shownLuma(file), plannedLuma(NONCE, photo))).toBeGreaterThan(0.95);
    },
  );

  it.each(FORMATS)('has the same bytes each time, and beside others: %s', async (format) => {
    const photo = photoPlan({ format, widthPx: 320, heightPx: 240 });
    const alone = await makePicture(NONCE, photo, null);
    const others = ORIENTED.slice(0, 4).map(async (about) => makePicture(NONCE, photoPlan(about), null));
    const [beside] = await Promise.all([makePicture(NONCE, photo, null), ...others]);
    expect(Buffer.from(beside).equals(alone)).toBe(true);
  });

  it.each(FORMATS)('carries its whole codeword at quality 60: %s', async (format) => {
    const photo = photoPlan({ format, quality: 60, widthPx: 400, heightPx: 300 });
    expect(coarseErrors(photo, await shownLuma(await makePicture(NONCE, photo, null)))).toBe(0);
  });

  it.each(['png', 'gif'] as const)('loses nothing and keeps luma within 30 to 226: %s', async (format) => {
    for (const colour of COLOURS) {
      const photo = photoPlan({ format, colour, widthPx: 97, heightPx: 61 });
      const shown = await shownLuma(await makePicture(NONCE, photo, null));
      expect(largestDifference(shown, plannedLuma(NONCE, photo))).toBeLessThan(0.8);
      expect(Math.min(...shown.levels)).toBeGreaterThan(30);
      expect(Math.max(...shown.levels)).toBeLessThan(226);
    }
  });

  it('is progressive when planned so', async () => {
    for (const format of ['jpeg', 'png'] as const) {
      const file = await makePicture(NONCE, photoPlan({ format, progressive: true }), null);
      expect((await sharp(file).metadata()).isProgressive).toBe(true);
    }
  });

  it('can be as small as 16 px or as long as a panorama', async () => {
    for (const format of FORMATS) {
      for (const [widthPx, heightPx] of [
        [16, 16],
        [1200, 16],
      ] as const) {
        const photo = photoPlan({ format, widthPx, heightPx, quality: 90 });
        const shown = await shownLuma(await makePicture(NONCE, photo, null));
        expect(correlation(shown, plannedLuma(NONCE, photo))).toBeGreaterThan(0.95);
      }
    }
  });

  it('refuses an orientation that its format cannot carry', async () => {
    const made = makePicture(NONCE, photoPlan({ format: 'avif', orientationExif: 6 }), null);
    await expect(made).rejects.toThrow('Expected orientation 1 in a plan for avif, which cannot carry another, got 6.');
  });
});

describe('the archived form of a photo', () => {
  it.each(FORMS.flatMap((form) => ORIENTATIONS.map((orientation) => ({ form, orientation }))))(
    'keeps orientation $orientation as a tag, not as turned pixels: $form.format',
    async ({ form, orientation }) => {
      for (const format of ['jpeg', 'png', 'webp'] as const) {
        const photo = photoPlan({ format, orientationExif: orientation, archived: true });
        const file = await makePicture(NONCE, photo, form);
        const metadata = await sharp(file).metadata();
        expect(metadata.format).toBe(form.format);
        expect(metadata.orientation ?? 1).toBe(orientation);
        expect(metadata.width > metadata.height).toBe(orientation < 5);
        expect(correlation(await shownLuma(file), plannedLuma(NONCE, photo))).toBeGreaterThan(0.95);
      }
    },
  );

  it.each(FORMS.flatMap((form) => FORMATS.map((format) => ({ form, format }))))(
    'carries the whole codeword of a $format: $form.format',
    async ({ form, format }) => {
      for (const colour of COLOURS) {
        const photo = photoPlan({ format, colour, quality: 60, widthPx: 400, heightPx: 300, archived: true });
        expect(coarseErrors(photo, await shownLuma(await makePicture(NONCE, photo, form)))).toBe(0);
      }
    },
  );

  it('keeps alpha where WebP can, and the brightness where JPEG cannot', async () => {
    const photo = photoPlan({ format: 'png', colour: 'alpha', archived: true });
    const [webp, jpeg] = await Promise.all(FORMS.map(async (form) => makePicture(NONCE, photo, form)));
    expect((await sharp(webp).metadata()).hasAlpha).toBe(true);
    const opaque = await makePicture(NONCE, { ...photo, colour: 'colour' }, FORMS[1]);
    expect(Buffer.from(opaque).equals(jpeg ?? Buffer.alloc(0))).toBe(true);
  });
});

/** Coarse cells whose mean luma is on the wrong side of mid grey. */
function coarseErrors(photo: PhotoPlan, shown: Luma): number {
  const { columns, rows } = coarseLattice(photo.widthPx, photo.heightPx);
  const codeword = codewordOf(NONCE, photo.contentId, photo.version);
  const sums = new Float64Array(columns * rows);
  shown.levels.forEach((level, i) => {
    const column = Math.floor(((i % shown.widthPx) * columns) / shown.widthPx);
    const row = Math.floor((Math.floor(i / shown.widthPx) * rows) / shown.heightPx);
    sums[row * columns + column] = (sums[row * columns + column] ?? 0) + level - 128;
  });
  return sums.filter((sum, i) => (sum > 0 ? 1 : 0) !== codeword[Math.floor(i / columns) * 16 + (i % columns)]).length;
}

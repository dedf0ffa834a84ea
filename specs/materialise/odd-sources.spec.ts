import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { correlation, plannedLuma, shownLuma } from './luma.ts';
import { NONCE, photoPlan } from './photo-plan.ts';

const ARCHIVED = { format: 'webp', quality: 50 } as const;

const file = async (about: Partial<PhotoPlan>) => makePicture(NONCE, photoPlan({ ...about, widthPx: 320 }), null);

describe('an odd source', () => {
  it('of 16 bits has samples of two bytes and shows its photo', async () => {
    const about = { format: 'png', oddity: '16-bit' } as const;
    expect(await sharp(await file(about)).metadata()).toMatchObject({ format: 'png', depth: 'ushort', space: 'rgb16' });
    expect(await likeness(await file(about), about)).toBeGreaterThan(0.999);
  });

  it('of four inks says so to every reader, without a profile, and shows its photo', async () => {
    const about = { format: 'jpeg', oddity: 'cmyk' } as const;
    const bytes = Buffer.from(await file(about));
    expect(await sharp(bytes).metadata()).toMatchObject({ space: 'cmyk', channels: 4, hasProfile: false });
    expect(bytes.includes('Adobe')).toBe(true);
    expect(await likeness(bytes, about)).toBeGreaterThan(0.98);
  });

  it.each(['gif', 'webp'] as const)(
    'that is an animated %s shows its photo first, and then two others',
    async (format) => {
      const about = { format, oddity: 'animated' } as const;
      const bytes = await file(about);
      expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({
        pages: 3,
        pageHeight: 120,
        width: 320,
      });
      for (const page of [0, 1, 2]) {
        const still = await sharp(bytes, { page }).png().toBuffer();
        for (const frame of [0, 1, 2]) {
          const like = await likeness(still, frame === 0 ? about : { ...about, frame });
          if (frame === page) expect(like).toBeGreaterThan(0.95);
          else expect(Math.abs(like)).toBeLessThan(0.4);
        }
      }
    },
  );

  it.each(['png', 'webp', 'avif'] as const)(
    'that is a translucent %s has a clear window and one half clear',
    async (format) => {
      const bytes = await file({ format, oddity: 'translucent', colour: 'alpha', quality: 90 });
      const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      const alphaAt = (x: number, y: number) =>
        data[4 * (Math.round(y * info.height) * info.width + Math.round(x * info.width)) + 3];
      expect(alphaAt(0.375, 0.375)).toBe(0);
      expect(alphaAt(0.625, 0.625)).toBe(128);
      expect(alphaAt(0.375, 0.625)).toBe(254);
      expect(alphaAt(0.1, 0.1)).toBe(254);
    },
  );

  it('keeps its windows where they were when its tag turns it', async () => {
    const bytes = await file({ format: 'png', oddity: 'translucent', colour: 'alpha', orientationExif: 6 });
    const { data, info } = await sharp(bytes).autoOrient().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([320, 120]);
    expect(data[4 * (45 * 320 + 120) + 3]).toBe(0);
    expect(data[4 * (75 * 320 + 200) + 3]).toBe(128);
  });

  it('is a still of eight bits in RGB once it is archived, with what can be seen through kept', async () => {
    for (const about of [
      { format: 'png', oddity: '16-bit' },
      { format: 'jpeg', oddity: 'cmyk' },
      { format: 'gif', oddity: 'animated' },
      { format: 'webp', oddity: 'animated' },
    ] as const) {
      const bytes = await makePicture(NONCE, photoPlan({ ...about, archived: true }), ARCHIVED);
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', depth: 'uchar', space: 'srgb' });
      expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
      expect(correlation(await shownLuma(bytes), plannedLuma(NONCE, photoPlan(about)))).toBeGreaterThan(0.9);
    }
    const translucent = photoPlan({ format: 'png', oddity: 'translucent', colour: 'alpha', archived: true });
    const archived = await makePicture(NONCE, translucent, ARCHIVED);
    expect((await sharp(archived).stats()).channels[3]).toMatchObject({ min: 0, max: 254 });
  });

  it('can be one pixel', async () => {
    for (const format of ['jpeg', 'png'] as const) {
      const photo = photoPlan({ format, oddity: 'one-pixel', widthPx: 1, heightPx: 1 });
      expect(await sharp(await makePicture(NONCE, photo, null)).metadata()).toMatchObject({ width: 1, height: 1 });
    }
  });
});

async function likeness(bytes: Uint8Array, about: Partial<PhotoPlan>): Promise<number> {
  return correlation(await shownLuma(bytes), plannedLuma(NONCE, photoPlan({ ...about, widthPx: 320 })));
}

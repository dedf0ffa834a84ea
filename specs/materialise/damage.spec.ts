// Every damage must leave what it says: this is looked at with another decoder than any thumbnailer of ours is judged by.

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { planDamageProbe } from '../../harness/generate/damage-probe.ts';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { DAMAGE_FORMS, damageFormOf, damageName, pictureLeft } from '../../harness/model/damage.ts';
import { GATE, existing } from '../generate/requests.ts';

const plan = existing(planDamageProbe(GATE) ?? undefined);
const fileOf = (name: string) => {
  const photo = existing(plan.photos.find((each) => damageName(existing(damageFormOf(each) ?? undefined)) === name));
  return { photo, make: () => makePicture(plan.nonce, photo, null) };
};
const decoded = async (bytes: Uint8Array, failOn: 'none' | 'warning') => sharp(bytes, { failOn }).raw().toBuffer();

describe('every damage', () => {
  it.each(DAMAGE_FORMS.map((form) => [damageName(form), form.kind] as const))('%s', async (name, kind) => {
    const { photo, make } = fileOf(name);
    const bytes = await make();
    expect(Buffer.from(bytes).equals(await make())).toBe(true);
    expect(Buffer.from(bytes).equals(await makePicture(plan.nonce, { ...photo, damage: null }, null))).toBe(false);
    if (pictureLeft(kind) === 'whole') await decoded(bytes, 'warning');
    if (pictureLeft(kind) === 'none')
      await expect(decoded(bytes, 'none')).rejects.toThrow(/corrupt|pixel limit|unsupported image format|is empty/);
    if (kind === 'absent-pixels' || kind === 'missing-scans')
      expect(await sharp(bytes).metadata()).toMatchObject({ width: photo.widthPx, height: photo.heightPx });
    if (kind === 'bomb')
      expect(await sharp(bytes, { limitInputPixels: false }).metadata()).toMatchObject({
        width: 30_000,
        height: 30_000,
      });
  });

  it('wrong-extension holds a whole file of the other format', async () => {
    expect((await sharp(await fileOf('wrong-extension jpeg').make()).metadata()).format).toBe('png');
    expect((await sharp(await fileOf('wrong-extension png').make()).metadata()).format).toBe('jpeg');
  });

  it('absent-pixels keeps the share of a PNG that it names, and the rest is nobody’s', async () => {
    const { photo, make } = fileOf('absent-pixels png');
    const percent = photo.damage?.kind === 'absent-pixels' ? photo.damage.percent : 0;
    const whole = await decoded(await makePicture(plan.nonce, { ...photo, damage: null }, null), 'warning');
    const part = await decoded(await make(), 'none');
    const kept = Math.floor((photo.heightPx * percent) / 100) * (whole.length / photo.heightPx);
    expect(part.subarray(0, kept).equals(whole.subarray(0, kept))).toBe(true);
    expect(part.subarray(kept).equals(whole.subarray(kept))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { sourceKey } from '../../harness/materialise/source-key.ts';
import { ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import { photoPlan } from './photo-plan.ts';

/** One change of each field that the bytes depend on. */
const CHANGES = {
  version: 2,
  contentId: 'c2',
  widthPx: 161,
  heightPx: 121,
  format: 'webp',
  quality: 81,
  progressive: true,
  colour: 'alpha',
  oddity: 'cmyk',
  orientationExif: 3,
  metadata: ['exif'],
  damage: { kind: 'zero-scan' },
  tintHue: 201,
  carrier: { digest: 'a', x: 0.5, y: 0.5, zoom: 1, marked: true },
} as const satisfies Partial<PhotoPlan>;

/** One change of each field that they do not. */
const INDIFFERENT = {
  id: photoId('p2'),
  owner: ownerId('bob'),
  album: 'winter',
  name: 'x.png',
  nameAttack: 'same-base-name',
  changes: [{ kind: 'recreated' }],
  uploaded: 'meanwhile',
  mtimeMs: 0,
  archived: true,
} satisfies Partial<PhotoPlan>;

const key = (about: Partial<PhotoPlan> = {}) => sourceKey('n', photoPlan(about), null);

describe('the key of a picture', () => {
  it('tells every field of the plan as one that matters or one that does not', () => {
    expect([...Object.keys(CHANGES), ...Object.keys(INDIFFERENT)].sort()).toEqual(Object.keys(photoPlan()).sort());
  });

  it.each(Object.entries(CHANGES))('changes with %s', (field, value) => {
    expect(key({ [field]: value })).not.toBe(key());
  });

  it.each(Object.entries(INDIFFERENT))('does not change with %s', (field, value) => {
    expect(key({ [field]: value })).toBe(key());
  });

  it('changes with the run and with the archived form', () => {
    const keys = [
      key(),
      sourceKey('another', photoPlan(), null),
      sourceKey('n', photoPlan(), { format: 'webp', quality: 50 }),
      sourceKey('n', photoPlan(), { format: 'jpeg', quality: 50 }),
      sourceKey('n', photoPlan(), { format: 'jpeg', quality: 51 }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not change with what an archiver leaves out', () => {
    const archived = (about: Partial<PhotoPlan>) =>
      sourceKey('n', photoPlan({ format: 'png', archived: true, ...about }), { format: 'webp', quality: 50 });
    expect(archived({ oddity: '16-bit' })).toBe(archived({}));
    expect(archived({ oddity: 'translucent' })).not.toBe(archived({}));
  });

  it('does not change with the hue of a grey photo, which shows none', () => {
    expect(key({ colour: 'grey', tintHue: 1 })).toBe(key({ colour: 'grey', tintHue: 2 }));
  });

  it('cannot be the same for two plans by moving a letter from one field to the next', () => {
    expect(sourceKey('n1', photoPlan({ contentId: '2' }), null)).not.toBe(
      sourceKey('n', photoPlan({ contentId: '12' }), null),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { planTrial } from '../../harness/generate/trial.ts';
import { planProblems } from '../../harness/generate/validity.ts';
import {
  type Orientation,
  type PhotoPlan,
  type TrialPlan,
  askKey,
  ownerId,
  photoId,
} from '../../harness/model/plan.ts';
import { GATE, existing } from './requests.ts';

const sound = planTrial({ ...GATE, asks: 120, sourceFormats: ['jpeg'] });
const first = existing(sound.photos[0]);
const batch = existing(sound.workload.batches[0]);
const ask = existing(batch[0]);

const askOf = (isArchived: boolean) => {
  const ids = new Set(sound.photos.filter((photo) => photo.archived === isArchived).map(({ id }) => id));
  return existing(sound.workload.batches.flat().find(({ photo }) => ids.has(photo)));
};
const [fresh, archived] = [askOf(false), askOf(true)];

const withFirst = (changes: Partial<PhotoPlan>): TrialPlan => ({
  ...sound,
  photos: [{ ...first, ...changes }, ...sound.photos.slice(1)],
});
const withBatches = (...batches: TrialPlan['workload']['batches']): TrialPlan => ({
  ...sound,
  workload: { ...sound.workload, batches: [...batches, ...sound.workload.batches] },
});
const twin: PhotoPlan = { ...first, id: photoId('twin'), name: 'twin.jpg' };
const withTwin = (changes: Partial<PhotoPlan>): TrialPlan => ({
  ...withBatches([{ key: askKey('t'), photo: twin.id, recipe: 0, version: 1 }]),
  photos: [...sound.photos, { ...twin, ...changes }],
});
const other = existing(sound.owners.find((owner) => owner !== first.owner));
const NINE: number = 9;
const isOrientation = (value: number): value is Orientation => value >= 0;

describe('planProblems', () => {
  it('finds none in a drawn plan', () => {
    expect(planProblems(sound)).toEqual([]);
  });

  it.each<[string, TrialPlan, RegExp]>([
    [
      'an ask for a version before the first',
      withBatches([{ ...ask, key: askKey('v'), version: 0 }]),
      /for version 0 of photo .*, expected 1 or more/,
    ],
    [
      'an archived photo that is replaced',
      withBatches([{ ...archived, key: askKey('v'), version: NINE }]),
      /new version of the archived photo/,
    ],
    [
      'an ask for an older version than before',
      withBatches([{ ...fresh, key: askKey('v'), version: NINE }]),
      /for version 1 of photo .*, expected 9 or more/,
    ],
    ['a nonce that is empty', { ...sound, nonce: '' }, /Expected a nonce/],
    ['a seed that is no integer', { ...sound, seed: 0.5 }, /seed to be an integer, got 0.5/],
    [
      'a recipe without a box',
      { ...sound, recipes: sound.recipes.map((recipe) => ({ ...recipe, width: 0 })) },
      /Expected a box/,
    ],
    ['an owner listed twice', { ...sound, owners: [...sound.owners, other] }, /is listed twice/],
    ['an owner without photos', { ...sound, owners: [...sound.owners, ownerId('nobody')] }, /"nobody" has no photo/],
    ['an owner who is not listed', withFirst({ owner: ownerId('stranger') }), /owner who is not listed/],
    ['a side that is too short', withFirst({ widthPx: 15 }), /sides 15 and/],
    ['a side that is too long', withFirst({ heightPx: 4001 }), /and 4001, expected 16 to 4000 px/],
    [
      'a quality beyond the format',
      withFirst({
        format: 'gif',
        name: 'x.gif',
        colour: 'colour',
        orientationExif: 1,
        progressive: false,
        quality: 80,
      }),
      /quality 80, which gif cannot/,
    ],
    [
      'a progressive WebP',
      withFirst({ format: 'webp', name: 'x.webp', progressive: true }),
      /progressive, which webp cannot be/,
    ],
    ['a JPEG with alpha', withFirst({ colour: 'alpha' }), /alpha, which jpeg is not given/],
    [
      'a turned AVIF',
      withFirst({ format: 'avif', name: 'x.avif', progressive: false, orientationExif: 6 }),
      /readers of avif disagree/,
    ],
    [
      'an orientation that EXIF does not know',
      withFirst(isOrientation(NINE) ? { orientationExif: NINE } : {}),
      /expected 1 to 8/,
    ],
    [
      'metadata that the format cannot carry',
      withFirst({ metadata: ['exif', 'text'] }),
      /metadata in exif, text, expected some of exif/,
    ],
    ['metadata out of order', withFirst({ colour: 'colour', metadata: ['gps', 'exif'] }), /expected some of exif, gps/],
    ['an extension of another format', withFirst({ name: 'x.png' }), /expected the extension .jpg/],
    ['a name attack that is not on the list', withFirst({ nameAttack: 'punycode' }), /unknown name attack "punycode"/],
    ['a name with a slash', withFirst({ name: 'a/b.jpg' }), /slash or NUL/],
    ['an album that is a folder of its own', withFirst({ album: '..' }), /album whose name is empty or a folder/],
    ['a version below 1', withFirst({ version: 0 }), /version 0/],
    ['a time before 1970', withFirst({ mtimeMs: -1 }), /modification time -1/],
    ['a hue beyond the circle', withFirst({ tintHue: 360 }), /hue 360/],
    [
      'an id given twice',
      { ...sound, photos: [...sound.photos, { ...first, contentId: 'new', name: 'new.jpg' }] },
      /Photo id .* is given twice/,
    ],
    ['two photos at one place', withTwin({ name: first.name }), /Two photos are at/],
    ['twins that differ', withTwin({ owner: other, quality: 61, tintHue: 7 }), /Twins .* differ in (quality|tintHue)/],
    [
      'twins of which one gives more away',
      withTwin({ owner: other, metadata: first.metadata.length === 0 ? ['exif'] : [] }),
      /Twins .* differ in metadata/,
    ],
    ['twins of one owner', withTwin({}), /have the same owner/],
    ['a key given twice', withBatches([ask]), /Ask key .* is given twice/],
    ['an empty batch', withBatches([]), /Batch 0 is empty/],
    [
      'a photo twice in a batch',
      withBatches([
        { ...ask, key: askKey('x') },
        { ...ask, key: askKey('y') },
      ]),
      /Batch 0 holds photo/,
    ],
    [
      'an ask for an unknown photo',
      withBatches([{ ...ask, key: askKey('x'), photo: photoId('ghost') }]),
      /unknown photo ghost/,
    ],
    ['an ask for an unknown recipe', withBatches([{ ...ask, key: askKey('x'), recipe: 4 }]), /recipe 4 of 4/],
    [
      'a photo that is never asked for',
      { ...sound, photos: [...sound.photos, { ...twin, contentId: 'new' }] },
      /Photo twin is never asked for/,
    ],
    ['a plan without asks', { ...sound, workload: { ...sound.workload, batches: [] } }, /at least one ask, got none/],
    ['a concurrency of none', { ...sound, workload: { ...sound.workload, concurrency: 0 } }, /got concurrency 0/],
    [
      'more in flight than the concurrency',
      { ...sound, workload: { ...sound.workload, batchesInFlight: 5 } },
      /5 batches of 16 in flight are more/,
    ],
  ])('tells of %s', (_what, plan, says) => {
    expect(planProblems(plan).join('\n')).toMatch(says);
  });
});

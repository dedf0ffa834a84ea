import { describe, expect, it } from 'vitest';
import type { Sample } from '../../harness/judge/made-alone.ts';
import { readOwnership } from '../../harness/judge/ownership.ts';
import { ORIENTATIONS } from '../../harness/model/orientation.ts';
import type { Fitting } from '../../harness/model/placement.ts';
import { policyFor } from '../../harness/model/profile.ts';
import {
  album,
  habit,
  learn,
  learnReadable,
  madeAlone,
  observed,
  painter,
  shown,
  thumbnailOf,
  type Habit,
} from './thumbnails-made-alone.ts';

const LEARNING = album('learning', 24);
const JUDGED = album('judged', 60);

const HABITS: readonly (readonly [string, Habit])[] = [
  ['a JPEG cropped to the box', habit()],
  ['a JPEG of quality 30', habit({ quality: 30 })],
  ['a JPEG sharpened after shrinking', habit({}, { sharpened: true })],
  ['a JPEG that ignores orientation tags', habit({}, { orientation: 'drop' })],
  ['a JPEG that passes orientation tags on', habit({}, { orientation: 'keep' })],
  ['a JPEG within the box that ignores orientation tags', habit({ fit: 'inside' }, { orientation: 'drop' })],
  ['a WebP within the box', habit({ format: 'webp', fit: 'inside' })],
  ['a WebP of quality 30', habit({ format: 'webp', quality: 30 })],
  ['a WebP between bars', habit({ format: 'webp', fit: 'contain' })],
  ['a JPEG between bars', habit({ fit: 'contain' })],
  ['a PNG stretched to the box', habit({ format: 'png', fit: 'fill' })],
  ['a PNG of a landscape box', habit({ format: 'png', width: 128, height: 96 })],
  ['a PNG by cubic interpolation', habit({ format: 'png' }, { kernel: 'cubic' })],
  ['an AVIF cropped to the box', habit({ format: 'avif', quality: 50 })],
];

describe('a profile learned from thumbnails made alone', () => {
  it.each(HABITS)('reads %s, its fit and its orientation, and doubts almost none of its others', async (_, way) => {
    const profile = learnReadable(await madeAlone(LEARNING, way), way);
    expect(profile.placement.fitting).toBe(way.recipe.fit);
    expect(new Set(Object.values(profile.orientation))).toEqual(new Set([way.orientation]));
    expect(profile.bars.kind).toBe(way.recipe.fit === 'contain' ? 'even' : 'none');
    const kinds = (await madeAlone(JUDGED, way)).map(({ photo, observation, storedFormat }) => {
      const shownPhoto = shown(photo, policyFor(profile, storedFormat));
      return readOwnership(painter, observation, shownPhoto, way.recipe, profile).kind;
    });
    expect(kinds.filter((kind) => kind === 'doubt').length).toBeLessThanOrEqual(2);
    expect(kinds.filter((kind) => kind !== 'doubt').every((kind) => kind === 'own')).toBe(true);
  });

  it.each(['rotate', 'drop', 'keep'] as const)(
    'reads photos of all eight orientations from a tool that does this with their tags: %s',
    async (orientation) => {
      for (const fit of ['cover', 'inside'] as const) {
        const way = habit({ fit }, { orientation });
        const profile = learnReadable(await madeAlone(LEARNING, way), way);
        for (const orientationExif of ORIENTATIONS) {
          const turned = album(`turned ${orientationExif}`, 3, { orientationExif });
          for (const { photo, observation, storedFormat } of await madeAlone(turned, way)) {
            const policy = policyFor(profile, storedFormat);
            expect([orientationExif, policy]).toEqual([orientationExif, orientation]);
            const reading = readOwnership(painter, observation, shown(photo, policy), way.recipe, profile);
            expect([orientationExif, reading.kind]).toEqual([orientationExif, 'own']);
          }
        }
      }
    },
  );

  it.each([
    ['32×32', habit({ width: 32, height: 32 })],
    ['320×180', habit({ width: 320, height: 180, format: 'webp' })],
    ['64×256 between bars', habit({ width: 64, height: 256, fit: 'contain' })],
    ['64×256 stretched', habit({ width: 64, height: 256, fit: 'fill', format: 'png' })],
    ['1024×1024', habit({ width: 1024, height: 1024 })],
  ])('reads thumbnails of %s, larger than their photos or not, and takes them for their own', async (_, way) => {
    const profile = learnReadable(await madeAlone(LEARNING.slice(0, 12), way), way);
    expect(profile.placement.fitting).toBe(way.recipe.fit);
    const readings = (await madeAlone(JUDGED.slice(0, 12), way)).map(({ photo, observation, storedFormat }) =>
      readOwnership(painter, observation, shown(photo, policyFor(profile, storedFormat)), way.recipe, profile),
    );
    expect(readings.filter(({ kind }) => kind !== 'own').length).toBeLessThanOrEqual(1);
  });

  it('finds out that a tool was told the width alone', async () => {
    const way = habit({}, { sides: 'width' });
    const profile = learnReadable(await madeAlone(LEARNING, way), way);
    expect(profile.placement.fitting).toBe<Fitting>('width');
  });

  it('takes the white of the bars for theirs', async () => {
    const way = habit({ fit: 'contain' });
    const profile = learnReadable(await madeAlone(LEARNING, way), way);
    expect(profile.bars.kind === 'even' && profile.bars.luma).toBeGreaterThan(250);
  });

  it('learns each stored format apart, because tools read the tag of some and not of others', async () => {
    const way = habit();
    const [rotating, dropping] = [
      await madeAlone(LEARNING, way),
      await madeAlone(LEARNING, habit({}, { orientation: 'drop' })),
    ];
    const samples = rotating.map((sample, i) => (sample.storedFormat === 'png' ? (dropping[i] ?? sample) : sample));
    expect(learnReadable(samples, way).orientation).toEqual({ jpeg: 'rotate', png: 'drop', webp: 'rotate' });
  });

  it('is byte-stable only when every sample was', async () => {
    const samples = await madeAlone(LEARNING, habit());
    expect(learnReadable(samples, habit()).byteStable).toBe(true);
    const once = samples.map((sample, i) => ({ ...sample, byteStable: i !== 3 }));
    expect(learnReadable(once, habit()).byteStable).toBe(false);
  });

  it('does not learn from a few samples that show another photo', async () => {
    const samples = await madeAlone(LEARNING, habit());
    const clean = learnReadable(samples, habit());
    const poisoned = learnReadable(withStrangers(samples, 3), habit());
    expect(poisoned).toMatchObject({ placement: clean.placement });
    expect(poisoned.samples).toBe(samples.length - 3);
    expect(Math.abs(poisoned.tone.gain - clean.tone.gain)).toBeLessThan(0.01);
    expect(poisoned.thresholds.block / clean.thresholds.block).toBeLessThan(1.3);
    expect(poisoned.noise / clean.noise).toBeLessThan(1.1);
  });

  it('is unreadable when more than a quarter do', async () => {
    const samples = await madeAlone(LEARNING, habit());
    const profile = learn(withStrangers(samples, 7), habit());
    expect(profile).toMatchObject({
      kind: 'unreadable',
      why: expect.stringMatching(/got 17 of 24\. Does it crop, zoom/),
    });
  });

  it('is unreadable when too few samples came', async () => {
    expect(learn(await madeAlone(LEARNING.slice(0, 5), habit()), habit())).toEqual({
      kind: 'unreadable',
      recipe: 0,
      sourceClass: 'fresh',
      why: 'Expected at least 6 thumbnails made alone, got 5.',
    });
  });

  it('is unreadable, with the measured number, when every thumbnail shows another photo', async () => {
    const samples = await madeAlone(LEARNING, habit());
    const shuffled = samples.map((sample, i) => ({
      ...sample,
      observation: (samples[(i + 1) % samples.length] ?? sample).observation,
    }));
    expect(learn(shuffled, habit())).toMatchObject({
      kind: 'unreadable',
      why: expect.stringMatching(
        /^Expected to read the signature back from thumbnails made alone \(correlation at least 0\.6\), got -?0\.\d\d over 24 of 24\.$/,
      ),
    });
  });

  it('is unreadable when no thumbnail has a size that any fit would make', async () => {
    const photos = LEARNING.slice(0, 8);
    const samples = await madeAlone(photos, habit({ width: 77, height: 77 }));
    expect(learn(samples, habit())).toMatchObject({
      kind: 'unreadable',
      why: expect.stringContaining('got none of an expected size over 0 of 8.'),
    });
  });
});

describe('readOwnership', () => {
  it('calls a thumbnail of another size than alone misshapen, and says both sizes', async () => {
    const profile = learnReadable(await madeAlone(LEARNING, habit()), habit());
    const [photo] = JUDGED;
    if (photo === undefined) throw new Error('Expected a photo.');
    const other = await observed(await thumbnailOf(photo, habit({ width: 96, height: 96 })));
    expect(readOwnership(painter, other, shown(photo, 'rotate'), habit().recipe, profile)).toEqual({
      kind: 'misshapen',
      says: 'Expected 128×128 px, as it makes alone, got 96×96 px.',
    });
  });
});

/** The first samples with the pictures of the last. */
function withStrangers(samples: readonly Sample[], count: number): readonly Sample[] {
  return samples.map((sample, index) =>
    index < count ? { ...sample, observation: samples.at(-1 - index)?.observation ?? sample.observation } : sample,
  );
}

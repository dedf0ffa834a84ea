import { describe, expect, it } from 'vitest';
import { expectedPicture } from '../../harness/judge/expected-picture.ts';
import { comparePixels } from '../../harness/judge/isolation.ts';
import { measureLikeness } from '../../harness/judge/likeness.ts';
import type { LumaPicture } from '../../harness/model/expectation.ts';
import { placementOf } from '../../harness/model/placement.ts';
import { altered, knownProfile, painted, painting } from './painted-thumbnails.ts';
import { album, painter, shown } from './thumbnails-made-alone.ts';

const WAY = painting();
const WHOLE = { x: 0, y: 0, width: 64, height: 64 };
const [OWN, OTHER] = album('expected', 2, { widthPx: 320, heightPx: 240, orientationExif: 1 }).map((photo) => ({
  photo,
  picture: painted(photo, WAY),
}));
const [SQUARE] = album('between bars', 1, { widthPx: 320, heightPx: 320, orientationExif: 1 });
if (OWN === undefined || OTHER === undefined || SQUARE === undefined) throw new RangeError('Expected three photos.');
const own = OWN.picture;
const other = OTHER.picture;

describe('the expected picture', () => {
  const expectedOf = (actual?: LumaPicture) =>
    expectedPicture(painter, shown(OWN.photo, 'rotate'), WAY.recipe, knownProfile(WAY), actual);

  it('is what a flawless tool makes, in the size of the rule', () => {
    const { widthPx, heightPx, luma } = expectedOf();
    expect([widthPx, heightPx, luma.length]).toEqual([64, 64, 64 * 64]);
    expect([...luma]).toEqual([...own.luma]);
  });

  it('has the size of what came, where that is a pixel off', () => {
    const actual = painted(OWN.photo, painting({ recipe: { ...WAY.recipe, width: 63, height: 65 } }));
    const { widthPx, heightPx, luma } = expectedOf(actual);
    expect([widthPx, heightPx, luma.length]).toEqual([63, 65, 63 * 65]);
  });

  it('has the bars that came, where nothing is known of them, and the photo up to them', () => {
    for (const [width, height] of [
      [96, 64],
      [64, 96],
    ] as const) {
      const way = painting({ recipe: { ...WAY.recipe, width, height, fit: 'contain' } }, { fitting: 'contain' });
      const came = painted(SQUARE, way);
      const { x, y } = placementOf(way.rule, way.recipe, shown(SQUARE, 'rotate').size);
      const inPhoto = { x: x.start, y: y.start, width: x.lengthPx, height: y.lengthPx };
      const streaked = { ...came, luma: came.luma.map((_, at) => 40 + (at % 7)) };
      const strange = altered(streaked, inPhoto, () => 3);
      const expected = expectedPicture(painter, shown(SQUARE, 'rotate'), way.recipe, knownProfile(way), strange);
      expect([...expected.luma]).toEqual([...altered(streaked, inPhoto, (_, at) => came.luma[at] ?? 0).luma]);
    }
  });
});

describe('the bars of the expected picture', () => {
  it('are those that it makes alone, whatever came in them', () => {
    const way = painting({ recipe: { ...WAY.recipe, width: 96, fit: 'contain' } }, { fitting: 'contain' });
    const came = painted(SQUARE, way);
    const strange = altered(came, { x: 2, y: 10, width: 6, height: 40 }, () => 20);
    const profile = knownProfile(way, { bars: { kind: 'even', luma: 255, ringing: [] } });
    const expected = expectedPicture(painter, shown(SQUARE, 'rotate'), way.recipe, profile, strange);
    expect([...expected.luma]).toEqual([...came.luma]);
  });
});

describe('pixels under load beside those made alone', () => {
  const profile = knownProfile(WAY);

  it('are the same, however all of them changed in tone', () => {
    const brighter = altered(own, WHOLE, (level) => level + 3);
    expect(comparePixels(brighter, own, profile)).toEqual({ kind: 'same-pixels' });
  });

  it('differ where another picture lies thinly over all of them', () => {
    const hazy = altered(own, WHOLE, (level, at) => Math.round(0.9 * level + 0.1 * (other.luma[at] ?? 0)));
    expect(comparePixels(hazy, own, profile)).toEqual({ kind: 'differs', regions: [WHOLE], flat: false, rough: false });
  });

  it('are flat where half of what differs shows no picture', () => {
    const upper = { x: 0, y: 0, width: 64, height: 32 };
    const flatOf = (height: number) => {
      const lower = { x: 0, y: 64 - height, width: 64, height };
      const grey = altered(own, lower, () => 128);
      const both = altered(grey, { ...upper, height: 64 - height }, (_, at) => other.luma[at] ?? 0);
      const comparison = comparePixels(both, own, profile);
      return comparison.kind === 'differs' && comparison.flat;
    };
    expect([flatOf(48), flatOf(16)]).toEqual([true, false]);
  });
});

describe('the second opinion', () => {
  it('is of pictures of one size', () => {
    const wide = { ...own, widthPx: 128, heightPx: 32 };
    expect(() => measureLikeness(wide, own)).toThrow(RangeError);
    const cut = { ...own, widthPx: 63, luma: own.luma.subarray(0, 63 * 64) };
    expect(() => measureLikeness(cut, own)).toThrow(/got 63x64 beside 64x64/);
    const low = { ...own, heightPx: 63, luma: own.luma.subarray(0, 63 * 64) };
    expect(() => measureLikeness(low, own)).toThrow(/got 64x63 beside 64x64/);
  });
});

import { describe, expect, it } from 'vitest';
import { crowdOf, DONOR, FEW, lineOf, linesOf, originsIn, OTHER, own, SPECK, TILE } from './literal-crowd.ts';
import { blended, paintedPhoto, thumbnail, torn, WHOLE } from './painted-scene.ts';

describe('a region too small to prove anything', () => {
  const few = torn(own, thumbnail(DONOR), FEW);

  it('has the one for a suspect that fits, where fewer than one stranger in a thousand runs would', () => {
    // It is 4.3 standard deviations from chance: one in 114 000.
    const among = (size: number) => linesOf(few, [FEW], crowdOf([DONOR], { size, shownMost: 9 }).crowd);
    expect(among(1)).toEqual(['suspects p4 4×5 at 20,90']);
    expect(among(100)).toEqual(['suspects p4 4×5 at 20,90']);
    expect(linesOf(few, [FEW], crowdOf([DONOR], { size: 1 }).crowd)).toEqual(['suspects p4 4×5 at 20,90']);
    expect(among(150)).toEqual(['ambiguous p4 4×5 at 20,90']);
  });

  it('is ambiguous where not all that fit were looked at', () => {
    const strangers = Array.from({ length: 30 }, (_, i) => paintedPhoto(20 + i));
    const after = (count: number) =>
      linesOf(few, [FEW], crowdOf([DONOR, ...strangers.slice(0, count)], { size: 1, shownMost: 9 }).crowd)[0];
    expect(after(15)).toMatch(/^suspects p4 /);
    expect(after(16)).toMatch(/^ambiguous p4 4/);
  });

  it('is ambiguous where several fit, nearest in the queue first, at most eight of them', () => {
    const twins = Array.from({ length: 12 }, (_, i) => paintedPhoto(30 + i, { contentId: DONOR.contentId }));
    const places = new Map(twins.map((photo, i) => [photo, (7 * i) % 12] as const));
    const { crowd } = crowdOf(twins, { size: 1, shownMost: 9, placesAway: (photo) => places.get(photo) ?? 99 });
    const [origin] = originsIn(few, [FEW], crowd);
    if (origin?.kind !== 'ambiguous') throw new Error(`Expected an ambiguous origin, got ${origin?.kind}.`);
    expect(origin.matches.map(({ photo }) => places.get(photo))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('names the likeliest first, to whom those far from it are no rivals', () => {
    const { crowd } = crowdOf([OTHER, DONOR], { size: 1, shownMost: 9 });
    expect(linesOf(few, [FEW], crowd)).toEqual(['suspects p4 p7 4×5 at 20,90']);
  });

  it('has those for rivals who resemble it, where too few bits are seen for anybody to fit', () => {
    const withOther = (shownMost: number) => linesOf(few, [FEW], crowdOf([OTHER], { size: 1, shownMost }).crowd);
    expect(withOther(39)).toEqual(['ambiguous p7 4×5 at 20,90']);
    expect(withOther(40)).toEqual(['suspects 4×5 at 20,90']);
  });

  it('names nobody of those who do not resemble it', () => {
    const picture = torn(own, thumbnail(DONOR), SPECK);
    expect(linesOf(picture, [SPECK], crowdOf([OTHER], { shownMost: 9 }).crowd)).toEqual(['suspects 4×4 at 33,44']);
  });
});

describe('a blend', () => {
  it('is seen over the whole picture once no region names a donor', () => {
    const picture = blended(own, thumbnail(DONOR), 0.2);
    const twin = paintedPhoto(5, { contentId: DONOR.contentId });
    const { crowd, asked } = crowdOf([DONOR, twin]);
    const [origin, ...rest] = originsIn(picture, [{ x: 0, y: 0, width: 8, height: 4 }], crowd);
    expect(rest).toEqual([]);
    expect(origin && lineOf(origin)).toBe('donor p4 128×128 at 0,0');
    expect(origin?.kind === 'donor' && [origin.match.weight.toFixed(2), origin.twins]).toEqual(['0.20', [twin]]);
    expect(asked.at(-1)).toEqual(WHOLE);
  });

  it('keeps its whole region, for it has no edges', () => {
    const picture = blended(own, thumbnail(DONOR), 0.3);
    expect(linesOf(picture, [WHOLE], crowdOf([DONOR]).crowd)).toEqual(['donor p4 128×128 at 0,0']);
  });

  it('is not looked for where a region names a donor', () => {
    const { crowd, asked } = crowdOf([DONOR]);
    originsIn(torn(own, thumbnail(DONOR), TILE), [TILE], crowd);
    expect(asked).toEqual([TILE]);
    const [one, other] = [crowdOf([DONOR]), { x: 100, y: 100, width: 8, height: 8 }];
    expect(originsIn(torn(own, thumbnail(DONOR), TILE), [TILE, other], one.crowd).map(({ kind }) => kind)).toEqual([
      'donor',
      'suspects',
    ]);
    expect(one.asked).not.toContainEqual(WHOLE);
  });
});

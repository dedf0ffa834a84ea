import { describe, expect, it } from 'vitest';
import { meetingsOf, type Meetings } from '../../harness/explain/meetings.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { asked, photo } from '../literals/load.ts';
import { many, mixup } from '../literals/mixups.ts';

/** Forty photos, of which those that are given stand first. */
const loadOf = (...first: readonly PhotoPlan[]) => [
  ...first,
  ...Array.from({ length: 40 - first.length }, (_, index) => photo(`p${first.length + index}`)),
];
/** The `k`th ask shows the photo of that id. */
const wrong = (k: number, donor: string) => mixup(`p${k}`, donor, { key: `k${k}` });

function met(
  photos: readonly PhotoPlan[],
  pairs: readonly (readonly [number, string])[],
  asks = asked(photos),
): Meetings {
  const meetings = meetingsOf(
    pairs.map(([k, donor]) => wrong(k, donor)),
    asks,
  );
  if (meetings === null) throw new Error('Expected the load to be known.');
  return meetings;
}

describe('where victims and donors met', () => {
  it('is not known of breaches outside the load', () => {
    expect(
      meetingsOf(
        many(3, (i) => mixup(`p${i}`, 'q')),
        asked(loadOf()),
      ),
    ).toBe(null);
  });

  it('is a batch, or one place of several, or neither', () => {
    const meetings = met(loadOf(), [
      [0, 'p3'],
      [4, 'p8'],
      [1, 'p7'],
    ]);
    expect(meetings.sameBatch).toMatchObject({ held: 1, of: 3 });
    expect(meetings.samePlace).toMatchObject({ held: 1, of: 3 });
  });

  it('is after the donor was answered, or before', () => {
    expect(
      met(loadOf(), [
        [5, 'p2'],
        [6, 'p30'],
      ]).doneBefore,
    ).toMatchObject({ held: 1, of: 2 });
  });

  it.each<['sameName' | 'sameNameAndAlbum' | 'sibling', Partial<PhotoPlan>]>([
    ['sameName', { name: 'P0.png', format: 'png' }],
    ['sameNameAndAlbum', { name: 'p0.jpg', album: 'album-p0' }],
    ['sibling', { name: 'p0.png', album: 'album-p0', owner: photo('p0').owner }],
  ])('is a name: %s', (sign, changes) => {
    const meetings = met(loadOf(photo('p0'), photo('p1', changes)), [
      [0, 'p1'],
      [4, 'p9'],
    ]);
    expect(meetings[sign]).toMatchObject({ held: 1, of: 2 });
    expect(meetings[sign].chance).toBeLessThan(0.05);
  });

  it('is a name that begins alike, but is another', () => {
    const long = 'y'.repeat(40);
    const photos = loadOf(photo('p0', { name: `${long}a.jpg` }), photo('p1', { name: `${long}b.jpg` }));
    expect(
      met(photos, [
        [0, 'p1'],
        [2, 'p3'],
      ]).alikeName,
    ).toMatchObject({ held: 1, of: 2 });
  });

  it('is the length of owner, album and name together', () => {
    const photos = loadOf(photo('p0'), photo('p1'), photo('p2', { name: 'a-much-longer-name.jpg' }));
    expect(
      met(photos, [
        [0, 'p1'],
        [1, 'p2'],
      ]).equalLength,
    ).toMatchObject({ held: 1, of: 2 });
  });

  it('is the stored form: archived ones are alike, whatever they were uploaded as', () => {
    const photos = loadOf(
      photo('p0', { archived: true }),
      photo('p1', { archived: true, format: 'png' }),
      photo('p2', { format: 'png' }),
    );
    expect(
      met(photos, [
        [0, 'p1'],
        [2, 'p3'],
        [1, 'p2'],
      ]).sameFormat,
    ).toMatchObject({ held: 1, of: 3 });
  });

  it('is told beside how often any other photo around would have shown it', () => {
    const crowd = Array.from({ length: 40 }, (_, index) =>
      photo(`p${index}`, { name: index % 2 === 0 ? 'x.jpg' : `${index}.jpg` }),
    );
    const { sameName } = met(crowd, [[20, 'p22']]);
    expect(sameName.held).toBe(1);
    expect(sameName.chance).toBeCloseTo(19 / 39, 1);
  });

  it('is the start, when as many were asked for as may be in flight', () => {
    expect(
      met(loadOf(), [
        [0, 'p1'],
        [3, 'p2'],
        [4, 'p5'],
      ]).early,
    ).toEqual({ held: 2, of: 3, chance: 0.1 });
  });

  it('is shortly after a sound photo was turned away, and not after a broken one was', () => {
    const refusing = asked(loadOf(), (index) => ({ isRefused: index === 10 }));
    expect(
      met(
        loadOf(),
        [
          [11, 'p1'],
          [18, 'p1'],
          [19, 'p1'],
          [9, 'p1'],
        ],
        refusing,
      ).afterRefusal.held,
    ).toBe(2);
    const broken = loadOf().map((each, index) =>
      index === 10 ? { ...each, damage: { kind: 'empty' as const } } : each,
    );
    const ofBroken = asked(broken, (index) => ({ isRefused: index === 10 }));
    expect(met(broken, [[11, 'p1']], ofBroken).afterRefusal.held).toBe(0);
  });

  it('is while an older version was in hand', () => {
    const photos = loadOf(photo('p0'), photo('p0', { version: 2 }));
    const overlapping = asked(photos, (index) => (index === 0 ? { endedMs: 2500 } : {}));
    expect(met(photos, [[1, 'p9']], overlapping).whileOlder.held).toBe(1);
    expect(met(photos, [[1, 'p9']]).whileOlder.held).toBe(0);
    expect(met(photos, [[0, 'p9']], overlapping).whileOlder.held).toBe(0);
  });

  it('lasts as long as what comes after the first is wrong', () => {
    expect(
      met(loadOf(), [
        [30, 'p1'],
        [35, 'p1'],
      ]).persistence,
    ).toBe(0.2);
    expect(
      met(
        loadOf(),
        Array.from({ length: 10 }, (_, i) => [30 + i, 'p1'] as const),
      ).persistence,
    ).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { isMost, patternsOf } from '../../harness/explain/breach-patterns.ts';
import type { Breach, Donor } from '../../harness/model/verdict.ts';
import { breach, DONOR, loss } from '../literals/breach.ts';

type Photo = { readonly id: string; readonly photo?: string; readonly album?: string; readonly owner?: string };

/** `victim` shows `donor`, who stands so many places after it in the queue. */
function shows(victim: Photo, donor: Photo | null, changes: Partial<Breach> = {}): Breach {
  const named = ({ id, photo = `${id}.jpg`, album = 'a', owner = 'o' }: Photo) => ({
    owner,
    album,
    photo,
    version: 1,
    id,
  });
  const donors: readonly Donor[] = donor === null ? [] : [{ ...DONOR, ...named(donor), share: 1 }];
  return breach({ kind: 'foreign', victim: named(victim), donors, queueDistance: null, batch: 0, ...changes });
}

const patterns = (...mixups: readonly Breach[]) => patternsOf(mixups, mixups);
const places = (...distances: readonly (number | null)[]) =>
  patterns(...distances.map((queueDistance, i) => shows({ id: `v${i}` }, { id: `d${i}` }, { queueDistance })));

describe('nearly all', () => {
  it('are four in five, of one at least', () => {
    expect([isMost(4, 5), isMost(7, 9), isMost(8, 10), isMost(0, 0), isMost(1, 1)]).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('the patterns of breaches', () => {
  it('count what they look like', () => {
    const kinds = (['torn', 'foreign', 'foreign', 'alien', 'blended'] as const).map((kind) =>
      shows({ id: 'v' }, { id: 'd' }, { kind }),
    );
    expect(patterns(...kinds)).toMatchObject({ mixups: 5, torn: 1, foreign: 2, alien: 1 });
  });

  it('count where donors stand in the queue', () => {
    expect(places(1, 1, -1, 2, 16, 17, -16, -17, null)).toMatchObject({
      placed: 8,
      next: 2,
      previous: 1,
      before: 3,
      shortlyBefore: 2,
      shortlyAfter: 4,
      nearestPlaces: -17,
      farthestPlaces: 17,
    });
  });

  it('count those as far away as most others, beyond the next place', () => {
    expect(places(7, 16, 16, 3).equallyFar).toBe(2);
    expect(places(-5, 2, -5).equallyFar).toBe(2);
    expect(places(1, 1, 1, 5).equallyFar).toBe(0);
    expect(places(-1, -1, 5).equallyFar).toBe(0);
    expect(places(null).equallyFar).toBe(0);
  });

  it('count base names that are equal, whatever the extension, the case or the accents; then the album; then the owner', () => {
    const named = (photo: string, album = 'a', owner = 'o') => ({ id: photo, photo, album, owner });
    expect(
      patterns(
        shows(named('IMG_1.jpg'), named('img_1.PNG')),
        shows(named('caf\u00e9.jpg'), named('cafe\u0301.jpg', 'a', 'p')),
        shows(named('IMG_3.jpg'), named('IMG_3.jpg', 'b')),
        shows(named('IMG_4.jpg'), named('IMG_5.jpg')),
        shows(named('a.b.jpg'), named('a.jpg')),
        shows(named('a.jpg'), named('b.jpg')),
        shows(named('c.d.jpg'), named('c.d.png', 'x', 'y')),
        shows(named('a.'), named('a')),
      ),
    ).toMatchObject({ sameName: 5, sameNameAndAlbum: 3, siblings: 2 });
  });

  it('count different names whose first 32 characters are equal', () => {
    const long = 'x'.repeat(32);
    const pair = (one: string, other: string) =>
      patterns(shows({ id: 'v', photo: one }, { id: 'd', photo: other })).alikeBeginnings;
    expect(pair(`${long}1.jpg`, `${long}2.jpg`)).toBe(1);
    expect(pair(`${long}1.jpg`, `${long}1.jpg`)).toBe(0);
    expect(pair(long, `${long}2.jpg`)).toBe(0);
    expect(pair(`y${long}`, `${long}y`)).toBe(0);
    expect(pair(`${long.slice(1)}1.jpg`, `${long.slice(1)}2.jpg`)).toBe(0);
  });

  it('count names that come later, byte by byte, and none that are equal', () => {
    const later = (one: string, other: string) =>
      patterns(shows({ id: 'v', photo: one }, { id: 'd', photo: other })).laterByName;
    expect([later('a', 'b'), later('b', 'a'), later('a', 'a')]).toEqual([1, 0, 0]);
    expect([later('Z', 'a'), later('a', 'Z'), later('z', '\u00e9'), later('img_2', 'img_10')]).toEqual([1, 0, 1, 0]);
  });

  it("count victims and donors that got each other's picture, and donors that are victims of whatever", () => {
    const [a, b, c, d] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }];
    expect(patterns(shows(a, b), shows(b, a), shows(c, a), shows(d, { id: 'e' }))).toMatchObject({
      swapped: 2,
      chained: 3,
    });
    const lost = loss({ victim: { ...DONOR, id: 'e' } });
    expect(patternsOf([shows(d, { id: 'e' }), lost], [shows(d, { id: 'e' })])).toMatchObject({
      swapped: 0,
      chained: 1,
    });
  });

  it('count donors that lead to a photo that was refused, also around in circles', () => {
    const [a, b, c, d] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }];
    const mixups = [
      shows(a, b),
      shows(b, c),
      shows(c, d),
      shows({ id: 'x' }, { id: 'y' }),
      shows({ id: 'y' }, { id: 'x' }),
    ];
    const closedUp = (...refused: readonly string[]) => patternsOf(mixups, mixups, new Set(refused)).closedUp;
    expect([closedUp('d'), closedUp('b'), closedUp('a'), closedUp('x')]).toEqual([3, 1, 0, 2]);
    expect(patternsOf(mixups, mixups).closedUp).toBe(0);
  });

  it('count three or more victims of one donor, in one batch or in several', () => {
    const from = (donor: string, batches: readonly number[]) =>
      batches.map((batch, i) => shows({ id: `${donor}${i}` }, { id: donor }, { batch }));
    expect(patterns(...from('x', [4, 4, 4]), ...from('y', [5, 6, 5, 5]), ...from('z', [7, 7]))).toMatchObject({
      oneDonorInABatch: 3,
      oneDonorInBatches: 4,
    });
  });

  it('count what crossed owners, where the donor is known', () => {
    expect(
      patterns(
        shows({ id: 'a' }, { id: 'b' }, { severity: 'cross-owner' }),
        shows({ id: 'c' }, { id: 'd' }, { severity: 'cross-photo' }),
        shows({ id: 'e' }, null, { severity: 'cross-owner' }),
      ),
    ).toMatchObject({ known: 2, crossOwner: 1 });
  });
});

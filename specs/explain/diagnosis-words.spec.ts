import { describe, expect, it } from 'vitest';
import { diagnose } from '../../harness/explain/diagnosis.ts';
import type { Breach } from '../../harness/model/verdict.ts';
import { breach, DONOR, loss } from '../literals/breach.ts';

const HALF = { archivedShare: 0.5 };

type Photo = { readonly id: string; readonly photo?: string; readonly album?: string; readonly owner?: string };

function shows(victim: Photo, donor: Photo, changes: Partial<Breach> = {}): Breach {
  const named = ({ id, photo = `${id}.jpg`, album = 'a', owner = 'o' }: Photo) => ({
    owner,
    album,
    photo,
    version: 1,
    id,
  });
  return breach({
    kind: 'foreign',
    severity: 'cross-photo',
    queueDistance: null,
    archived: false,
    victim: named(victim),
    donors: [{ ...DONOR, ...named(donor), share: 1 }],
    ...changes,
  });
}

/** Four breaches, each the `index`th of its kind. */
const four = (of: (index: number) => Breach) => [0, 1, 2, 3].map(of);
const linesOf = (breaches: readonly Breach[], load = { archivedShare: 1 }) => diagnose(breaches, load)?.because ?? [];
const OWNERS = 'Pixels crossed from one owner to another in 0 of 4.';

describe('what speaks for a cause', () => {
  it.each<[string, (i: number) => Breach, readonly string[]]>([
    [
      'the place before',
      (i) => shows({ id: `v${i}` }, { id: `d${i}` }, { queueDistance: -1 }),
      ['The donor is the one before in the queue: 4 of 4.'],
    ],
    [
      'the places between which donors stand',
      (i) => shows({ id: `v${i}` }, { id: `d${i}` }, { queueDistance: 3 * i - 5 }),
      ['The donors are -5 to 4 places away in the queue.'],
    ],
    [
      'names and albums',
      (i) => shows({ id: `v${i}`, photo: 'x.jpg' }, { id: `d${i}`, photo: 'x.png', owner: 'p' }),
      ['Donor and victim have the same base name: 4 of 4.', 'They are in albums of the same name: 4 of 4.'],
    ],
    [
      'names that begin alike',
      (i) => shows({ id: `v${i}`, photo: `${'y'.repeat(32)}${i}` }, { id: `d${i}`, photo: `${'y'.repeat(32)}x${i}` }),
      ['The names of donor and victim begin alike: 4 of 4.'],
    ],
    ['a chain', (i) => shows({ id: `v${i}` }, { id: `v${(i + 1) % 4}` }), ['The donor is itself a victim: 4 of 4.']],
    [
      'a pair, which is said once',
      (i) => shows({ id: `v${i}` }, { id: `v${i ^ 1}` }),
      ["Victim and donor got each other's picture: 4 of 4."],
    ],
    [
      'one donor in a batch',
      (i) => shows({ id: `v${i}` }, { id: 'd' }, { batch: 2 }),
      ['Several victims of a batch share one donor: 4 of 4.'],
    ],
    [
      'one donor in several batches',
      (i) => shows({ id: `v${i}` }, { id: 'd' }, { batch: i }),
      ['Several victims share one donor, over several batches: 4 of 4.'],
    ],
  ])('is %s', (_, of, lines) => {
    expect(linesOf(four(of))).toEqual([...lines, OWNERS]);
  });

  it('is no place of one breach alone, nor of none', () => {
    const [first, second] = four((i) => shows({ id: `v${i}` }, { id: `d${i}` }, { queueDistance: 5 }));
    if (first === undefined || second === undefined) throw new RangeError('Expected two breaches.');
    expect(linesOf([first])).toEqual(['Pixels crossed from one owner to another in 0 of 1.']);
    expect(linesOf([first, second])[0]).toBe('The donors are 5 to 5 places away in the queue.');
  });

  it('is nothing where nothing was mixed up', () => {
    expect(linesOf(four(() => loss()))).toEqual([]);
  });

  it('is the age of what was mixed up, whatever was lost besides', () => {
    const mixups = four((i) => shows({ id: `v${i}` }, { id: `d${i}` }, { archived: true }));
    const lost = four(() => loss({ archived: false }));
    expect(linesOf([...mixups, ...lost], HALF)[0]).toMatch(/^Only archived photos are hit: 4 of 4, too few to be sure/);
    expect(linesOf(lost, HALF)[0]).toMatch(/^Only fresh photos are hit: 4 of 4/);
  });

  it('is no age of which there were no others', () => {
    const fresh = four((i) => shows({ id: `v${i}` }, { id: `d${i}` }));
    expect(linesOf(fresh, { archivedShare: 0 })).toEqual([OWNERS]);
    const archived = four((i) => shows({ id: `v${i}` }, { id: `d${i}` }, { archived: true }));
    expect(linesOf(archived, { archivedShare: 0 })).toEqual([OWNERS]);
  });

  it('is an age that only one load in a hundred would give by chance', () => {
    const line = linesOf([loss({ archived: true })], { archivedShare: 0.01 })[0];
    expect(line).toBe('Only archived photos are hit: 1 of 1, though they are 1 % of the load (by chance: 1 %).');
  });

  it('is another recipe for so many of those of another shape, whatever else came', () => {
    const variants = [0, 1].map(() => loss({ kind: 'misshapen', shownRecipe: '128x128 cover jpeg' }));
    const others = [loss({ kind: 'misshapen' }), loss({ kind: 'damaged' }), loss()];
    expect(linesOf([...variants, ...others])).toEqual(['They are of the same photo, made for another recipe: 2 of 3.']);
  });
});

describe('the cause', () => {
  const classOf = (breaches: readonly Breach[]) => diagnose(breaches, HALF)?.classes[0];

  it('lies in names from three pairs on, where they met under load', () => {
    const pairs = four((i) =>
      shows(
        { id: `v${i}`, photo: 'x.jpg', album: `${i}` },
        { id: `d${i}`, photo: 'x.jpg' },
        { queueDistance: 40 + 9 * i },
      ),
    );
    expect(classOf(pairs.slice(0, 3))).toBe('C1');
    expect(classOf(pairs.slice(0, 2))).not.toBe('C1');
  });

  it('is the next buffer where half of them are torn', () => {
    const kinds = (torn: number) =>
      four((i) => shows({ id: `v${i}` }, { id: `d${i}` }, { kind: i < torn ? 'torn' : 'foreign', queueDistance: 1 }));
    expect([classOf(kinds(2)), classOf(kinds(1))]).toEqual(['B2', 'B4']);
  });

  it('is a reply left behind only where whole pictures come of the one before', () => {
    const chain = (kind: Breach['kind'], queueDistance: number) =>
      four((i) => shows({ id: `v${i}` }, { id: `v${(i + 1) % 4}` }, { kind, queueDistance }));
    expect(classOf(chain('foreign', -2))).toBe('D1');
    expect(classOf(chain('blended', -2))).toBe(undefined);
    expect(classOf(chain('foreign', 30))).not.toBe('D1');
  });

  it('is the place in the batch where three or more are equally far', () => {
    const far = four((i) => shows({ id: `v${i}` }, { id: `d${i}` }, { queueDistance: 20 }));
    expect(classOf(far.slice(0, 3))).toBe('C1');
    expect(classOf(far.slice(0, 2))).toBe('A2');
    expect(classOf(far.map((one) => ({ ...one, kind: 'blended' as const })))).toBe(undefined);
  });

  it('is a frame of its own only where it came damaged, of the version that was asked for', () => {
    const framed = (kind: Breach['kind'], donor: string) =>
      four((i) => {
        const { donors, ...rest } = shows({ id: `v${i}` }, { id: donor === 'own' ? `v${i}` : donor }, { kind });
        return { ...rest, donors: donors.map((each) => ({ ...each, frame: 3 })) };
      });
    expect([framed('damaged', 'own'), framed('stale', 'own'), framed('damaged', 'other')].map(classOf)).toEqual([
      'B6',
      'C6',
      'C2',
    ]);
  });
});

describe('outputs that close up in the order of names', () => {
  /** Each of so many shows the next by name, who got another picture too, but for the last. */
  const list = (count: number, kind: Breach['kind'] = 'foreign') =>
    Array.from({ length: count }, (_, i) => shows({ id: `v${i}` }, { id: `v${i + 1}` }, { kind }));
  const classesOf = (breaches: readonly Breach[], refused: readonly string[] = []) =>
    diagnose(breaches, { ...HALF, refused: new Set(refused) })?.classes;

  it('are told by three whole pictures that lead to one that was refused', () => {
    expect(classesOf(list(3), ['v3'])).toEqual(['A1']);
    expect(classesOf(list(2), ['v2'])).toEqual(['A2', 'A3', 'D1']);
    expect(classesOf(list(3, 'blended'), ['v3'])).toEqual([]);
    expect(classesOf(list(2, 'blended'), ['v2'])).toEqual([]);
  });

  it('are told by eight whole pictures where it is not known who got none', () => {
    expect(classesOf(list(8))).toEqual(['A1', 'A2']);
    expect(classesOf(list(9))).toEqual(['A1', 'A2']);
    expect(classesOf(list(7))).toEqual(['A2', 'A3', 'D1']);
    expect(classesOf(list(9, 'blended'))).toEqual([]);
    expect(classesOf(list(7, 'blended'))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { diagnose } from '../../harness/explain/diagnosis.ts';
import type { Breach } from '../../harness/model/verdict.ts';
import { loss } from '../literals/breach.ts';
import { many, mixup } from '../literals/mixups.ts';

const HALF = { archivedShare: 0.5 };

/** The breach with its donors in this owner's album; the victim is in o's album a. */
function within(of: Breach, owner: string, album: string): Breach {
  return { ...of, donors: of.donors.map((donor) => ({ ...donor, owner, album })) };
}

describe('diagnose', () => {
  it('has nothing to say without breaches', () => {
    expect(diagnose([], HALF)).toBe(null);
  });

  it('recognises LINE Albums 2024: archived photos torn by the next in the queue', () => {
    const breaches = many(9, (i) => mixup(`p${i}`, `q${i}`, { kind: 'torn', archived: true, queueDistance: 1 }));
    expect(diagnose(breaches, HALF)).toEqual({
      cause: 'A working buffer is filled with the next photo while the one before is still being read from it.',
      classes: ['B2', 'B7'],
      confidence: 'high',
      because: [
        'Only archived photos are hit: 9 of 9, though they are 50 % of the load (by chance: 0.2 %).',
        'The donor is the next in the queue: 9 of 9.',
        "The thumbnails are torn, part their own and part another's: 9 of 9.",
        'Pixels crossed from one owner to another in 9 of 9.',
      ],
      experiments: [],
    });
  });

  it('recognises animations that show another of their own pictures, and says so', () => {
    const ownFrame = (victim: string): Breach => {
      const own = mixup(victim, victim, { kind: 'damaged', severity: 'shape', oracle: 'isolation' });
      return { ...own, donors: own.donors.map((donor) => ({ ...donor, frame: 3 })) };
    };
    const diagnosis = diagnose(
      many(4, (i) => ownFrame(`p${i}`)),
      HALF,
    );
    expect(diagnosis?.classes).toEqual(['B6']);
    expect(diagnosis?.because).toContain('They show a later picture of their own animation: 4 of 4.');
  });

  it('does not take parts of a first picture, or pictures of other animations, for that', () => {
    const displaced = many(4, (i) => mixup(`p${i}`, `p${i}`, { kind: 'damaged', severity: 'shape' }));
    expect(diagnose(displaced, HALF)?.classes).toEqual(['C2', 'B5']);
    const foreign = many(4, (i) => mixup(`p${i}`, `q${i}`)).map((of) => {
      return { ...of, donors: of.donors.map((donor) => ({ ...donor, frame: 2 })) };
    });
    expect(diagnose(foreign, HALF)?.classes).not.toContain('B6');
  });

  it('still recognises it where a few were overtaken wholly by the next in the queue', () => {
    const breaches = many(6, (i) =>
      mixup(`p${i}`, `q${i}`, { kind: i % 3 === 0 ? 'foreign' : 'torn', queueDistance: 1 }),
    );
    expect(diagnose(breaches, HALF)?.classes).toEqual(['B2', 'B7']);
  });

  it('says that few breaches of one age are too few to be sure', () => {
    const breaches = many(3, (i) => mixup(`p${i}`, `q${i}`, { archived: true }));
    expect(diagnose(breaches, HALF)?.because).toContain(
      'Only archived photos are hit: 3 of 3, too few to be sure, though they are 50 % of the load (by chance: 12.5 %).',
    );
  });

  it('says nothing of age where the load was of one age, or both are hit', () => {
    const about = (breaches: readonly Breach[], archivedShare: number) =>
      diagnose(breaches, { archivedShare })?.because.filter((line) => /archived|fresh/.test(line));
    expect(
      about(
        many(20, (i) => mixup(`p${i}`, `q${i}`, { archived: true })),
        1,
      ),
    ).toEqual([]);
    expect(
      about(
        many(20, (i) => mixup(`p${i}`, `q${i}`, { archived: i % 2 === 0 })),
        0.5,
      ),
    ).toEqual([]);
  });

  it('says when only fresh photos are hit', () => {
    const breaches = many(10, (i) => mixup(`p${i}`, `q${i}`));
    expect(diagnose(breaches, HALF)?.because[0]).toMatch(/^Only fresh photos are hit: 10 of 10/);
  });

  it('blames names where donor and victim share a base name, whatever the extension, the case or the encoding of accents', () => {
    const names: readonly (readonly [string, string])[] = [
      ['IMG_1.jpg', 'IMG_1.png'],
      ['img_2.JPG', 'IMG_2.jpg'],
      ['caf\u00e9.jpg', 'cafe\u0301.jpg'],
    ];
    const breaches = many(6, (i) => mixup(`p${i}`, `q${i}`, {}, names[i % names.length]));
    const diagnosis = diagnose(breaches, HALF);
    expect(diagnosis?.classes).toEqual(['C1', 'C3']);
    expect(diagnosis?.because).toContain('Donor and victim have the same base name: 6 of 6.');
  });

  it('does not blame names for a pair that met under load, and does when it met alone', () => {
    const pair = (queueDistance: number | null) => [mixup('p', 'q', { queueDistance }, ['IMG_1.jpg', 'IMG_1.jpg'])];
    expect(diagnose(pair(-2), HALF)?.classes[0]).toBe('D4');
    expect(diagnose(pair(null), HALF)?.classes[0]).toBe('C1');
  });

  it('finds swaps: each of the pair got the other', () => {
    const breaches = many(6, (i) => mixup(`p${i}`, `p${i % 2 === 0 ? i + 1 : i - 1}`));
    const diagnosis = diagnose(breaches, HALF);
    expect(diagnosis?.classes[0]).toBe('A2');
    expect(diagnosis?.because).toContain("Victim and donor got each other's picture: 6 of 6.");
  });

  it.each([
    ['the result before that is answered again', 'D4', (i: number) => mixup(`p${i}`, `q${i}`, { queueDistance: -1 })],
    ['whole pictures under the wrong job', 'A2', (i: number) => mixup(`p${i}`, `q${i}`, { queueDistance: 3 * i + 2 })],
    [
      'pictures torn by anybody',
      'B2',
      (i: number) => mixup(`p${i}`, `q${i}`, { kind: 'torn', queueDistance: 3 * i + 2 }),
    ],
    [
      'pixels of nobody in this run',
      'B5',
      (i: number) => mixup(`p${i}`, 'none', { kind: 'alien', donors: [], queueDistance: null }),
    ],
  ])('names %s class %s', (_, first, of) => {
    expect(diagnose(many(8, of), HALF)?.classes[0]).toBe(first);
  });

  it.each([
    ['a list that closed up', 'A1', (i: number) => mixup(`p${i}`, `p${i + 1}`, { queueDistance: 1 })],
    [
      'a variable of the batch',
      'A3',
      (i: number) => mixup(`p${i}`, `last${i >> 2}`, { batch: i >> 2, queueDistance: 8 - i }),
    ],
    [
      'a key that is no key',
      'C4',
      (i: number) => mixup(`p${i}`, 'first', { batch: 3 * i, queueDistance: -40 * i - 9 }),
    ],
    ['a reply left behind', 'D1', (i: number) => mixup(`p${i}`, `p${i - 1}`, { queueDistance: -1 - (i % 4) })],
    ['what a worker kept', 'D4', (i: number) => mixup(`p${i}`, `q${i}`, { queueDistance: -1 - (i % 4) })],
    ['a cache of long ago', 'C3', (i: number) => mixup(`p${i}`, `q${i}`, { queueDistance: -40 * i - 50 })],
    ['a name made of the place in the batch', 'C1', (i: number) => mixup(`p${i}`, `q${i}`, { queueDistance: 16 })],
    ['memory filled too early', 'B4', (i: number) => mixup(`p${i}`, `q${i}`, { queueDistance: 1 + (i % 3) })],
    [
      'memory that was not cleared',
      'B5',
      (i: number) => mixup(`p${i}`, `q${i}`, { kind: 'torn', queueDistance: -2 - (i % 3) }),
    ],
    [
      'the wrong sibling',
      'E3',
      (i: number) => within(mixup(`p${i}`, `q${i}`, {}, [`IMG_${i}.jpg`, `IMG_${i}.png`]), 'o', 'a'),
    ],
    [
      'an owner left out of a key',
      'D2',
      (i: number) => within(mixup(`p${i}`, `q${i}`, {}, [`IMG_${i}.jpg`, `IMG_${i}.jpg`]), 'someone', 'a'),
    ],
    [
      'the beginning of a name',
      'C4',
      (i: number) =>
        mixup(`p${i}`, `q${i}`, {}, [`${'holiday-'.repeat(5)}${i}.jpg`, `${'holiday-'.repeat(5)}x${i}.jpg`]),
    ],
  ])('reads class %s %s from who got whose picture', (_, first, of) => {
    expect(diagnose(many(8, of), HALF)?.classes[0]).toBe(first);
  });

  it('counts the job without an answer into a list that closed up', () => {
    const breaches = [
      mixup('p0', 'p1', { queueDistance: 1 }),
      loss({ victim: { owner: 'o', album: 'a', photo: 'p1.jpg', version: 1, id: 'p1' } }),
    ];
    expect(diagnose(breaches, HALF)?.classes[0]).toBe('A1');
  });

  it('says nothing of owners where no donor is known, nor where nothing was mixed up', () => {
    const aliens = many(4, (i) => mixup(`p${i}`, 'none', { kind: 'alien', donors: [], queueDistance: null }));
    for (const breaches of [aliens, many(4, () => loss())])
      expect(diagnose(breaches, HALF)?.because.filter((line) => line.includes('owner'))).toEqual([]);
  });

  it('says that it does not know where no pattern holds', () => {
    const kinds = ['foreign', 'torn', 'blended', 'alien'] as const;
    const breaches = many(8, (i) =>
      mixup(`p${i}`, `q${i}`, { kind: kinds[i % 4] ?? 'foreign', queueDistance: 5 * i - 11 }),
    );
    expect(diagnose(breaches, HALF)).toMatchObject({
      classes: [],
      cause: 'The breaches follow no pattern that is known; the evidence is kept for each of them.',
    });
  });

  it('speaks of the mix-ups where both mix-ups and losses came', () => {
    const breaches = [...many(5, (i) => mixup(`p${i}`, `q${i}`, { queueDistance: -1 })), ...many(9, () => loss())];
    expect(diagnose(breaches, HALF)?.classes[0]).toBe('D4');
  });
});

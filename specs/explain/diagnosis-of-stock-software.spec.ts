// What stock software does when it mixes photos up, as fixtures/thumbnailers lists it, in literal breaches.

import { describe, expect, it } from 'vitest';
import { diagnose } from '../../harness/explain/diagnosis.ts';
import { loss } from '../literals/breach.ts';
import { many, mixup } from '../literals/mixups.ts';

const HALF = { archivedShare: 0.5 };

describe('the diagnosis of stock software', () => {
  it('sees that outputs closed up where each donor is next by name, and the last of them got nothing', () => {
    const refused = new Set(['c', 'z']);
    const breaches = [
      mixup('a', 'b', { queueDistance: 5 }),
      mixup('b', 'c', { queueDistance: -9 }),
      mixup('y', 'z', { queueDistance: 2 }),
    ];
    expect(diagnose(breaches, { ...HALF, refused })).toMatchObject({
      classes: ['A1'],
      cause: expect.stringMatching(
        /^Each photo gets the picture of the next in the list of names, and the last gets none/,
      ),
      because: expect.arrayContaining([
        'From victim to victim, the donors lead to a photo that got no thumbnail: 3 of 3.',
      ]),
    });
    expect(diagnose(breaches, HALF)?.classes).not.toContain('A1');
    const backwards = breaches.map((each) => mixup(each.donors[0]?.id ?? '', each.victim.id));
    expect(diagnose(backwards, { ...HALF, refused: new Set(['a', 'y']) })?.classes).not.toContain('A1');
  });

  it('blames a key where the thumbnail of the same photo for another recipe came, and not where some came otherwise', () => {
    const ALL_FRESH = { archivedShare: 0 };
    const variants = many(4, () => loss({ kind: 'misshapen', shownRecipe: '128x128 cover jpeg' }));
    expect(diagnose(variants, ALL_FRESH)).toMatchObject({
      classes: ['C3'],
      because: ['They are of the same photo, made for another recipe: 4 of 4.'],
    });
    expect(diagnose([...variants, ...many(2, () => loss({ kind: 'misshapen' }))], ALL_FRESH)).toMatchObject({
      classes: ['E2', 'C3'],
      because: ['They are of the same photo, made for another recipe: 4 of 6.'],
    });
  });

  it.each([
    ['the next by name', 'A1', 'b', 'c'],
    ['one before by name', 'D4', 'c', 'b'],
  ])(
    'tells files that cannot be read, and get the whole picture of %s, from memory that shows',
    (_, first, victim, donor) => {
      const whole = mixup(victim, donor, { oracle: 'containment' });
      expect(diagnose([whole], HALF)?.classes[0]).toBe(first);
      expect(diagnose([{ ...whole, kind: 'torn' }], HALF)?.classes).toEqual(['B5', 'D4']);
    },
  );

  it('names leaked metadata beside mix-ups where there is as much of it, and counts it where there is less', () => {
    const leaks = many(4, () => loss({ kind: 'leaked-metadata' }));
    const swaps = (count: number) => many(count, (i) => mixup(`p${i}`, `p${i % 2 === 0 ? i + 1 : i - 1}`));
    expect(diagnose([...leaks, ...swaps(4)], HALF)?.classes).toEqual(['A2', 'D1', 'E1']);
    const fewer = diagnose([...leaks, ...swaps(6)], HALF);
    expect(fewer?.classes).toEqual(['A2', 'D1']);
    expect(fewer?.because).toContain(
      'Besides, metadata or a preview of another photo came with the right picture: 4 times.',
    );
    expect(diagnose(leaks, { archivedShare: 0 })).toMatchObject({ classes: ['E1'], because: [] });
  });
});

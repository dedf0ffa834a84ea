import { describe, expect, it } from 'vitest';
import { nameProblems } from '../../harness/generate/file-name.ts';
import { NAME_ATTACKS, type NameAttack, WEAKNESS_OF, attackedFileNames } from '../../harness/generate/names.ts';
import { randomFrom } from '../../harness/generate/random.ts';
import { planTrial } from '../../harness/generate/trial.ts';
import type { PhotoPlan, SourceFormat } from '../../harness/model/plan.ts';
import { GATE, asksOf, existing, groupedBy } from './requests.ts';

const stem = (name: string) => name.slice(0, name.lastIndexOf('.'));
const slug = (name: string) => name.replaceAll(/[^a-z0-9.]/gi, '_');

/** A key as a thumbnailer with the weakness would make it: equal for every photo of a group. */
const WEAK_KEYS: Readonly<
  Record<NameAttack, (photo: Pick<PhotoPlan, 'name' | 'widthPx' | 'heightPx' | 'mtimeMs'>) => string>
> = {
  'same-base-name': ({ name }) => name,
  'same-stem-other-extension': ({ name }) => stem(name),
  siblings: ({ name }) => stem(name),
  case: ({ name }) => name.toLowerCase(),
  'nfc-nfd': ({ name }) => name.normalize('NFC'),
  query: ({ name }) => name.replace(/\?.*/, ''),
  fragment: ({ name }) => name.replace(/#.*/, ''),
  'equal-prefix': ({ name }) => name.slice(0, 64),
  'equal-suffix': ({ name }) => name.slice(-64),
  'equal-size-and-mtime': ({ widthPx, heightPx, mtimeMs }) => `${widthPx}x${heightPx}@${mtimeMs}`,
  percent: ({ name }) => name.replaceAll('%25', '%').replaceAll('%5F', '_').replace(/%d|_a/, ''),
  space: ({ name }) => stem(name).replaceAll(/ +/g, ' ').trim(),
  'leading-dash': ({ name }) => name.replace(/^-+/, ''),
  shell: ({ name }) => slug(name),
  'line-break': ({ name }) => name.replaceAll(/\s/g, ' '),
  brackets: ({ name }) => name.replaceAll(/[^a-z0-9]/g, ''),
  long: ({ name }) => name.slice(0, 128),
  'emoji-cjk': ({ name }) => slug(name),
};

describe.each(NAME_ATTACKS)('the attack %s', (attack) => {
  const plan = planTrial({ ...GATE, asks: 400, nameAttacks: [attack], sourceFormats: ['jpeg', 'webp', 'png'] });
  const attacked = plan.photos.filter(({ nameAttack }) => nameAttack === attack);
  const groups = groupedBy(attacked, WEAK_KEYS[attack]);

  it('makes groups that are equal to a thumbnailer with its weakness, and says which weakness', () => {
    expect(groups.length).toBeGreaterThan(5);
    expect(groups.every((group) => group.length >= 2 && group.length <= 4)).toBe(true);
    expect(WEAKNESS_OF[attack]).toMatch(/^it/);
  });

  it('spans two owners in every group', () => {
    expect(groups.filter((group) => new Set(group.map(({ owner }) => owner)).size < 2)).toEqual([]);
  });

  it('is asked for within neighbouring batches', () => {
    const batchesOf = new Map<string, number[]>();
    for (const { ask, batch, first } of asksOf(plan)) {
      const key = `${ask.photo}|${ask.recipe}`;
      if (first) batchesOf.set(key, [batch]);
      else batchesOf.set(key, [...existing(batchesOf.get(key)), batch]);
    }
    const meets = (group: readonly PhotoPlan[]) => {
      const [one, two] = group.map(({ id }) => batchesOf.get(`${id}|0`) ?? []);
      return existing(one).some((batch) => existing(two).some((other) => Math.abs(batch - other) <= 1));
    };
    // A photo cut short of its last recipes has nothing to meet for those: recipe 0 is the first of every cheap photo.
    const cheap = groups.filter((group) => group.every(({ id }) => batchesOf.has(`${id}|0`)));
    expect(cheap.length).toBeGreaterThan(3);
    expect(cheap.filter((group) => !meets(group))).toEqual([]);
  });

  it('gives names that a folder can hold, with the extension of the format', () => {
    expect(plan.photos.flatMap(({ name }) => nameProblems(name))).toEqual([]);
  });
});

describe('siblings', () => {
  const siblings = (sourceFormats: readonly SourceFormat[]) =>
    planTrial({ ...GATE, asks: 400, nameAttacks: ['siblings'], sourceFormats }).photos.filter(
      ({ nameAttack }) => nameAttack === 'siblings',
    );

  it('lie in one folder and differ in nothing but the extension', () => {
    const photos = siblings(['jpeg', 'webp', 'png']);
    const stacks = groupedBy(photos, ({ owner, album, name }) => JSON.stringify([owner, album, stem(name)]));
    const groups = groupedBy(photos, ({ name }) => stem(name));
    expect(stacks.filter((stack) => stack.length === 2).length).toBeGreaterThanOrEqual(groups.length);
    for (const stack of stacks) {
      expect(new Set(stack.map(({ name }) => name)).size).toBe(stack.length);
      expect(new Set(stack.map(({ format }) => format)).size).toBe(stack.length);
    }
  });

  it('are not made where large photos come in one format only, since they would be one file', () => {
    expect(siblings(['jpeg', 'gif'])).toEqual([]);
  });
});

describe('names without attacks', () => {
  const plan = planTrial({ ...GATE, asks: 400, nameAttacks: [] });

  it('are plain for photos, owners and albums', () => {
    const names = plan.photos.flatMap(({ owner, album, name }) => [owner, album, name]);
    expect(names.filter((name) => !/^[\w.]+$/.test(name))).toEqual([]);
  });

  it('repeat across owners all the same', () => {
    const owners = new Set(plan.photos.filter(({ name }) => name === 'IMG_0001.jpg').map(({ owner }) => owner));
    expect(owners.size).toBeGreaterThan(20);
  });
});

const TRIALS = Array.from({ length: 24 }, (_, seed) => planTrial({ ...GATE, seed, asks: 200 }).photos).flat();

describe('names of owners and albums', () => {
  it('use the attacks that are allowed, and no other', () => {
    const { photos } = planTrial({ ...GATE, asks: 800, nameAttacks: ['space'] });
    const folders = new Set(photos.flatMap(({ owner, album }) => [owner, album]));
    expect([...folders].filter((name) => name.includes('  ')).length).toBeGreaterThan(2);
    expect([...folders].filter((name) => !/^[\w ]+$/.test(name))).toEqual([]);
  });

  it.each([
    ['spaces', / {2}/],
    ['quotes', /'"'/],
    ['what a shell would run', /\$\(\)/],
    ['backticks', /`\|`/],
    ['line breaks', /\n/],
    ['leading dashes', /^-/],
    ['other scripts', /[^ -~\s]/],
  ])('hold %s, over the trials of a few dozen seeds', (_, odd) => {
    for (const folder of ['owner', 'album'] as const)
      expect(TRIALS.filter((photo) => odd.test(photo[folder])).length).toBeGreaterThan(0);
  });
});

describe('long names', () => {
  it('come near 200 bytes and stay below', () => {
    const names = attackedFileNames('long', 'birthday', 1234, ['.webp', '.avif', '.jpg', '.png'], randomFrom('x'));
    for (const name of names) expect(new TextEncoder().encode(name).length).toBeGreaterThan(190);
    expect(names.flatMap(nameProblems)).toEqual([]);
  });
});

describe('nameProblems', () => {
  it.each([
    ['', /empty/],
    ['..', /folder of its own/],
    ['a/b.jpg', /slash/],
    ['a\0.jpg', /NUL/],
    ['写'.repeat(70), /210 bytes/],
    ['\ud83d.jpg', /half a character/],
  ])('tells that %j cannot be a name', (name, says) => {
    expect(nameProblems(name).join()).toMatch(says);
  });
});

import { describe, expect, it } from 'vitest';
import { alone, clean, court, own, photo, PHOTOS, TOLD } from './court.ts';
import { habit, thumbnailOf } from './thumbnails-made-alone.ts';

describe('a judge of clean answers', () => {
  it('verifies each, finds nothing, and doubts none of them', async () => {
    const { judge, counts, answer } = court();
    for (const [i, bytes] of clean.entries()) expect(await answer(`a${i}`, bytes)).toBe(null);
    expect(counts).toEqual({ verified: 16, unreadable: 0, mixups: 0, repeats: 0, byteIdentical: 0 });
    expect(judge.doubts().filter((doubt) => !doubt.counted)).toEqual([]);
    expect(
      judge.settled(
        0,
        PHOTOS.map((_, i) => `a${i}`),
      ),
    ).toEqual([]);
  });

  it('counts a repeat of the same bytes as such, and does not verify it twice', async () => {
    const { counts, answer } = court();
    await answer('a3', own(3));
    expect(await answer('b3', own(3))).toBe(null);
    expect(counts).toEqual({ verified: 1, unreadable: 0, mixups: 0, repeats: 1, byteIdentical: 1 });
  });

  it('asks alone about a repeat whose bytes changed, though both show their own photo', async () => {
    const { judge, counts, answer, doubtOf } = court();
    await answer('a3', own(3));
    const other = await thumbnailOf(photo(3), habit({ quality: 79 }));
    expect(await answer('b3', other)).toBe(null);
    expect(counts).toEqual({ verified: 1, unreadable: 0, mixups: 0, repeats: 1, byteIdentical: 0 });
    const doubt = doubtOf('b3');
    expect(doubt).toMatchObject({ counted: true, isRepeat: true, covered: true });
    expect(await judge.settleDoubt(doubt, alone(own(3)))).toBe(null);
    expect(counts).toMatchObject({ verified: 1, repeats: 1 });
  });

  it('has no quarrel with a lower quality under load, while the picture is its own', async () => {
    const { judge, counts, answer, doubtOf } = court();
    await answer('a3', own(3));
    await answer('b3', await thumbnailOf(photo(3), habit({ quality: 74 })));
    expect(await judge.settleDoubt(doubtOf('b3'), alone(own(3)))).toBe(null);
    expect(counts).toMatchObject({ verified: 1, repeats: 1, mixups: 0 });
  });

  it('counts what its profile cannot read as unreadable, once per photo and recipe', async () => {
    const unreadable = { kind: 'unreadable', recipe: 0, sourceClass: 'fresh', why: 'blurred' } as const;
    const { counts, covered, answer } = court(TOLD, unreadable);
    await answer('a3', own(3));
    expect(covered.unreadable).toEqual([true]);
    await answer('b3', own(3));
    expect(counts).toEqual({ verified: 0, unreadable: 1, mixups: 0, repeats: 0, byteIdentical: 0 });
  });
});

describe('a judge of answers and jobs', () => {
  it('charges a second answer as unasked, even when it is right', async () => {
    const { counts, answer } = court();
    await answer('a2', own(2));
    const finding = await answer('a2', own(2));
    expect(finding?.breach).toMatchObject({
      oracle: 'completeness',
      kind: 'unasked',
      severity: 'loss',
      key: 'a2',
      says: 'Expected one answer, got a second one.',
    });
    expect(finding?.breach.victim.id).toBe(photo(2).id);
    expect(counts).toMatchObject({ verified: 1, repeats: 0 });
  });

  it('charges an answer under a key that nobody asked under, and repeats only the start of a long one', async () => {
    const { answer } = court();
    const finding = await answer('x'.repeat(500), own(2));
    expect(finding?.breach).toMatchObject({
      kind: 'unasked',
      says: `Expected answers to the jobs of its batch, got one under the key "${'x'.repeat(80)}".`,
    });
    expect(finding?.victim).toBe(null);
  });

  it('takes a refusal for an answer, but a second one for a breach', async () => {
    const { judge, answer } = court();
    expect(judge.refused('a1', 0)).toBe(null);
    expect(judge.settled(0, ['a1'])).toEqual([]);
    expect(judge.refused('a1', 0)?.breach).toMatchObject({
      kind: 'unasked',
      says: 'Expected one answer, got a second one.',
    });
    expect((await answer('a1', own(1)))?.breach.kind).toBe('unasked');
    expect(judge.refused('nobody', 0)?.breach).toMatchObject({
      kind: 'unasked',
      says: expect.stringContaining('"nobody"'),
    });
  });

  it('charges each job without an answer as missing once its batch has settled', async () => {
    const { judge, answer } = court();
    await answer('a0', own(0));
    expect(
      judge
        .settled(7, ['a0', 'a1', 'a2'])
        .map(({ breach }) => [breach.kind, breach.severity, breach.key, breach.batch]),
    ).toEqual([
      ['missing', 'loss', 'a1', 7],
      ['missing', 'loss', 'a2', 7],
    ]);
  });

  it('charges what came late and what changed after delivery', () => {
    const { judge } = court();
    expect(judge.late('a4').breach).toMatchObject({ kind: 'unasked', oracle: 'completeness', key: 'a4' });
    expect(judge.mutated('a4').breach).toMatchObject({
      kind: 'mutated',
      oracle: 'permanence',
      severity: 'cross-photo',
      key: 'a4',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { perPhoto, positional } from '../../harness/adapters/shapes.ts';
import type { Job, Thumbnailer } from '../../harness/model/thumbnailer.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

function job(key: string): Job {
  return {
    key,
    photo: {
      owner: 'ann',
      album: 'summer',
      name: key,
      version: 1,
      archived: false,
      path: key,
      bytes: async () => bytesOf(key),
    },
    recipe: { width: 8, height: 8, fit: 'cover', format: 'png', quality: 80 },
  };
}

const answers = async (thumbnailer: Thumbnailer, keys: readonly string[]) =>
  thumbnailer.thumbnails(keys.map(job), new AbortController().signal);

describe('perPhoto', () => {
  it('answers each photo under its own key, whatever the order of completion', async () => {
    const waiting: (() => void)[] = [];
    const thumbnailer = perPhoto(async (bytes) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 3) for (const release of waiting.toReversed()) release();
      });
      return bytes;
    });
    expect(await answers(thumbnailer, ['a', 'b', 'c'])).toEqual(
      ['a', 'b', 'c'].map((key) => ({ key, kind: 'thumbnail', bytes: bytesOf(key) })),
    );
  });

  it('refuses the photo for which it throws, and no other', async () => {
    const thumbnailer = perPhoto(async (bytes, _, photo) => {
      if (photo.name === 'b') throw new Error('too dark');
      return bytes;
    });
    expect(await answers(thumbnailer, ['a', 'b'])).toEqual([
      { key: 'a', kind: 'thumbnail', bytes: bytesOf('a') },
      { key: 'b', kind: 'refused', reason: 'too dark' },
    ]);
  });

  it('is named after its function', () => {
    expect(
      perPhoto(async function shrink(bytes) {
        return bytes;
      }).name,
    ).toBe('shrink');
    expect(perPhoto(async (bytes) => bytes).name).toBe('per-photo');
    expect(perPhoto(async (bytes) => bytes, 'mine').name).toBe('mine');
  });
});

describe('positional', () => {
  it('gives the i-th result to the i-th job; an Error refuses', async () => {
    const thumbnailer = positional(async (batch) =>
      batch.map(({ key }) => (key === 'b' ? new Error('too dark') : bytesOf(key))),
    );
    expect(await answers(thumbnailer, ['a', 'b', 'c'])).toEqual([
      { key: 'a', kind: 'thumbnail', bytes: bytesOf('a') },
      { key: 'b', kind: 'refused', reason: 'too dark' },
      { key: 'c', kind: 'thumbnail', bytes: bytesOf('c') },
    ]);
  });

  it('faults when results are missing, because nobody can tell whose they are', async () => {
    await expect(
      answers(
        positional(async () => [bytesOf('a')]),
        ['a', 'b'],
      ),
    ).rejects.toThrow('Expected one result per job, 2 in all, got 1');
  });
});

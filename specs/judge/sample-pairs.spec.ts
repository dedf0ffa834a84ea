import { describe, expect, it } from 'vitest';
import type { PaintedSample } from '../../harness/judge/made-alone.ts';
import { samplePairs, type Pair } from '../../harness/judge/sample-pairs.ts';
import { album, shown } from './thumbnails-made-alone.ts';

const AXIS = { start: 0, lengthPx: 1, from: 0, to: 1 };

function samplesOf(...contents: readonly string[]): readonly PaintedSample[] {
  return contents.flatMap((contentId) =>
    album(contentId, 1, { contentId }).map((photo) => ({
      sample: {
        photo,
        storedFormat: 'jpeg' as const,
        observation: { format: 'jpeg', widthPx: 1, heightPx: 1, luma: Uint8Array.of(128), orientationExif: null },
        byteStable: true,
      },
      shown: shown(photo, 'rotate'),
      placement: { thumbnail: { widthPx: 1, heightPx: 1 }, x: AXIS, y: AXIS },
      response: { blurPx: 0, sharpen: 0 },
    })),
  );
}

/** Each as the victim's photo and the donor's. */
function inWords(pairs: readonly Pair[]): readonly string[] {
  return pairs.map(({ victim, donor }) => `${victim.sample.photo.contentId}${donor.sample.photo.contentId}`);
}

describe('pairs of samples', () => {
  it('make each the victim of the next, then of the next but one', () => {
    expect(inWords(samplePairs(samplesOf('a', 'b', 'c'), 99))).toEqual(['ab', 'bc', 'ca', 'ac', 'ba', 'cb']);
  });

  it('are as many as asked for', () => {
    expect(inWords(samplePairs(samplesOf('a', 'b', 'c'), 4))).toEqual(['ab', 'bc', 'ca', 'ac']);
    expect(samplePairs(samplesOf('a', 'b', 'c'), 0)).toEqual([]);
  });

  it('are never of one content: nobody leaks into itself', () => {
    expect(inWords(samplePairs(samplesOf('a', 'a', 'b'), 99))).toEqual(['ab', 'ba', 'ab', 'ba']);
    expect(samplePairs(samplesOf('a', 'a'), 99)).toEqual([]);
    expect(samplePairs(samplesOf('a'), 99)).toEqual([]);
  });

  it('are of those that fit alone', () => {
    const fits = ({ victim }: Pair) => victim.sample.photo.contentId !== 'b';
    expect(inWords(samplePairs(samplesOf('a', 'b', 'c'), 3, fits))).toEqual(['ab', 'ca', 'ac']);
  });

  it('are told to who asks whether they fit, victim and donor', () => {
    const asked: Pair[] = [];
    samplePairs(samplesOf('a', 'b'), 1, (pair) => asked.push(pair) > 0);
    expect(inWords(asked)).toEqual(['ab']);
  });
});

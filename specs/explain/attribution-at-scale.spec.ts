import { describe, expect, it } from 'vitest';
import type { Region } from '../../harness/model/verdict.ts';
import type { Observation } from '../../harness/model/profile.ts';
import type { ThumbnailFormat } from '../../harness/model/recipe.ts';
import { mosaic } from '../judge/foreign-pixels.ts';
import { habit } from '../judge/thumbnails-made-alone.ts';
import { fiftySides, largeRun, madeOf, questionAbout, type Made } from './large-run.ts';
import { present } from './named-album.ts';

const PHOTOS = 20_000;
const DONORS = 8;

const run = largeRun('at scale', PHOTOS, fiftySides);

/** Shares of a thumbnail's sides, so that they are the same at every size: left, top, width, height. */
const SHAPES: Readonly<Record<string, readonly [number, number, number, number]>> = {
  'the whole picture': [0, 0, 1, 1],
  'the lower half': [0, 0.5, 1, 0.5],
  'an eighth of the rows': [0, 0.4, 1, 0.125],
  'a sixteenth of the rows': [0, 0.65, 1, 0.0625],
  'a tile of a quarter a side': [0.3, 0.55, 0.25, 0.25],
};

const WAYS: readonly (readonly [ThumbnailFormat, number, number])[] = [
  ['jpeg', 80, 64],
  ['jpeg', 40, 64],
  ['jpeg', 80, 128],
  ['jpeg', 40, 128],
  ['webp', 80, 128],
  ['avif', 80, 128],
  ['jpeg', 80, 256],
  ['webp', 80, 64],
];

describe('attribution among 20 000 photos', () => {
  it.each(WAYS)(
    'finds every donor of %s thumbnails of quality %i at %i px, and proves no other',
    async (format, quality, sidePx) => {
      const made = await madeOf(run, DONORS, habit({ format, quality, width: sidePx, height: sidePx }));
      for (const [shape, shares] of Object.entries(SHAPES)) {
        const [x = 0, y = 0, width = 0, height = 0] = shares.map((share) => Math.round(share * sidePx));
        const found = Array.from({ length: DONORS }, (_, donor) => foundFor(made, donor, { x, y, width, height }));
        expect([shape, found]).toEqual([shape, found.map(() => 'found')]);
      }
    },
  );
});

/** Pixels of photo `donor` under the name of the next one. */
function foundFor(made: Made, donor: number, region: Region): string {
  const victim = (donor + 1) % DONORS;
  const picture = mosaic(pictureOf(made, victim), pictureOf(made, donor), region);
  const question = questionAbout(run, made, victim, picture);
  if (question === null) return 'not in doubt';
  const id = run.photos[donor]?.id;
  const proven = run.naming.proven(question)?.donors ?? [];
  const wrong = proven.filter((each) => each.id !== id);
  if (wrong.length > 0) return `proved ${wrong.map((each) => each.id).join()}`;
  const { donors, candidates } = run.naming.suspected(question);
  return [...proven, ...donors, ...candidates].some((each) => each.id === id) ? 'found' : 'not found';
}

function pictureOf({ pictures }: Made, index: number): Observation {
  return present(pictures[index]);
}

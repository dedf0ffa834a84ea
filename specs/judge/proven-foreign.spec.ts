// When foreign pixels are proof by themselves, by somebody's word on whose they are, and of what.

import { describe, expect, it } from 'vitest';
import type { JudgeBench } from '../../harness/judge/judge-bench.ts';
import type { JobEntry } from '../../harness/judge/job-book.ts';
import { foreignWhole, provenBy, variantIn } from '../../harness/judge/proven-foreign.ts';
import { CENTRE, placementOf } from '../../harness/model/placement.ts';
import type { Observation, ReadableProfile } from '../../harness/model/profile.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { court, LEARNED, NOTHING_TOLD, own, photo, TOLD, WAY } from './court.ts';
import { mosaic } from './foreign-pixels.ts';
import { habit, observed, thumbnailOf } from './thumbnails-made-alone.ts';
import { donorOf, wordOfNaming } from './word-of-naming.ts';

const SOMEBODYS = { kind: 'torn', donors: [donorOf(photo(5))] } as const;
const convinced = court(TOLD, LEARNED, { naming: wordOfNaming({}, SOMEBODYS) }).bench;
const unsure = court(TOLD, LEARNED, { naming: wordOfNaming({}) }).bench;
const seen = await observed(own(10));
const png = await observed(await thumbnailOf(photo(10), habit({ format: 'png' })));
/** The upper half is of photo 3. */
const strange = mosaic(png, await observed(own(3)), { x: 0, y: 0, width: 128, height: 64 });
const ENTRY = entryOf('a10');

function entryOf(key: string): JobEntry {
  const entry = convinced.book.find(key);
  if (entry === undefined) throw new RangeError(`Expected a job ${key}.`);
  return entry;
}

function readable(): ReadableProfile {
  if (LEARNED.kind === 'unreadable') throw new RangeError(LEARNED.why);
  return LEARNED;
}

function proven(picture: Observation, regions: readonly [Region, ...Region[]], isHaze = false) {
  const rule = { ...readable().placement, gravity: CENTRE };
  const placement = placementOf(rule, WAY.recipe, photo(10));
  const reading = { kind: 'doubt', covered: true, correlation: 0.9, placement, regions, isHaze } as const;
  return provenBy(convinced, ENTRY, readable(), picture, reading);
}

function square(x: number, sidePx: number): Region {
  return { x, y: 8, width: sidePx, height: sidePx };
}

describe('foreign pixels', () => {
  it('prove somebody from two hundredths of the thumbnail on, in one piece or in several', () => {
    expect(proven(seen, [square(0, 18)])).toBeNull();
    expect(proven(seen, [{ ...square(0, 18), width: 19 }])).toMatchObject({ donors: [{ id: photo(5).id }] });
    expect(proven(seen, [square(0, 13)])).toBeNull();
    expect(proven(seen, [square(0, 13), square(40, 13)])?.regions.map(({ x }) => x)).toEqual([0, 40]);
    const smaller = { ...seen, widthPx: 100, heightPx: 50 };
    expect(proven(smaller, [{ x: 0, y: 0, width: 11, height: 9 }])).toBeNull();
    expect(proven(smaller, [{ x: 0, y: 0, width: 10, height: 10 }])).not.toBeNull();
  });

  it('prove nobody where they lie over the whole like haze: clean pictures are a little hazy too', () => {
    expect(proven(seen, [square(0, 128)], true)).toBeNull();
    expect(proven(seen, [square(0, 128)])).not.toBeNull();
  });
});

describe('a thumbnail of another shape', () => {
  it('is looked at as a whole', () => {
    const wide = { ...seen, widthPx: 128, heightPx: 96 };
    expect(foreignWhole(convinced, ENTRY, readable(), wide)?.regions).toEqual([
      { x: 0, y: 0, width: 128, height: 96, share: 0.1 },
    ]);
    expect(foreignWhole(unsure, ENTRY, readable(), wide)).toBeNull();
  });
});

describe('a thumbnail that departs from its recipe', () => {
  const shown = (bench: JudgeBench, picture: Observation) => variantIn(bench, ENTRY, picture);

  it('is that of its own photo for the recipe that it fits', () => {
    expect(shown(convinced, png)).toMatchObject({ kind: 'own', as: { recipe: { format: 'png' }, recipeIndex: 1 } });
  });

  it('is foreign under that recipe where somebody else is proven, and nothing where nobody is', () => {
    expect(shown(convinced, strange)).toMatchObject({
      kind: 'foreign',
      as: { recipeIndex: 1 },
      mixup: { donors: [{ id: photo(5).id }] },
    });
    expect(shown(unsure, strange)).toBeNull();
  });

  it('is nothing where it fits no recipe, in format or in size, though it shows its own photo', async () => {
    expect(shown(convinced, { ...png, format: 'webp' })).toBeNull();
    const small = await observed(await thumbnailOf(photo(10), habit({ format: 'png', width: 96, height: 64 })));
    expect(shown(convinced, small)).toBeNull();
    expect(shown({ ...convinced, told: NOTHING_TOLD }, small)).toBeNull();
  });

  it('is nothing where that recipe cannot be read', () => {
    const profileOf = () => ({ kind: 'unreadable', recipe: 1, sourceClass: 'fresh', why: 'blurred' }) as const;
    expect(shown({ ...convinced, profileOf }, png)).toBeNull();
  });
});

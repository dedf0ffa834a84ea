import { describe, expect, it } from 'vitest';
import type { Mixup } from '../../harness/model/naming.ts';
import type { Observation } from '../../harness/model/profile.ts';
import { blendOf, mosaic } from '../judge/foreign-pixels.ts';
import { album, habit, madeAlone } from '../judge/thumbnails-made-alone.ts';
import { fiftySides, largeRun, madeOf, questionAbout, type Made } from './large-run.ts';
import { present } from './named-album.ts';

const MADE = 8;
const run = largeRun('doubtful', 20_000, fiftySides);
const made = await madeOf(run, MADE, habit());
const small = await madeOf(run, MADE, habit({ width: 64, height: 64 }));

const pictureOf = ({ pictures }: Made, index: number): Observation => present(pictures[index % MADE]);
const idOf = (index: number) => present(run.photos[index % MADE]).id;
const idsOf = (photos: readonly { readonly id: string }[]) => photos.map(({ id }) => id);

/** What is said of `picture` under the name of photo `victim`: by the pixels alone, and once it is known to be wrong. */
function namedAs(victim: number, picture: Observation, of: Made = made): { proven: Mixup | null; suspected: Mixup } {
  const question = present(questionAbout(run, of, victim % MADE, picture) ?? undefined);
  return { proven: run.naming.proven(question), suspected: run.naming.suspected(question) };
}

describe('attribution among 20 000 photos, where it is doubtful', () => {
  it('gives each of two photos in one region its own rectangle and share', () => {
    for (let i = 0; i < MADE; i++) {
      const lower = { x: 0, y: 64, width: 128, height: 64 };
      const { proven } = namedAs(i, mosaic(pictureOf(made, i + 1), pictureOf(made, i + 2), lower));
      expect(new Set(idsOf(proven?.donors ?? []))).toEqual(new Set([idOf(i + 1), idOf(i + 2)]));
      const below = proven?.regions.filter(({ donor }) => donor === idOf(i + 2)) ?? [];
      expect(below.every(({ y }) => y >= 60)).toBe(true);
      expect(Math.abs(below.reduce((sum, { share = 0 }) => sum + share, 0) - 0.5)).toBeLessThan(0.1);
    }
  });

  it('names the photo in a blend', () => {
    for (const weight of [0.1, 0.2, 0.5]) {
      for (let i = 0; i < MADE; i++) {
        const { proven } = namedAs(i, blendOf(pictureOf(made, i), pictureOf(made, i + 3), weight));
        expect([weight, proven?.kind, idsOf(proven?.donors ?? [])]).toEqual([weight, 'blended', [idOf(i + 3)]]);
      }
    }
  });

  it('accuses nobody where too few cells are seen to tell, and gives those who fit, neighbours in the queue first', () => {
    for (let i = 0; i + 1 < MADE; i++) {
      const tile = { x: 20, y: 24, width: 8, height: 8 };
      const { proven, suspected } = namedAs(i, mosaic(pictureOf(small, i), pictureOf(small, i + 1), tile), small);
      expect(proven).toBe(null);
      expect(suspected.donors).toEqual([]);
      expect(idsOf(suspected.candidates)).toContain(idOf(i + 1));
      expect(suspected.regions.map(({ donor }) => donor)).toEqual([undefined]);
    }
  });

  it('finds nobody in what no photo of the run gave', async () => {
    const strangers = await madeAlone(album('strangers', MADE, { widthPx: 700, heightPx: 512 }), made.way);
    for (const [i, { observation }] of strangers.entries()) {
      for (const top of [0, 64]) {
        const region = { x: 0, y: top, width: 128, height: 128 - top };
        const { proven, suspected } = namedAs(i, mosaic(pictureOf(made, i), observation, region));
        expect([proven, suspected.kind, suspected.donors, suspected.candidates]).toEqual([null, 'alien', [], []]);
      }
    }
  });
});

describe('attribution among 20 000 photos, shown otherwise', () => {
  it.each([
    ['cropped from photos that lie as they are stored', habit({}, { orientation: 'drop' })],
    ['between bars', habit({ fit: 'contain' })],
    ['stretched', habit({ fit: 'fill' })],
    ['with orientation tags kept, as WebP', habit({ format: 'webp' }, { orientation: 'keep' })],
  ])('names the donor of torn rows %s', async (_, way) => {
    const shown = await madeOf(run, MADE, way);
    for (let i = 0; i < MADE; i++) {
      const lower = { x: 0, y: 64, width: 128, height: 64 };
      const { proven } = namedAs(i, mosaic(pictureOf(shown, i), pictureOf(shown, i + 1), lower), shown);
      expect(idsOf(proven?.donors ?? [])).toEqual([idOf(i + 1)]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { readOwnership } from '../../harness/judge/ownership.ts';
import { ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { blendOf, mosaic, randomNumbers } from '../judge/foreign-pixels.ts';
import { album, habit, learnReadable, madeAlone, painter, shown } from '../judge/thumbnails-made-alone.ts';
import { made, naming, photo, PHOTOS, present, proven, questionOf, WAY } from './named-album.ts';

describe('naming of what the pixels prove', () => {
  it('names the donor of a wholly foreign thumbnail among 50 photos', () => {
    for (let i = 0; i < 50; i += 3) {
      const mixup = proven(i, made(i + 17));
      expect(mixup?.kind).toBe('foreign');
      expect(mixup?.donors.map(({ id }) => id)).toEqual([photo(i + 17).id]);
      expect(mixup?.donors[0]?.share).toBeGreaterThan(0.85);
      expect(mixup?.severity).toBe(photo(i).owner === photo(i + 17).owner ? 'cross-photo' : 'cross-owner');
    }
  });

  it('names the donor of torn rows, however many of them are foreign, and its share', () => {
    for (const [i, top] of [16, 32, 48, 64, 80, 96, 104].entries()) {
      const torn: Region = { x: 0, y: top, width: 128, height: 128 - top };
      const mixup = proven(i, mosaic(made(i), made(i + 3), torn));
      expect([top, mixup?.kind, mixup?.donors.map(({ id }) => id)]).toEqual([
        top,
        top < 20 ? expect.stringMatching(/torn|foreign/) : 'torn',
        [photo(i + 3).id],
      ]);
      expect(Math.abs((mixup?.donors[0]?.share ?? 0) - (128 - top) / 128)).toBeLessThan(0.1);
    }
  });

  it('names the donor of a foreign tile of 32 px wherever it lies', () => {
    const next = randomNumbers('placed tiles');
    for (let i = 0; i < 25; i++) {
      const tile: Region = { x: Math.floor(next() * 97), y: Math.floor(next() * 97), width: 32, height: 32 };
      const mixup = proven(i, mosaic(made(i), made(i + 8), tile));
      expect(mixup?.kind).toBe('torn');
      expect(mixup?.donors.map(({ id }) => id)).toEqual([photo(i + 8).id]);
    }
  });

  it('names both donors where two tiles came from two photos', () => {
    const first = mosaic(made(0), made(5), { x: 8, y: 8, width: 32, height: 32 });
    const both = mosaic(first, made(9), { x: 80, y: 80, width: 40, height: 40 });
    const mixup = proven(0, both);
    expect(mixup?.donors.map(({ id }) => id)).toEqual([photo(9).id, photo(5).id]);
  });

  it('calls a fifth to four fifths of another photo all over a blend, and names it', () => {
    for (const weight of [0.2, 0.35, 0.5]) {
      const mixup = proven(2, blendOf(made(2), made(30), weight));
      expect([weight, mixup?.kind, mixup?.donors.map(({ id }) => id)]).toEqual([weight, 'blended', [photo(30).id]]);
    }
  });

  it('names the nearest in the queue where donors are twins of each other', () => {
    const donor = photo(20);
    const twin: PhotoPlan = { ...donor, id: photoId('twin'), owner: ownerId('somebody else') };
    expect(proven(1, made(20), [twin, ...PHOTOS])?.donors.map(({ id }) => id)).toEqual(['twin']);
    expect(proven(1, made(20), [...PHOTOS, twin])?.donors.map(({ id }) => id)).toEqual([donor.id]);
  });

  it('never accuses a legitimate twin of the victim, but does name an older version of it', () => {
    const twin: PhotoPlan = { ...photo(0), id: photoId('twin'), owner: ownerId('somebody else') };
    const torn = mosaic(made(0), made(4), { x: 0, y: 64, width: 128, height: 64 });
    expect(proven(0, torn, [twin])).toBe(null);
    expect(proven(0, torn, [twin, ...PHOTOS])?.donors.map(({ id }) => id)).toEqual([photo(4).id]);
    const older: PhotoPlan = { ...photo(4), id: photoId('older'), contentId: photo(0).contentId, version: 7 };
    expect(naming.proven({ ...present(questionOf(0, torn) ?? undefined), candidates: [older] })).toBe(null);
  });
});

describe('naming of donors with fewer pixels than the thumbnail', () => {
  const SIZES = [
    [20, 20],
    [34, 34],
    [65, 34],
    [48, 40],
    [90, 72],
    [128, 128],
    [180, 150],
  ] as const;

  it.each(SIZES)(
    'names one of %i×%i px from an eighth of the rows on, though it was enlarged',
    async (widthPx, heightPx) => {
      const small = album(`small ${widthPx}`, 12, { widthPx, heightPx, orientationExif: 1 });
      const enlarged = await madeAlone(small, WAY);
      for (let i = 0; i < 12; i++) {
        for (const top of [64, 96, 108]) {
          const torn: Region = { x: 0, y: top, width: 128, height: 128 - top };
          const mixup = proven(i, mosaic(made(i), present(enlarged[i]).observation, torn), [...PHOTOS, ...small]);
          expect([top, mixup?.donors.map(({ id }) => id)]).toEqual([top, [present(small[i]).id]]);
        }
      }
    },
  );
});

describe('naming between bars', () => {
  it('names the donor of rows that are torn through the bars as well', async () => {
    const way = habit({ fit: 'contain' });
    const learned = learnReadable(await madeAlone(album('learning', 24), way), way);
    const wide = album('wide', 12, { widthPx: 480, heightPx: 300, orientationExif: 1 });
    const tall = album('tall', 12, { widthPx: 300, heightPx: 480, orientationExif: 1 });
    const [wideMade, tallMade] = [await madeAlone(wide, way), await madeAlone(tall, way)];
    for (let i = 0; i < 6; i++) {
      const [victim, other] = [present(wideMade[i]), present(tallMade[i + 3])];
      const picture = mosaic(victim.observation, other.observation, { x: 0, y: 64, width: 128, height: 64 });
      const reading = readOwnership(painter, picture, shown(victim.photo, 'rotate'), way.recipe, learned);
      if (reading.kind !== 'doubt') throw new Error(`Expected a doubt, got ${reading.kind}.`);
      const { placement, regions } = reading;
      const candidates = [...wide, ...tall];
      const mixup = naming.proven({
        picture,
        recipe: way.recipe,
        profile: learned,
        victim: victim.photo,
        placement,
        regions,
        candidates,
      });
      expect([mixup?.kind, mixup?.donors.map(({ id }) => id)]).toEqual(['torn', [other.photo.id]]);
    }
  });
});

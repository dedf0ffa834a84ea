import { describe, expect, it } from 'vitest';
import { expectedPicture } from '../../harness/judge/expected-picture.ts';
import { findingOf, type Charge } from '../../harness/judge/finding.ts';
import { createJobBook } from '../../harness/judge/job-book.ts';
import { askKey } from '../../harness/model/plan.ts';
import { album, habit, learnReadable, madeAlone, painter, shown } from './thumbnails-made-alone.ts';
import { oneAtATime } from '../literals/workload.ts';

const CHARGE: Charge = {
  oracle: 'completeness',
  kind: 'missing',
  severity: 'loss',
  batch: 4,
  says: 'Expected an answer, got none.',
};

describe('findingOf', () => {
  const photos = album('found', 1, { archived: true });
  const asks = photos.map(({ id }) => ({ key: askKey('k'), photo: id, recipe: 0, version: 1 }));
  const workload = oneAtATime([asks]);
  const book = createJobBook({
    schemaVersion: 1,
    seed: 1,
    nonce: 'n',
    owners: [],
    photos,
    recipes: [habit().recipe],
    workload,
  });

  it('names the photo, the recipe and the age of the job', () => {
    const { breach, victim } = findingOf(1, 'k', book.find('k') ?? null, CHARGE);
    const [photo] = photos;
    expect(victim).toBe(photo);
    expect(breach).toMatchObject({
      ...CHARGE,
      key: 'k',
      victim: { owner: photo?.owner, album: photo?.album, photo: photo?.name, version: 1, id: photo?.id },
      recipe: '128x128 cover jpeg',
      archived: true,
      donors: [],
      candidates: [],
      regions: [],
      queueDistance: null,
      evidence: null,
    });
  });

  it('names nobody for a key that belongs to no job', () => {
    const { breach, victim } = findingOf(1, 'stray', null, CHARGE);
    expect(victim).toBe(null);
    expect(breach).toMatchObject({ victim: { owner: '', id: '' }, recipe: 'none', archived: false });
  });

  it('has one id of eight characters for one failure of one seed, and others for all others', () => {
    const idOf = (seed: number, key: string, charge = CHARGE) => findingOf(seed, key, null, charge).breach.id;
    expect(idOf(1, 'k')).toMatch(/^[0-9a-z]{8}$/);
    expect(idOf(1, 'k')).toBe(idOf(1, 'k'));
    const others = [idOf(2, 'k'), idOf(1, 'l'), idOf(1, 'k', { ...CHARGE, kind: 'unasked' })];
    expect(new Set([idOf(1, 'k'), ...others]).size).toBe(4);
    expect(new Set(Array.from({ length: 5000 }, (_, i) => idOf(1, `ask-${i}`))).size).toBe(5000);
  });
});

describe('expectedPicture', () => {
  it('is what a person would take for the clean thumbnail, bars included', async () => {
    const way = habit({ fit: 'contain' });
    const samples = await madeAlone(album('learning', 24), way);
    const profile = learnReadable(samples, way);
    for (const { photo, observation } of samples) {
      const expected = expectedPicture(painter, shown(photo, 'rotate'), way.recipe, profile, observation);
      expect([expected.widthPx, expected.heightPx]).toEqual([128, 128]);
      const off =
        expected.luma.reduce((sum, level, i) => sum + Math.abs(level - (observation.luma[i] ?? 0)), 0) /
        expected.luma.length;
      expect(off).toBeLessThan(6);
    }
  });
});

// Where each photo is cropped to its content, nobody knows beforehand which part of a donor a thumbnail shows.

import { describe, expect, it } from 'vitest';
import { createNaming } from '../../harness/explain/naming.ts';
import { readOwnership } from '../../harness/judge/ownership.ts';
import type { Mixup } from '../../harness/model/naming.ts';
import type { Observation } from '../../harness/model/profile.ts';
import { mosaic } from '../judge/foreign-pixels.ts';
import {
  album,
  habit,
  learnReadable,
  madeAlone,
  NONCE,
  painter,
  shown,
  storedFormat,
} from '../judge/thumbnails-made-alone.ts';

const WAY = habit({}, { position: 'attention' });
const PHOTOS = album('named in crops', 40);
const naming = createNaming(painter, shown, storedFormat, NONCE);
const profile = learnReadable(await madeAlone(album('learning', 24), WAY), WAY);
const pictures = (await madeAlone(PHOTOS, WAY)).map(({ observation }) => observation);

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new RangeError(`Expected a value at ${index}.`);
  return value;
}

function proven(index: number, picture: Observation): Mixup | null {
  const victim = at(PHOTOS, index);
  const reading = readOwnership(painter, picture, shown(victim, 'rotate'), WAY.recipe, profile);
  if (reading.kind !== 'doubt') throw new Error(`Expected a doubt, got ${reading.kind}.`);
  const { placement, regions } = reading;
  return naming.proven({ picture, recipe: WAY.recipe, profile, victim, placement, regions, candidates: PHOTOS });
}

describe('naming of donors that are cropped to their content', () => {
  it('names the donor of a wholly foreign thumbnail', () => {
    for (let i = 0; i < 40; i += 4) {
      const mixup = proven(i, at(pictures, i + 13));
      expect(mixup?.kind).toBe('foreign');
      expect(mixup?.donors.map(({ id }) => id)).toEqual([at(PHOTOS, i + 13).id]);
    }
  });

  it('names the donor of a part of one, wherever it lies', () => {
    for (let i = 0; i < 40; i += 4) {
      const torn = { x: 0, y: 4 * (i % 24), width: 128, height: 32 };
      const mixup = proven(i, mosaic(at(pictures, i), at(pictures, i + 5), torn));
      expect([i, mixup?.kind, mixup?.donors.map(({ id }) => id)]).toEqual([i, 'torn', [at(PHOTOS, i + 5).id]]);
    }
  });
});

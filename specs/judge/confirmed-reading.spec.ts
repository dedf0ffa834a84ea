import { describe, expect, it } from 'vitest';
import { confirmedReading } from '../../harness/judge/confirmed-reading.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import {
  learnReadable,
  madeAlone,
  album,
  habit,
  observed,
  painter,
  secondOpinion,
  shown,
  thumbnailOf,
} from './thumbnails-made-alone.ts';

const WAY = habit();
const [OWN, OTHER] = album('second opinion', 2);
const profile = learnReadable(await madeAlone(album('learning', 24), WAY), WAY);

function photo(known: PhotoPlan | undefined): PhotoPlan {
  if (known === undefined) throw new RangeError('Expected two photos.');
  return known;
}

/** How the answer reads that the first decoder takes for `seen`, and that is the thumbnail of `answered`. */
async function kindOf(seen: PhotoPlan | undefined, answered: PhotoPlan | undefined | Uint8Array): Promise<string> {
  const bytes = answered instanceof Uint8Array ? answered : await thumbnailOf(photo(answered), WAY);
  const picture = await observed(await thumbnailOf(photo(seen), WAY));
  const bench = { painter, secondOpinion };
  const reading = await confirmedReading(bench, WAY, profile, shown(photo(OWN), 'rotate'), bytes, picture);
  return reading.kind;
}

describe('a confirmed reading', () => {
  it('is of the first decoder where that sees what is expected: nobody is asked twice', async () => {
    expect(await kindOf(OWN, OTHER)).toBe('own');
  });

  it('is of the second where the first errs', async () => {
    expect(await kindOf(OTHER, OWN)).toBe('own');
  });

  it('is an alarm where both see it', async () => {
    expect(await kindOf(OTHER, OTHER)).toBe('doubt');
  });

  it('is of the first where the second sees nothing at all', async () => {
    expect(await kindOf(OTHER, Uint8Array.of(1, 2, 3))).toBe('doubt');
  });
});

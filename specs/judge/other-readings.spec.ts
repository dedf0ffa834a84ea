import { describe, expect, it } from 'vitest';
import type { Easel } from '../../harness/judge/judge-bench.ts';
import { isMostlyOwn, isOfNewerVersion, isTurnedOtherwise, isUnlike } from '../../harness/judge/other-readings.ts';
import type { Donor } from '../../harness/model/verdict.ts';
import type { PhotoPlan } from '../../harness/model/plan.ts';
import { easel, jobFor } from './jobs-of-paintings.ts';
import { altered, knownProfile, painted, painting, type Painting } from './painted-thumbnails.ts';
import { album, shown } from './thumbnails-made-alone.ts';

const UPRIGHT = painting();
const AS_STORED = painting({ policy: 'drop' });

function tagged(orientationExif: 1 | 6): PhotoPlan {
  const [photo] = album(`tag ${orientationExif}`, 1, { widthPx: 360, heightPx: 300, orientationExif });
  if (photo === undefined) throw new RangeError('Expected a photo.');
  return photo;
}

function isTurned(photo: PhotoPlan, came: Painting, alone: Painting): boolean {
  return isTurnedOtherwise(easel, jobFor(photo, alone), knownProfile(alone), painted(photo, came));
}

describe('a thumbnail that is turned otherwise than alone', () => {
  it('shows its photo as it is stored, where tags are obeyed alone', () => {
    expect(isTurned(tagged(6), AS_STORED, UPRIGHT)).toBe(true);
    expect(isTurned(tagged(6), UPRIGHT, UPRIGHT)).toBe(false);
  });

  it('shows its photo upright, where tags are dropped alone', () => {
    expect(isTurned(tagged(6), UPRIGHT, AS_STORED)).toBe(true);
    expect(isTurned(tagged(6), AS_STORED, AS_STORED)).toBe(false);
  });

  it('may be of another shape than alone', () => {
    const inside = { ...UPRIGHT.recipe, fit: 'inside' } as const;
    const [upright, stored] = [UPRIGHT, AS_STORED].map((way) => ({
      ...way,
      recipe: inside,
      rule: { ...way.rule, fitting: 'inside' } as const,
    }));
    if (upright === undefined || stored === undefined) throw new RangeError('Expected two ways.');
    expect(isTurned(tagged(6), stored, upright)).toBe(true);
  });

  it('is none where its photo is as like itself the one way as the other', () => {
    const photo = tagged(6);
    const alikeBothWays: Easel = { ...easel, shown: (each) => shown(each, 'rotate') };
    const job = jobFor(photo, UPRIGHT);
    expect(isTurnedOtherwise(alikeBothWays, job, knownProfile(UPRIGHT), painted(photo, UPRIGHT))).toBe(false);
  });

  it('is none of a photo that is stored upright', () => {
    expect(isTurned(tagged(1), UPRIGHT, UPRIGHT)).toBe(false);
  });
});

describe('a thumbnail that is mostly its own', () => {
  const photo = tagged(1);
  const clean = painted(photo, UPRIGHT);
  const isOwn = (seen: typeof clean) => isMostlyOwn(easel, jobFor(photo, UPRIGHT), knownProfile(UPRIGHT), seen);

  it('may have a small part that is not', () => {
    expect(isOwn(clean)).toBe(true);
    expect(isOwn(altered(clean, { x: 0, y: 0, width: 16, height: 8 }, (own) => 255 - own))).toBe(true);
  });

  it('has no half that is not, and is not of another size', () => {
    expect(isOwn(altered(clean, { x: 0, y: 0, width: 64, height: 32 }, (own) => 255 - own))).toBe(false);
    expect(isOwn({ ...clean, widthPx: 32, heightPx: 128 })).toBe(false);
  });
});

describe('the second opinion on a thumbnail', () => {
  const photo = tagged(1);
  const clean = painted(photo, UPRIGHT);
  const isOtherwise = (seen: typeof clean) => isUnlike(easel, jobFor(photo, UPRIGHT), knownProfile(UPRIGHT), seen);

  it('is against one that looks otherwise, and not against its own', () => {
    expect(isOtherwise(clean)).toBe(false);
    expect(isOtherwise({ ...clean, luma: clean.luma.toReversed() })).toBe(true);
  });

  it('says nothing of one of another size', () => {
    expect(isOtherwise({ ...clean, widthPx: 32, heightPx: 128 })).toBe(false);
    const half = { ...clean, luma: clean.luma.slice(0, 64 * 32) };
    expect(isOtherwise({ ...half, heightPx: 32 })).toBe(false);
    expect(isOtherwise({ ...half, widthPx: 32 })).toBe(false);
  });
});

describe('what is of a newer version', () => {
  const PROFILE = knownProfile(UPRIGHT);
  const photo = { ...tagged(1), version: 2 };
  const donor = ({ id, version, frame }: Pick<PhotoPlan, 'id' | 'version' | 'frame'>): Donor => ({
    photo: id,
    id,
    version,
    ...(frame === undefined ? {} : { frame }),
    owner: photo.owner,
    album: photo.album,
    share: 0.5,
  });
  const isNewer = (...donors: readonly Pick<PhotoPlan, 'id' | 'version' | 'frame'>[]) =>
    isOfNewerVersion({ donors: donors.map(donor) }, jobFor(photo, UPRIGHT), PROFILE);

  it('shows later versions of the photo itself and nothing else', () => {
    expect(isNewer({ ...photo, version: 3 }, { ...photo, version: 4 })).toBe(true);
    expect(isNewer({ ...photo, version: 3 }, { ...tagged(6), version: 3 })).toBe(false);
    expect(isNewer({ ...photo, version: 3 }, { ...photo, version: 1 })).toBe(false);
    expect(isNewer({ ...photo, version: 2 })).toBe(false);
    expect(isNewer()).toBe(false);
  });

  it('is of the picture of an animation that is shown alone: another one is wrong in any version', () => {
    expect(isNewer({ ...photo, version: 3, frame: 1 })).toBe(true);
    expect(isNewer({ ...photo, version: 3, frame: 2 })).toBe(false);
    const animated = { ...photo, format: 'gif', oddity: 'animated' } as const;
    const odd = { 'animated gif': { tone: PROFILE.tone, slack: 1, frame: 1, clear: null, half: null } };
    const middle = (frame: number) =>
      isOfNewerVersion({ donors: [donor({ ...photo, version: 3, frame })] }, jobFor(animated, UPRIGHT), {
        ...PROFILE,
        odd,
      });
    expect([1, 2, 3].map(middle)).toEqual([false, true, false]);
  });
});

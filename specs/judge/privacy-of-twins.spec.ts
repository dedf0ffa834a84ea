// Whoever has the same picture rightly has the same metadata, and must never be accused of having it.

import { describe, expect, it } from 'vitest';
import { previewSegment, withSegments } from '../../fixtures/canaries/jpeg-segments.ts';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { markOf } from '../../harness/model/metadata-mark.ts';
import { photoAt } from '../../harness/model/photo-versions.ts';
import { askKey, ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import { saying } from './commented-thumbnail.ts';
import { privacyOver } from './privacy-of-album.ts';
import { album, habit, NONCE, thumbnailOf } from './thumbnails-made-alone.ts';

const WAY = habit();

describe('twins', () => {
  const [first, second, stranger] = album('twins', 3);
  const twin = (of: PhotoPlan, owner: string): PhotoPlan => ({
    ...of,
    id: photoId(`twin-${owner}`),
    owner: ownerId(owner),
  });
  if (first === undefined || second === undefined || stranger === undefined) throw new Error('Expected three photos.');
  const photos = [first, twin(first, 'eve'), second, twin(second, stranger.owner), stranger];
  const leakedInto = privacyOver(photos, WAY.recipe);
  const judged = async (victim: PhotoPlan, bytes: Uint8Array) => leakedInto(victim.id, bytes);

  it('may carry what is rightly that of either', async () => {
    const bytes = saying(await thumbnailOf(first, WAY), markOf(NONCE, first, 'exif'));
    expect(await judged(first, bytes)).toBe(null);
    expect(await judged(twin(first, 'eve'), bytes)).toBe(null);
  });

  it('may carry a preview of either', async () => {
    const preview = await previewSegment(await makePicture(NONCE, first, null));
    expect(await judged(twin(first, 'eve'), withSegments(await thumbnailOf(first, WAY), preview))).toBe(null);
  });

  it('of whom one belongs to the victim make a leak that crosses no owner for certain, from the nearer of them', async () => {
    const finding = await judged(stranger, saying(await thumbnailOf(stranger, WAY), markOf(NONCE, second, 'exif')));
    expect(finding?.breach).toMatchObject({ severity: 'cross-photo', donors: [{ id: `twin-${stranger.owner}` }] });
  });
});

describe('twins of whom one was replaced', () => {
  const [first] = album('twins', 1);
  if (first === undefined) throw new Error('Expected a photo.');
  const twin = { ...first, id: photoId('twin-eve'), owner: ownerId('eve') };
  const ask = (key: string, { id }: PhotoPlan, version: number) => ({
    key: askKey(key),
    photo: id,
    recipe: 0,
    version,
  });
  const leakedInto = privacyOver([first, twin], WAY.recipe, [
    [ask('first', first, 1), ask('twin', twin, 1)],
    [ask('replaced', twin, 2)],
  ]);
  const judged = async (key: string, bytes: Uint8Array) => (await leakedInto(key, bytes))?.breach ?? null;
  const newer = photoAt(twin, 2);
  const ofFirst = () => thumbnailOf(first, WAY);
  const ofNewer = () => thumbnailOf(newer, WAY);

  it('share nothing any more: what came later is that of the other alone', async () => {
    const leak = { severity: 'cross-owner', donors: [{ id: twin.id, version: 2 }] };
    expect(await judged('first', saying(await ofFirst(), markOf(NONCE, newer, 'gps')))).toMatchObject(leak);
    const preview = await previewSegment(await makePicture(NONCE, newer, null));
    expect(await judged('first', withSegments(await ofFirst(), preview))).toMatchObject(leak);
  });

  it('may still carry what they shared before', async () => {
    expect(await judged('replaced', saying(await ofNewer(), markOf(NONCE, first, 'gps')))).toBe(null);
    const preview = await previewSegment(await makePicture(NONCE, first, null));
    expect(await judged('replaced', withSegments(await ofNewer(), preview))).toBe(null);
  });
});

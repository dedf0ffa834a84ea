// A preview has no mark, so its owner is looked for among everybody: the nearest in the queue first, all others rarely.

import { describe, expect, it } from 'vitest';
import { previewSegment, withSegments } from '../../fixtures/canaries/jpeg-segments.ts';
import type { Finding } from '../../harness/judge/finding.ts';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { markOf } from '../../harness/model/metadata-mark.ts';
import { photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import { saying } from './commented-thumbnail.ts';
import { privacyOver } from './privacy-of-album.ts';
import { album, habit, NONCE, thumbnailOf } from './thumbnails-made-alone.ts';

const WAY = habit();
/** More than are looked at as neighbours of the first. */
const PHOTOS = album('crowd', 67);
const [FIRST, SECOND, , NEAR] = PHOTOS;
const FAR = PHOTOS[65];

/** What is found in the thumbnails of the first photo, one after the other, by one oracle. */
function oracleOver(photos: readonly PhotoPlan[]): (bytes: Uint8Array) => Promise<Finding | null> {
  const leakedInto = privacyOver(photos, WAY.recipe);
  return (bytes) => leakedInto(photos[0]?.id ?? '', bytes);
}

async function carrying(photo: PhotoPlan | undefined): Promise<Uint8Array> {
  if (FIRST === undefined || photo === undefined) throw new RangeError('Expected two photos.');
  const preview = await previewSegment(await makePicture(NONCE, photo, null));
  return withSegments(await thumbnailOf(FIRST, WAY), preview);
}

describe('a preview of somebody who is far away in the queue', () => {
  it('is found, as long as that was not tried too often', async () => {
    const found = oracleOver(PHOTOS);
    const far = await carrying(FAR);
    const donors = [];
    for (let time = 0; time < 9; time++) donors.push((await found(far))?.breach.donors.map(({ id }) => id) ?? 'nobody');
    expect(donors).toEqual([...Array.from({ length: 8 }, () => [FAR?.id]), 'nobody']);
  });

  it('is found though those of neighbours were found many times: that is not tried for them', async () => {
    const found = oracleOver(PHOTOS);
    const near = await carrying(NEAR);
    for (let time = 0; time < 9; time++) expect((await found(near))?.breach.donors[0]?.id).toBe(NEAR?.id);
    expect((await found(await carrying(FAR)))?.breach.donors[0]?.id).toBe(FAR?.id);
  });
});

describe('how grave a leak is', () => {
  it('depends for a preview on whoever rightly has that picture', async () => {
    if (FIRST === undefined || SECOND === undefined) throw new RangeError('Expected two photos.');
    const preview = await carrying(SECOND);
    expect((await oracleOver([FIRST, SECOND])(preview))?.breach.severity).toBe('cross-owner');
    const same = { ...SECOND, owner: FIRST.owner };
    expect((await oracleOver([FIRST, same])(preview))?.breach.severity).toBe('cross-photo');
    const twin = { ...same, id: photoId('twin of the second') };
    expect((await oracleOver([FIRST, SECOND, twin])(preview))?.breach.severity).toBe('cross-photo');
  });

  it('is that of the gravest of several', async () => {
    if (FIRST === undefined || SECOND === undefined || NEAR === undefined) throw new RangeError('Expected photos.');
    const text = `${markOf(NONCE, SECOND, 'exif')} ${markOf(NONCE, NEAR, 'exif')}`;
    const found = oracleOver([FIRST, { ...SECOND, owner: FIRST.owner }, NEAR]);
    const finding = await found(saying(await thumbnailOf(FIRST, WAY), text));
    expect(finding?.breach).toMatchObject({
      severity: 'cross-owner',
      donors: [{ id: SECOND.id }, { id: NEAR.id }],
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { RegionOrigin } from '../../harness/explain/attribution.ts';
import { provenMixup, suspectedMixup } from '../../harness/explain/mixup.ts';
import { ownerId, photoId } from '../../harness/model/plan.ts';
import type { Region } from '../../harness/model/verdict.ts';
import { photoPlan } from '../materialise/photo-plan.ts';

const VICTIM = photoPlan({ id: photoId('victim') });
const OTHER = photoPlan({ id: photoId('other'), name: 'IMG_0002.jpg' });
const STRANGER = photoPlan({ id: photoId('stranger'), owner: ownerId('bob') });
const AREA_PX = 100 * 100;

const rectangle = (width: number, height: number): Region => ({ x: 0, y: 0, width, height });
const from = (photo: typeof OTHER, region: Region, weight = 1): RegionOrigin => ({
  kind: 'donor',
  region,
  match: { photo, gravity: 9, weight },
});
const nobody = (region: Region): RegionOrigin => ({ kind: 'suspects', region, matches: [] });
const perhaps = (photo: typeof OTHER, region: Region): RegionOrigin => ({
  kind: 'suspects',
  region,
  matches: [{ photo, gravity: 5, weight: 1 }],
});

describe('a proven mix-up', () => {
  it('is none without a donor that is proven', () => {
    expect(
      provenMixup(VICTIM, [nobody(rectangle(100, 100)), perhaps(OTHER, rectangle(50, 50))], AREA_PX, AREA_PX),
    ).toBe(null);
  });

  it('is foreign where the donor fills nearly all of the photo, and torn where it does not', () => {
    const kindOf = (height: number) =>
      provenMixup(VICTIM, [from(OTHER, rectangle(100, height))], AREA_PX, AREA_PX)?.kind;
    expect([kindOf(100), kindOf(96), kindOf(94), kindOf(1)]).toEqual(['foreign', 'foreign', 'torn', 'torn']);
  });

  it('is foreign where the donor fills the photo between bars', () => {
    expect(provenMixup(VICTIM, [from(OTHER, rectangle(100, 50))], AREA_PX, AREA_PX / 2)).toMatchObject({
      kind: 'foreign',
      donors: [{ share: 0.5 }],
    });
  });

  it('is blended where every donor is mixed with the own picture', () => {
    const blend = from(OTHER, rectangle(100, 100), 0.3);
    expect(provenMixup(VICTIM, [blend], AREA_PX, AREA_PX)?.kind).toBe('blended');
    expect(provenMixup(VICTIM, [blend, from(STRANGER, rectangle(10, 10))], AREA_PX, AREA_PX)?.kind).not.toBe('blended');
  });

  it('adds up the regions of each donor, and names the one with most first', () => {
    const mixup = provenMixup(
      VICTIM,
      [from(OTHER, rectangle(20, 50)), from(STRANGER, rectangle(30, 50)), from(OTHER, rectangle(20, 50))],
      AREA_PX,
      AREA_PX,
    );
    expect(mixup?.donors.map(({ id, share }) => [id, share])).toEqual([
      ['other', 0.2],
      ['stranger', 0.15],
    ]);
  });

  it("crosses owners as soon as one donor is somebody else's", () => {
    const severityOf = (...origins: readonly RegionOrigin[]) =>
      provenMixup(VICTIM, origins, AREA_PX, AREA_PX)?.severity;
    expect(severityOf(from(OTHER, rectangle(50, 50)))).toBe('cross-photo');
    expect(severityOf(from(OTHER, rectangle(50, 50)), from(STRANGER, rectangle(5, 5)))).toBe('cross-owner');
  });

  it('shows every region, those of nobody too', () => {
    const origins = [from(OTHER, rectangle(50, 50)), nobody(rectangle(7, 7))];
    expect(provenMixup(VICTIM, origins, AREA_PX, AREA_PX)?.regions).toEqual([rectangle(50, 50), rectangle(7, 7)]);
  });
});

describe('a suspected mix-up', () => {
  it('takes the likeliest suspect for the donor', () => {
    expect(suspectedMixup(VICTIM, [perhaps(STRANGER, rectangle(20, 20))], AREA_PX, AREA_PX)).toMatchObject({
      kind: 'torn',
      severity: 'cross-owner',
      donors: [{ id: 'stranger' }],
    });
  });

  it('is alien and as grave as can be where nobody is suspected: it may be another tenant', () => {
    const regions = [rectangle(20, 20)];
    expect(suspectedMixup(VICTIM, regions.map(nobody), AREA_PX, AREA_PX)).toEqual({
      kind: 'alien',
      severity: 'cross-owner',
      donors: [],
      regions,
    });
  });
});

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
const WHOLE = rectangle(100, 100);
const from = (photo: typeof OTHER, region: Region, weight = 1): Extract<RegionOrigin, { kind: 'donor' }> => ({
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

const either = (photos: readonly (typeof OTHER)[], region: Region): RegionOrigin => ({
  kind: 'ambiguous',
  region,
  matches: photos.map((photo) => ({ photo, gravity: 5, weight: 1 })),
});

describe('a proven mix-up', () => {
  it('is none without a donor that is proven', () => {
    expect(provenMixup(VICTIM, [nobody(rectangle(100, 100)), perhaps(OTHER, rectangle(50, 50))], AREA_PX, WHOLE)).toBe(
      null,
    );
  });

  it('is foreign where the donor fills nearly all of the photo, and torn where it does not', () => {
    const kindOf = (height: number) => provenMixup(VICTIM, [from(OTHER, rectangle(100, height))], AREA_PX, WHOLE)?.kind;
    expect([kindOf(100), kindOf(96), kindOf(94), kindOf(1)]).toEqual(['foreign', 'foreign', 'torn', 'torn']);
  });

  it('is foreign where the donor fills the photo between bars', () => {
    expect(provenMixup(VICTIM, [from(OTHER, rectangle(100, 50))], AREA_PX, rectangle(100, 50))).toMatchObject({
      kind: 'foreign',
      donors: [{ share: 0.5 }],
    });
  });

  it('is torn where the donor shows in the bars around the photo only, however large they are', () => {
    const photo = { x: 0, y: 40, width: 100, height: 20 };
    const bars = [rectangle(100, 38), { ...rectangle(100, 38), y: 62 }];
    const upright = ({ x, y, width, height }: Region) => ({ x: y, y: x, width: height, height: width });
    for (const turned of [(region: Region) => region, upright]) {
      const shown = bars.map((bar) => from(OTHER, turned(bar)));
      const torn = { kind: 'torn', donors: [{ share: 0.76 }] };
      expect(provenMixup(VICTIM, shown, AREA_PX, turned(photo))).toMatchObject(torn);
    }
  });

  it('is blended where every donor is mixed with the own picture', () => {
    const blend = from(OTHER, rectangle(100, 100), 0.3);
    expect(provenMixup(VICTIM, [blend], AREA_PX, WHOLE)?.kind).toBe('blended');
    expect(provenMixup(VICTIM, [blend, from(STRANGER, rectangle(10, 10))], AREA_PX, WHOLE)?.kind).not.toBe('blended');
  });

  it('adds up the regions of each donor, and names the one with most first', () => {
    const mixup = provenMixup(
      VICTIM,
      [from(OTHER, rectangle(20, 50)), from(STRANGER, rectangle(30, 50)), from(OTHER, rectangle(20, 50))],
      AREA_PX,
      WHOLE,
    );
    expect(mixup?.donors.map(({ id, share }) => [id, share])).toEqual([
      ['other', 0.2],
      ['stranger', 0.15],
    ]);
  });

  it("crosses owners as soon as one donor is somebody else's", () => {
    const severityOf = (...origins: readonly RegionOrigin[]) => provenMixup(VICTIM, origins, AREA_PX, WHOLE)?.severity;
    expect(severityOf(from(OTHER, rectangle(50, 50)))).toBe('cross-photo');
    expect(severityOf(from(OTHER, rectangle(50, 50)), from(STRANGER, rectangle(5, 5)))).toBe('cross-owner');
  });

  it('shows every region with its share of the area, and its donor where there is one', () => {
    const origins = [from(OTHER, rectangle(50, 50)), nobody(rectangle(7, 7))];
    expect(provenMixup(VICTIM, origins, AREA_PX, WHOLE)?.regions).toEqual([
      { ...rectangle(50, 50), donor: 'other', share: 0.25 },
      { ...rectangle(7, 7), share: 0.0049 },
    ]);
  });

  it('gives twins of the donor as candidates: nobody can tell them apart', () => {
    const twin = photoPlan({ id: photoId('twin'), contentId: OTHER.contentId });
    const mixup = provenMixup(VICTIM, [{ ...from(OTHER, rectangle(50, 50)), twins: [twin] }], AREA_PX, WHOLE);
    expect([mixup?.donors.map(({ id }) => id), mixup?.candidates.map(({ id }) => id)]).toEqual([['other'], ['twin']]);
  });

  it('names nobody for what is ambiguous, beside what is not', () => {
    const origins = [from(OTHER, rectangle(50, 50)), either([OTHER, STRANGER], rectangle(7, 7))];
    const mixup = provenMixup(VICTIM, origins, AREA_PX, WHOLE);
    expect([mixup?.donors.map(({ id }) => id), mixup?.candidates.map(({ id }) => id)]).toEqual([
      ['other'],
      ['stranger'],
    ]);
    expect(mixup?.regions.map(({ donor }) => donor)).toEqual(['other', undefined]);
  });

  it('is none where all is ambiguous', () => {
    expect(provenMixup(VICTIM, [either([OTHER, STRANGER], rectangle(50, 50))], AREA_PX, WHOLE)).toBe(null);
  });
});

describe('a suspected mix-up', () => {
  it('takes the likeliest suspect for the donor', () => {
    expect(suspectedMixup(VICTIM, [perhaps(STRANGER, rectangle(20, 20))], AREA_PX, WHOLE)).toMatchObject({
      kind: 'torn',
      severity: 'cross-owner',
      donors: [{ id: 'stranger' }],
    });
  });

  it('accuses nobody where several fit alike, gives them all, and is as grave as any of them would make it', () => {
    const mixup = suspectedMixup(VICTIM, [either([OTHER, STRANGER], rectangle(20, 20))], AREA_PX, WHOLE);
    expect(mixup).toMatchObject({ kind: 'torn', severity: 'cross-owner', donors: [] });
    expect(mixup.candidates.map(({ id }) => id)).toEqual(['other', 'stranger']);
    const among = suspectedMixup(VICTIM, [either([OTHER], rectangle(20, 20))], AREA_PX, WHOLE);
    expect([among.donors, among.severity]).toEqual([[], 'cross-photo']);
  });

  it('is alien and as grave as can be where nobody is suspected: it may be another tenant', () => {
    expect(suspectedMixup(VICTIM, [nobody(rectangle(20, 20))], AREA_PX, WHOLE)).toEqual({
      kind: 'alien',
      severity: 'cross-owner',
      donors: [],
      candidates: [],
      regions: [{ ...rectangle(20, 20), share: 0.04 }],
    });
  });

  it('takes the first of several suspects, and whoever is proven', () => {
    const [region, other] = [rectangle(20, 20), rectangle(30, 30)];
    const several: RegionOrigin = {
      kind: 'suspects',
      region,
      matches: [OTHER, STRANGER].map((photo) => ({ photo, gravity: 5, weight: 1 })),
    };
    const mixup = suspectedMixup(VICTIM, [several, from(STRANGER, other)], AREA_PX, WHOLE);
    expect(mixup.donors.map(({ id, share }) => [id, share])).toEqual([
      ['stranger', 0.09],
      ['other', 0.04],
    ]);
    expect(mixup.candidates).toEqual([]);
  });
});

describe('the older picture of a photo', () => {
  const older = photoPlan({ id: VICTIM.id, version: 1 });
  const current = photoPlan({ id: VICTIM.id, version: 2 });

  it('is stale where nothing but it shows, and a mix-up where somebody else shows too', () => {
    const region = rectangle(100, 100);
    expect(provenMixup(current, [from(older, region)], AREA_PX, WHOLE)).toMatchObject({
      kind: 'stale',
      severity: 'stale',
      donors: [{ id: 'victim', version: 1, share: 1 }],
    });
    expect(provenMixup(current, [from(older, region), from(OTHER, region)], AREA_PX, WHOLE)).toMatchObject({
      kind: 'foreign',
      severity: 'cross-photo',
    });
  });

  it('is stale beside a later picture of the animation that it is now', () => {
    const frame = { ...current, frame: 1 };
    const both = [from(frame, rectangle(100, 50)), from(older, rectangle(100, 50))];
    expect(provenMixup(current, both, AREA_PX, WHOLE)?.kind).toBe('stale');
    expect(provenMixup(current, both.slice(0, 1), AREA_PX, WHOLE)?.kind).toBe('damaged');
  });

  it('is another donor than the newer one, each with its share', () => {
    const origins = [
      from(older, rectangle(50, 100)),
      from(photoPlan({ id: VICTIM.id, version: 3 }), rectangle(20, 100)),
    ];
    expect(provenMixup(current, origins, AREA_PX, WHOLE)?.donors.map(({ version, share }) => [version, share])).toEqual(
      [
        [1, 0.5],
        [3, 0.2],
      ],
    );
  });
});

describe('the share of a mix-up', () => {
  it('is never more than all, whatever the regions', () => {
    const mixup = provenMixup(VICTIM, [from(OTHER, rectangle(120, 100)), from(OTHER, rectangle(9, 9))], AREA_PX, WHOLE);
    expect([mixup?.donors[0]?.share, mixup?.regions[0]?.share]).toEqual([1, 1]);
  });

  it('counts one region once, however many may have given it', () => {
    const whole = rectangle(100, 60);
    expect(suspectedMixup(VICTIM, [either([OTHER, STRANGER], whole)], AREA_PX, WHOLE).kind).toBe('torn');
    expect(suspectedMixup(VICTIM, [either([OTHER, STRANGER], rectangle(100, 95))], AREA_PX, WHOLE).kind).toBe(
      'foreign',
    );
  });

  it('is of a blend up to nine tenths of the donor', () => {
    const kindAt = (weight: number) =>
      provenMixup(VICTIM, [from(OTHER, rectangle(99, 99), weight)], AREA_PX, WHOLE)?.kind;
    expect([kindAt(0.89), kindAt(0.9)]).toEqual(['blended', 'foreign']);
  });
});

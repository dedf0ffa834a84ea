import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createEvidenceRoom } from '../../harness/campaign/evidence-room.ts';
import { evidencePictures } from '../../harness/cli/evidence-pictures.ts';
import { findingOf } from '../../harness/judge/finding.ts';
import { ownerId, photoId } from '../../harness/model/plan.ts';
import { readImageHeader } from '../../harness/observe/image-header.ts';
import type { Picture } from '../../harness/report/html/pictures.ts';
import { encodePng } from '../../harness/report/png.ts';
import { breach, DONOR } from '../literals/breach.ts';
import { keptFailure } from '../literals/failure.ts';
import { photoPlan } from '../materialise/photo-plan.ts';
import { temporaryFolder } from '../materialise/temporary-folder.ts';

/** Grey that is lighter towards the bottom. */
function png(widthPx: number, heightPx: number): Uint8Array {
  const rgba = new Uint8Array(4 * widthPx * heightPx).fill(255);
  for (let at = 0; at < widthPx * heightPx; at++) rgba.fill((200 * at) / (widthPx * heightPx), 4 * at, 4 * at + 3);
  return encodePng(rgba, widthPx, heightPx);
}

/** A PNG whose header says what its pixels do not hold. */
function bomb(sidePx: number): Uint8Array {
  const bytes = Buffer.from(png(8, 8));
  bytes.writeUInt32BE(sidePx, 16);
  bytes.writeUInt32BE(sidePx, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

/** What a picture's URL really holds. */
function inside(picture: Picture | null): unknown {
  const [kind = '', base64 = ''] = picture?.url.split(',') ?? [];
  const header = readImageHeader(Buffer.from(base64, 'base64'));
  return header.kind === 'image' ? [kind, header.widthPx, header.heightPx] : null;
}

async function runWith(files: Readonly<Record<string, Uint8Array | string>>, id = 'b-1'): Promise<string> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'evidence', id), { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, 'evidence', id, name), bytes);
  return folder;
}

const kept = (id = 'b-1') => breach({ id, evidence: `evidence/${id}` });
const WEBP = 'data:image/webp;base64';

describe('the pictures of the evidence', () => {
  it('are read from a run as it was left, small, and in the colours that were answered', async () => {
    const ids = ['1ga73k4h', '1rsst131'];
    const pictures = await evidencePictures({ folder: 'reports/sample', breaches: ids.map(kept) });
    expect([...pictures.keys()]).toEqual(ids);
    const own = pictures.get('1rsst131');
    expect(own).toMatchObject({ actual: { widthPx: 128, heightPx: 128 }, difference: { widthPx: 128 } });
    expect([own?.expected, own?.actual, own?.difference].map((each) => inside(each ?? null))).toEqual(
      Array.from({ length: 3 }, () => [WEBP, 128, 128]),
    );
    expect(own?.donors).toHaveLength(1);
    expect(own?.donors[0]?.url.length).toBeLessThan(100_000);
  });

  it('bring along the tint of each owner, from the plan to the page', async () => {
    const folder = await temporaryFolder();
    const source = join(folder, 'source.png');
    writeFileSync(source, png(40, 30));
    const victim = photoPlan({ tintHue: 75 });
    const donor = photoPlan({ id: photoId('p2'), owner: ownerId('bob'), tintHue: 300 });
    const plan = { ...keptFailure().plan, photos: [victim, donor] };
    const entry = { photo: victim, recipe: { width: 8, height: 8, fit: 'cover', format: 'png', quality: 80 } } as const;
    const picture = { luma: new Uint8Array(64).fill(90), widthPx: 8, heightPx: 8 };
    const finding = findingOf(
      1,
      'ask-1',
      { ...entry, key: 'ask-1', recipeIndex: 0, sourceClass: 'fresh', position: 0, pair: 'p1|0', readBroke: false },
      {
        oracle: 'ownership',
        kind: 'torn',
        severity: 'cross-owner',
        says: '',
        batch: 1,
        donors: [{ ...DONOR, id: 'p2' }],
      },
      { bytes: png(8, 8), actual: picture, expected: picture },
    );
    const room = createEvidenceRoom(folder, 1, () => 0);
    room.add(finding, { fileOf: () => source, plan });
    await room.written();
    const [own] = (await evidencePictures({ folder, breaches: room.breaches() })).values();
    expect(own?.tintHues).toEqual(
      new Map([
        ['p1', 75],
        ['p2', 300],
      ]),
    );
    expect([own?.source, own?.actual, own?.donors[0]].map((each) => inside(each ?? null))).toEqual([
      [WEBP, 40, 30],
      [WEBP, 8, 8],
      [WEBP, 40, 30],
    ]);
  });

  it('are made small however large they were, and say how large that was', async () => {
    const folder = await runWith({ 'source.png': png(3000, 900), 'actual.png': png(1200, 800) });
    const own = (await evidencePictures({ folder, breaches: [kept()] })).get('b-1');
    expect(inside(own?.source ?? null)).toEqual([WEBP, 480, 144]);
    expect(inside(own?.actual ?? null)).toEqual([WEBP, 512, 341]);
    expect(own?.actual).toMatchObject({ widthPx: 1200, heightPx: 800 });
  });

  it('are what was judged where what was answered is of another size', async () => {
    const folder = await runWith({ 'actual.png': png(128, 128), 'answer.png': png(64, 64) });
    const own = (await evidencePictures({ folder, breaches: [kept()] })).get('b-1');
    expect(own?.actual).toMatchObject({ widthPx: 128, heightPx: 128 });
  });

  it('are none where the bytes are no picture, or one that nobody could hold', async () => {
    const folder = await runWith({
      'answer.jpg': 'no picture at all',
      'source.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      'expected.png': bomb(60_000),
      'difference.png': png(16, 16).subarray(0, 30),
      'breach.json': '{"tintHues": {"p-41": "red", "p-42": 30}}',
    });
    expect((await evidencePictures({ folder, breaches: [kept()] })).get('b-1')).toEqual({
      source: null,
      expected: null,
      actual: null,
      difference: null,
      donors: [null],
      tintHues: new Map([['p-42', 30]]),
    });
  });

  it('are left out beyond what a page may hold, the gravest of them last', async () => {
    const folder = await runWith({ 'actual.png': png(64, 64) }, 'grave');
    mkdirSync(join(folder, 'evidence', 'mild'));
    writeFileSync(join(folder, 'evidence', 'mild', 'actual.png'), png(64, 64));
    const breaches = [{ ...kept('mild'), severity: 'cross-photo' } as const, kept('grave')];
    const all = await evidencePictures({ folder, breaches });
    expect([...all.keys()]).toEqual(['grave', 'mild']);
    const oneBytes = all.get('grave')?.actual?.url.length ?? 0;
    expect([...(await evidencePictures({ folder, breaches }, oneBytes)).keys()]).toEqual(['grave']);
    expect((await evidencePictures({ folder, breaches }, oneBytes - 1)).size).toBe(0);
  });

  it('are never read from outside the folder of evidence, nor from what is no file', async () => {
    const folder = await runWith({});
    writeFileSync(join(folder, 'actual.png'), png(8, 8));
    symlinkSync('/dev/zero', join(folder, 'evidence', 'b-1', 'actual.png'));
    const outside = ['evidence/..', '..', 'evidence/../evidence/b-1', '/etc', 'evidence/b-1/..', null];
    const breaches = [...outside.map((evidence, index) => ({ ...kept(`o${index}`), evidence })), kept()];
    const pictures = await evidencePictures({ folder, breaches });
    expect([...pictures.keys()]).toEqual(['b-1']);
    expect(pictures.get('b-1')?.actual).toBeNull();
  });
});

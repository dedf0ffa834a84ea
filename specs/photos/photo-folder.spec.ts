import { randomBytes } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPhotoFolder, type PhotoFolder } from '../../harness/materialise/photo-folder.ts';
import { temporaryFolder } from '../materialise/temporary-folder.ts';
import { photograph } from './photographs.ts';

const UNSTOPPED = new AbortController().signal;
const read = async (folder: string, cacheFolder: string | null = null) =>
  readPhotoFolder(folder, cacheFolder, UNSTOPPED);
const shapes = ({ carriers }: PhotoFolder) =>
  [...carriers.values()].map(({ widthPx, heightPx }) => [widthPx, heightPx]);

/** A PNG whose header declares a billion pixels. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crcOf(body));
    return Buffer.concat([length, body, crc]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(32_000, 0);
  header.writeUInt32BE(32_000, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(9999))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe('a folder of photographs', () => {
  it('is read to its depths, at bounded size, whatever the case of an extension', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'summer', 'sea'), { recursive: true });
    await writeFile(join(folder, 'large.JPG'), await photograph('large', 0, 900, 600));
    await writeFile(join(folder, 'summer', 'sea', 'small.jpeg'), await photograph('small', 0, 120, 160));
    const found = await read(folder);
    expect(new Set(shapes(found))).toEqual(
      new Set([
        [120, 160],
        [512, 341],
      ]),
    );
    expect(found.leftOut).toEqual([]);
  });

  it('leaves out by name what cannot be used, and uses the rest', async () => {
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    const whole = await photograph('whole');
    await writeFile(join(folder, 'whole.jpg'), whole);
    await writeFile(join(folder, 'cut.jpg'), whole.subarray(0, whole.length / 3));
    await writeFile(join(folder, 'text.png'), 'not a picture');
    await writeFile(join(folder, 'drawing.webp'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await writeFile(join(folder, 'bomb.png'), bomb());
    await writeFile(join(folder, 'noise.jpg'), Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(4000)]));
    await writeFile(join(folder, 'notes.txt'), 'nobody takes this for a picture');
    await writeFile(join(elsewhere, 'private.jpg'), await photograph('private'));
    await symlink(join(elsewhere, 'private.jpg'), join(folder, 'link.jpg'));
    await symlink(elsewhere, join(folder, 'linked.jpg'));
    await symlink(join(folder, 'nothing'), join(folder, 'dangling.jpg'));
    const { carriers, leftOut } = await read(folder);
    expect(carriers.size).toBe(1);
    expect(leftOut.map((line) => line.split(':')[0])).toEqual([
      'bomb.png',
      'cut.jpg',
      'dangling.jpg',
      'drawing.webp',
      'link.jpg',
      'linked.jpg',
      'noise.jpg',
      'text.png',
    ]);
    expect(leftOut.join()).toMatch(/link.jpg: a link out of the folder/);
    expect(leftOut.join()).toMatch(/text.png: not a picture of a known format/);
  });

  it('takes identical files for one photograph', async () => {
    const folder = await temporaryFolder();
    for (const name of ['a.jpg', 'b.jpg']) await writeFile(join(folder, name), await photograph('same'));
    expect((await read(folder)).carriers.size).toBe(1);
  });

  it('gives the same from its cache as from the files', async () => {
    const [folder, cache] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(join(folder, 'a.jpg'), await photograph('cached'));
    const made = await read(folder, cache);
    const kept = await read(folder, cache);
    expect(kept).toEqual(made);
    expect(kept).toEqual(await read(folder));
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { openStudio, type Studio } from '../../harness/materialise/studio.ts';
import { NONCE, photoPlan } from './photo-plan.ts';

/** So many are made in this process, and the next in another. */
const MADE_HERE = 64;
const HAS_PROC = existsSync('/proc/self/stat');
const small = (name: string) => photoPlan({ contentId: name, widthPx: 24, heightPx: 16, format: 'png' });

/** What is asked for from now on is made in other processes. */
async function awayFromHere(studio: Studio): Promise<void> {
  for (let made = 0; made < MADE_HERE; made++) await studio.make(small('warm'), null);
}

/** Processes of ours that make pictures, where /proc tells. */
function painters(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const isOurs = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === process.pid;
        return isOurs && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('picture-process');
      } catch {
        return false;
      }
    });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}

describe('a studio', () => {
  it('makes the same picture of a photo in whichever process', async () => {
    const studio = openStudio(NONCE);
    const photos = [photoPlan({ contentId: 'a' }), photoPlan({ contentId: 'b', archived: true })];
    const form = { format: 'webp', quality: 50 } as const;
    const here = await Promise.all(photos.map(async (photo) => studio.make(photo, form)));
    await awayFromHere(studio);
    const there = await Promise.all(photos.map(async (photo) => studio.make(photo, form)));
    studio.close();
    for (const [at, photo] of photos.entries()) {
      const alone = Buffer.from(await makePicture(NONCE, photo, form));
      expect(alone.equals(here[at] ?? new Uint8Array())).toBe(true);
      expect(alone.equals(there[at] ?? new Uint8Array())).toBe(true);
    }
  });

  it('says what is wrong with a photo that cannot be made, and goes on', async () => {
    const studio = openStudio(NONCE);
    await awayFromHere(studio);
    const impossible = photoPlan({ format: 'avif', orientationExif: 6 });
    await expect(studio.make(impossible, null)).rejects.toMatchObject({
      name: 'RangeError',
      message: 'Expected orientation 1 in a plan for avif, which cannot carry another, got 6.',
    });
    expect((await studio.make(small('next'), null)).length).toBeGreaterThan(0);
    studio.close();
  });

  it('hands over the photograph that a photo is painted over', async () => {
    const carrier = {
      widthPx: 32,
      heightPx: 32,
      luma: Int8Array.from({ length: 1024 }, (_, at) => (at % 64) - 32),
      chromaWidthPx: 4,
      chromaHeightPx: 4,
      blue: new Int8Array(16),
      red: new Int8Array(16),
    };
    const photo = { ...small('over'), carrier: { digest: 'd', x: 0.5, y: 0.5, zoom: 1, marked: true } };
    const studio = openStudio(NONCE, () => carrier);
    await awayFromHere(studio);
    const there = await studio.make(photo, null);
    studio.close();
    expect(Buffer.from(await makePicture(NONCE, photo, null, () => carrier)).equals(there)).toBe(true);
  });

  it.skipIf(!HAS_PROC)('tells of a process that died, of every picture that it is asked for', async () => {
    const studio = openStudio(NONCE);
    await awayFromHere(studio);
    const large = photoPlan({ format: 'avif', widthPx: 1600, heightPx: 1200 });
    const made = studio.make(large, null);
    await until(() => painters().length === 1);
    process.kill(painters()[0] ?? 0, 'SIGKILL');
    const died = /makes the photos to live on, got its end \(signal SIGKILL\)/;
    await expect(made).rejects.toThrow(died);
    await expect(studio.make(large, null)).rejects.toThrow(died);
    studio.close();
  });

  it.skipIf(!HAS_PROC)('leaves no process behind, not even a busy one', async () => {
    const studio = openStudio(NONCE);
    await awayFromHere(studio);
    const endless = studio.make(photoPlan({ format: 'avif', widthPx: 4000, heightPx: 3000 }), null);
    await until(() => painters().length === 1);
    studio.close();
    await expect(endless).rejects.toThrow(/got its end/);
    await until(() => painters().length === 0);
  });
});

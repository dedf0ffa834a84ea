import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { materialise, type MaterialiseOptions } from '../../harness/materialise/materialise.ts';
import { makePicture } from '../../harness/materialise/make-picture.ts';
import { ownerId, photoId, type PhotoPlan } from '../../harness/model/plan.ts';
import { NONCE, photoPlan } from './photo-plan.ts';
import { temporaryFolder } from './temporary-folder.ts';

const WEBP_50 = { format: 'webp', quality: 50 } as const;
const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;

describe('materialise', () => {
  it('lays every photo as owner/album/name with the time of its plan', async () => {
    const { folder, options } = await place();
    const photos = trial();
    const { pathOf, bytesWritten } = await materialise(photos, options);
    let sizes = 0;
    for (const photo of photos) {
      expect(pathOf(photo)).toBe(join(folder, 'photos', photo.owner, photo.album, photo.name));
      const { mtimeMs, size } = await stat(pathOf(photo));
      expect(Math.abs(mtimeMs - photo.mtimeMs)).toBeLessThan(1);
      sizes += size;
    }
    expect(bytesWritten).toBe(sizes);
  });

  it('leaves nothing but photos in the folder', async () => {
    const { options } = await place();
    await materialise(trial(), options);
    expect(await readdir(options.photosFolder)).toEqual(['ada', 'bob']);
  });

  it('gives the same bytes for the same plan, without a cache', async () => {
    const [first, second] = [await place(), await place()];
    await materialise(trial(), first.options);
    await materialise(trial(), second.options);
    expect(await contents(second.options.photosFolder)).toEqual(await contents(first.options.photosFolder));
  });

  it('makes twins once, whoever owns them', async () => {
    const { options } = await place();
    const twins = ['ada', 'bob', 'eve'].map((owner) => photoPlan({ owner: ownerId(owner) }));
    const { pathOf, painted } = await materialise(twins, options);
    const [one, ...others] = await Promise.all(twins.map(async (twin) => readFile(pathOf(twin))));
    expect(painted).toBe(1);
    for (const other of others) expect(other.equals(one ?? Buffer.alloc(0))).toBe(true);
  });

  it('gives an old photo in the archived form, under its own name', async () => {
    const { options } = await place();
    const photo = photoPlan({ archived: true, orientationExif: 6 });
    const { pathOf } = await materialise([photo], options);
    const archived = await makePicture(NONCE, photo, WEBP_50);
    expect((await readFile(pathOf(photo))).equals(archived)).toBe(true);
  });

  it("lets the thumbnailer's own archive see the photo as uploaded, and lays what it gives", async () => {
    const { options } = await place();
    const photos = trial();
    const seen: string[] = [];
    const archive = async (photo: PhotoPlan, path: string) => {
      seen.push(photo.name);
      expect((await readFile(path)).equals(await makePicture(NONCE, photo, null))).toBe(true);
      return Buffer.from(`archived ${photo.name}`);
    };
    const { pathOf } = await materialise(photos, { ...options, archive });
    const old = photos.filter((photo) => photo.archived);
    expect(seen.sort()).toEqual(old.map((photo) => photo.name).sort());
    for (const photo of old) {
      expect((await readFile(pathOf(photo))).toString()).toBe(`archived ${photo.name}`);
      expect(Math.abs((await stat(pathOf(photo))).mtimeMs - photo.mtimeMs)).toBeLessThan(1);
    }
  });

  it('leaves no photo in the wrong form where the archive fails', async () => {
    const { options } = await place();
    const photo = photoPlan({ archived: true });
    const archive = async () => {
      throw new Error('the archive is closed');
    };
    await expect(materialise([photo], { ...options, archive })).rejects.toThrow('the archive is closed');
    expect(await filesIn(options.photosFolder)).toEqual([]);
  });

  it('tells how far it has come, up to all of it', async () => {
    const { options } = await place();
    const told: string[] = [];
    const photos = trial();
    await materialise(photos, { ...options, onProgress: (done, of) => told.push(`${done}/${of}`) });
    expect(told).toEqual(photos.map((_, i) => `${i + 1}/${photos.length}`));
  });

  it('takes names that attack keys, each as it stands', async () => {
    const { options } = await place();
    const names = [
      'IMG.jpg',
      'img.jpg',
      'caf\u00e9.jpg',
      'cafe\u0301.jpg',
      'a?b.jpg',
      'a#b.jpg',
      '-rf',
      ' x ',
      '..jpg',
      '%2e%2e',
      'a\\b',
    ];
    const photos = names.map((name, i) => photoPlan({ name, owner: ownerId(`owner${i}`), id: photoId(name) }));
    const { pathOf } = await materialise(photos, options);
    for (const photo of photos) {
      expect(await readdir(join(pathOf(photo), '..'))).toEqual([photo.name]);
    }
  });

  it('replaces the file of an older version', async () => {
    const { options } = await place();
    await materialise([photoPlan()], options);
    const newer = photoPlan({ version: 2 });
    const { pathOf } = await materialise([newer], options);
    expect((await readFile(pathOf(newer))).equals(await makePicture(NONCE, newer, null))).toBe(true);
  });
});

describe('materialise, stopped', () => {
  it('rejects with an AbortError before anything is written when the signal has already aborted', async () => {
    const { options } = await place();
    const stopped = materialise(trial(), { ...options, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(await filesIn(options.photosFolder)).toEqual([]);
  });

  it('rejects with an AbortError in the middle, every photo whole or absent', async () => {
    const { options } = await place();
    const photos = Array.from({ length: 60 }, (_, i) =>
      photoPlan({ name: `${i}.avif`, contentId: `c${i}`, format: 'avif', widthPx: 300, heightPx: 200 }),
    );
    const controller = new AbortController();
    const onProgress = (done: number) => {
      if (done === 5) controller.abort('the user has had enough');
    };
    const stopped = materialise(photos, { ...options, signal: controller.signal, onProgress });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError', cause: 'the user has had enough' });
    const left = await filesIn(options.photosFolder);
    expect(left.length).toBeGreaterThanOrEqual(5);
    expect(left.length).toBeLessThan(photos.length);
    for (const photo of photos.filter(({ name }) => left.includes(name))) {
      const path = join(options.photosFolder, photo.owner, photo.album, photo.name);
      expect((await readFile(path)).equals(await makePicture(NONCE, photo, null))).toBe(true);
    }
  });

  it('does not wait for an archive that never answers', async () => {
    const { options } = await place();
    const controller = new AbortController();
    const archive = async () => {
      setImmediate(() => controller.abort());
      return new Promise<Uint8Array>(() => {});
    };
    const stopped = materialise([photoPlan({ archived: true })], { ...options, archive, signal: controller.signal });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(await filesIn(options.photosFolder)).toEqual([]);
  });
});

describe('materialise, refused', () => {
  it.each(['..', '.', '', 'a/b', '../../etc', 'nul\0', '\ud800'])(
    'refuses %j as an owner, an album or a name',
    async (bad) => {
      const { options } = await place();
      for (const photo of [photoPlan({ owner: ownerId(bad) }), photoPlan({ album: bad }), photoPlan({ name: bad })]) {
        await expect(materialise([photo], options)).rejects.toThrow(
          /^Expected owner, album and name of a photo each to be the name of one file .*, got ".*"\. Mend the plan\.$/,
        );
      }
      expect(await filesIn(options.photosFolder)).toEqual([]);
    },
  );

  it('refuses two photos under one path', async () => {
    const { options } = await place();
    const photo = photoPlan();
    for (const other of [photo, photoPlan({ contentId: 'c2' })]) {
      await expect(materialise([photo, other], options)).rejects.toThrow(
        /^Expected each photo of a plan under a path of its own, got ".*" twice\.$/,
      );
    }
  });

  it('refuses a link that leads out of the folder', async () => {
    const { folder, options } = await place();
    const elsewhere = await temporaryFolder();
    await symlink(elsewhere, join(folder, 'ada'));
    const linked = materialise([photoPlan()], { ...options, photosFolder: folder });
    await expect(linked).rejects.toThrow(/but a link leads it to .*\. Remove the link\.$/);
    expect(await filesIn(elsewhere)).toEqual([]);
  });

  it('says which folder it cannot write', async () => {
    const { folder, options } = await place();
    const file = join(folder, 'file');
    await writeFile(file, '');
    const refused = materialise([photoPlan()], { ...options, photosFolder: join(file, 'photos') });
    await expect(refused).rejects.toMatchObject({
      name: 'DiskTrouble',
      kind: 'unwritable',
      message: `Expected ${join(file, 'photos')} to be a folder that can be written, got ENOTDIR. Mend its permissions, or name another folder.`,
    });
  });
});

describe('materialise with a cache', () => {
  it('reads on the second run all that the first one made', async () => {
    const cacheFolder = await temporaryFolder();
    const [cold, warm] = [await place({ cacheFolder }), await place({ cacheFolder })];
    const photos = trial();
    const first = await materialise(photos, cold.options);
    const second = await materialise(photos, warm.options);
    expect([first.cacheHits, first.painted]).toEqual([0, photos.length]);
    expect([second.cacheHits, second.painted]).toEqual([photos.length, 0]);
    expect(await contents(warm.options.photosFolder)).toEqual(await contents(cold.options.photosFolder));
  });

  it('makes a corrupted or truncated entry again', async () => {
    const cacheFolder = await temporaryFolder();
    const [cold, warm, third] = [
      await place({ cacheFolder }),
      await place({ cacheFolder }),
      await place({ cacheFolder }),
    ];
    const photos = trial();
    await materialise(photos, cold.options);
    const [flipped = '', cut = '', emptied = ''] = (await readdir(cacheFolder)).map((name) => join(cacheFolder, name));
    const bytes = await readFile(flipped);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    await writeFile(flipped, bytes);
    await writeFile(cut, (await readFile(cut)).subarray(0, -1));
    await writeFile(emptied, '');
    const mended = await materialise(photos, warm.options);
    expect([mended.cacheHits, mended.painted]).toEqual([photos.length - 3, 3]);
    expect(await contents(warm.options.photosFolder)).toEqual(await contents(cold.options.photosFolder));
    expect((await materialise(photos, third.options)).painted).toBe(0);
  });

  it('serves two runs that share the folder at the same time', async () => {
    const cacheFolder = await temporaryFolder();
    const runs = await Promise.all([place({ cacheFolder }), place({ cacheFolder })]);
    const made = await Promise.all(runs.map(async ({ options }) => materialise(trial(), options)));
    const [one, other] = await Promise.all(runs.map(async ({ options }) => contents(options.photosFolder)));
    expect(other).toEqual(one);
    expect(made.map(({ cacheTrouble }) => cacheTrouble)).toEqual([null, null]);
  });

  it('does not let a thumbnailer that writes into its source poison the next run', async () => {
    const cacheFolder = await temporaryFolder();
    const [cold, warm] = [await place({ cacheFolder }), await place({ cacheFolder })];
    const first = await materialise([photoPlan()], cold.options);
    await writeFile(first.pathOf(photoPlan()), 'scribbled over');
    const second = await materialise([photoPlan()], warm.options);
    expect(second.cacheHits).toBe(1);
    expect((await readFile(second.pathOf(photoPlan()))).equals(await makePicture(NONCE, photoPlan(), null))).toBe(true);
  });

  it('goes on without a cache that cannot be written, and says so', async () => {
    const { folder, options } = await place();
    const file = join(folder, 'file');
    await writeFile(file, '');
    const { painted, cacheTrouble } = await materialise(trial(), { ...options, cacheFolder: join(file, 'cache') });
    expect(painted).toBe(trial().length);
    expect(cacheTrouble).toMatch(
      /^The photo cache in .* could not be written, so the next run makes its photos again: Error: ENOTDIR/,
    );
  });
});

/** One photo of each format and owner, every other one old. */
function trial(): readonly PhotoPlan[] {
  return ['ada', 'bob'].flatMap((owner, o) =>
    FORMATS.map((format, f) =>
      photoPlan({
        id: photoId(`${owner}-${format}`),
        owner: ownerId(owner),
        name: `IMG.${format}`,
        contentId: `${owner}-${format}`,
        format,
        archived: (o + f) % 2 === 1,
        mtimeMs: 1_500_000_000_000 + f,
      }),
    ),
  );
}

async function place(
  about: Partial<MaterialiseOptions> = {},
): Promise<{ readonly folder: string; readonly options: MaterialiseOptions }> {
  const folder = await temporaryFolder();
  const signal = new AbortController().signal;
  const options = {
    nonce: NONCE,
    photosFolder: join(folder, 'photos'),
    cacheFolder: null,
    archiveForm: WEBP_50,
    archive: null,
    signal,
  };
  return { folder, options: { ...options, ...about } };
}

/** Names of all files under a folder, none when it is not there. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** Base64 of every file by its path under `folder`. */
async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = names.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length), (await readFile(path)).toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

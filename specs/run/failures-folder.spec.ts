import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepFailure, readFailure } from '../../harness/run/failures-folder.ts';
import { keptFailure } from '../literals/failure.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbproof-failures-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a kept failure', () => {
  it('comes back whole, by its id and by its file', () => {
    const failure = keptFailure();
    const path = keepFailure(join(folder, 'new'), failure);
    expect(readFailure(failure.id, join(folder, 'new'))).toEqual({ kind: 'failure', failure, path });
    expect(readFailure(path, 'elsewhere')).toEqual({ kind: 'failure', failure, path });
  });

  it('takes the place of an older one of the same breach, and leaves nothing else behind', async () => {
    keepFailure(folder, keptFailure({ reproduced: null }));
    keepFailure(folder, keptFailure());
    expect(await readdir(folder)).toEqual(['1ga73k4h.json']);
    expect(readFailure('1ga73k4h', folder)).toMatchObject({ failure: { reproduced: { failed: 31, of: 50 } } });
  });

  it.each([
    ['nothing', null, 'it could not be read'],
    ['no JSON', '{', 'it is not JSON'],
    ['another file', '{"schemaVersion":1}', 'got another file'],
    ['a list', '[1]', 'got another file'],
    ['a newer one', '{"schemaVersion":2}', 'got 2. It may be of a newer thumbproof'],
  ])('is refused in a line where there is %s', async (_, text, says) => {
    if (text !== null) await writeFile(join(folder, 'x.json'), text);
    expect(readFailure('x', folder)).toEqual({ kind: 'unreadable', says: expect.stringContaining(says) });
  });
});

import { describe, expect, it } from 'vitest';
import { diskTrouble } from '../../harness/materialise/disk-trouble.ts';

const errno = (code: string) => Object.assign(new Error(`${code}: as the system says it`), { code });

describe('trouble with the disk', () => {
  it.each(['ENOSPC', 'EDQUOT'])('says that the disk is full and what to do: %s', (code) => {
    expect(diskTrouble(errno(code), 'photos')).toMatchObject({
      kind: 'full',
      message: `Expected room for the photos in photos, but the disk is full (${code}). Free some space, or use a folder on a larger disk (TMPDIR sets the default one).`,
    });
  });

  it.each(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'])('says that the folder cannot be written: %s', (code) => {
    expect(diskTrouble(errno(code), 'photos')).toMatchObject({
      kind: 'unwritable',
      message: `Expected photos to be a folder that can be written, got ${code}. Mend its permissions, or name another folder.`,
    });
  });

  it('is not made of any other error', () => {
    const [fault, odd] = [new RangeError('a fault of ours'), errno('EMFILE')];
    expect(diskTrouble(fault, 'photos')).toBe(fault);
    expect(diskTrouble(odd, 'photos')).toBe(odd);
  });

  it('keeps what the system said as its cause', () => {
    const cause = errno('ENOSPC');
    expect(diskTrouble(cause, 'photos')).toMatchObject({ cause });
  });
});

// A full disk or a folder that cannot be written is the user's to mend, and only if told which folder and what to do.

/** `full`: no space or quota left. `unwritable`: the folder is missing, read-only, or somebody else's. */
export class DiskTrouble extends Error {
  override readonly name = 'DiskTrouble';
  readonly kind: 'full' | 'unwritable';

  constructor(kind: 'full' | 'unwritable', message: string, cause: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const UNWRITABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EEXIST', 'EISDIR']);

/** What to throw for an error met while writing into `folder`: a `DiskTrouble` if it is one, else the error itself. */
export function diskTrouble(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) {
    const message = `Expected room for the photos in ${folder}, but the disk is full (${code}). Free some space, or use a folder on a larger disk (TMPDIR sets the default one).`;
    return new DiskTrouble('full', message, error);
  }
  if (UNWRITABLE.has(code)) {
    const message = `Expected ${folder} to be a folder that can be written, got ${code}. Mend its permissions, or name another folder.`;
    return new DiskTrouble('unwritable', message, error);
  }
  return error;
}

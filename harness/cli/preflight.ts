// A run of ten minutes that cannot be written down, or has nothing to examine, should be refused in the first second.

import { mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CheckInvocation, DoctorInvocation, FuzzInvocation, ReplayInvocation } from './invocation.ts';
import { codeOf } from './run-files.ts';

/** One line that says what is in the way; null when nothing is. A dry run writes nothing and needs no folder; `doctor`, no report folder. */
export async function obstacleTo(
  invocation: CheckInvocation | DoctorInvocation | FuzzInvocation | ReplayInvocation,
): Promise<string | null> {
  const { options, jsonFile } = invocation;
  const { thumbnailer } = options;
  if (thumbnailer.kind === 'module') {
    const obstacle = await adapterObstacle(thumbnailer.file);
    if (obstacle !== null) return obstacle;
  }
  if (options.photosFolder !== null && !(await isFolder(options.photosFolder)))
    return `Expected --photos to name a folder, but there is none at ${options.photosFolder}. Check the path; it is taken from the folder you are in.`;
  if (options.dryRun) return null;
  if (jsonFile !== null && (await isFolder(jsonFile)))
    return `Expected --json to name a file, but ${jsonFile} is a folder. Name a file in it.`;
  return (
    (invocation.kind !== 'doctor' ? await folderObstacle('--report-dir', options.reportFolder) : null) ??
    (jsonFile === null ? null : await folderObstacle('--json', dirname(jsonFile))) ??
    (options.cacheFolder === null ? null : await folderObstacle('--cache-dir', options.cacheFolder)) ??
    (await folderObstacle('TMPDIR', options.workspaceParent))
  );
}

async function adapterObstacle(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found === null)
    return `Expected --adapter to name a file, but there is none at ${file}. Check the path; it is taken from the folder you are in.`;
  return found.isFile() ? null : `Expected --adapter to name a file, but ${file} is not one. Name the module itself.`;
}

/** Permissions alone do not tell (root, read-only mounts, quotas), so something is really made there. */
async function folderObstacle(setting: string, folder: string): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true });
    await rmdir(await mkdtemp(join(folder, '.thumbproof-')));
    return null;
  } catch (error) {
    return `Expected ${setting} to name a folder that can be written to, but ${folder} cannot (${codeOf(error) || String(error)}). Choose another, or make it writable.`;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

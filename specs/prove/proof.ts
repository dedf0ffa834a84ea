// The dated outcome of a proof, as it is committed: figures without their machine, commit and date are gossip.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { REPOSITORY_ROOT } from './gate-run.ts';
import type { Conclusion, DoneStep } from './point.ts';
import type { Machine } from './subject.ts';

export type Proof = Conclusion & {
  readonly point: string;
  readonly title: string;
  /** The day it ended, such as 2026-11-23. */
  readonly date: string;
  readonly commit: string;
  readonly subject: string;
  readonly machine: Machine;
  /** Every claim held. */
  readonly holds: boolean;
  readonly steps: readonly DoneStep[];
};

export function proofFile(point: string): string {
  return join(REPOSITORY_ROOT, 'specs/prove/results', `${point}.json`);
}

export async function writeProof(proof: Proof): Promise<void> {
  await mkdir(dirname(proofFile(proof.point)), { recursive: true });
  await writeFile(proofFile(proof.point), `${JSON.stringify(proof, null, 2)}\n`);
}

/** null when the point has not been measured. */
export async function readProof(point: string): Promise<Proof | null> {
  const text = await readFile(proofFile(point), 'utf8').catch(() => null);
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  if (isProof(value)) return value;
  throw new TypeError(`Expected ${proofFile(point)} to hold a proof; run "npm run prove -- ${point}" again.`);
}

function isProof(value: unknown): value is Proof {
  return typeof value === 'object' && value !== null && 'claims' in value && 'table' in value && 'machine' in value;
}

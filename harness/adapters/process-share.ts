// A command that is told one size serves photos of that size alone, and one folder cannot hold two photos whose
// thumbnails would have one name. So a batch is dealt out to as few processes as these two allow.

import type { PlainJob } from '../model/adapter.ts';
import { recipeValues } from './placeholders.ts';

/** How the outputs of a process are told apart. */
export type Outputs = 'named' | 'numbered';

/**
 * The jobs of a batch in the groups that one process each can take, in the order of asking. `numbered` outputs stand for
 * the sorted inputs, so a group holds no two names that one tool sorts otherwise than another.
 */
export function processShares(batch: readonly PlainJob[], outputs: Outputs): PlainJob[][] {
  const shares: { readonly recipe: string; readonly jobs: PlainJob[] }[] = [];
  for (const job of batch) {
    const recipe = Object.values(recipeValues(job)).join('|');
    const host = shares.find((share) => share.recipe === recipe && canJoin(job, share.jobs, outputs));
    if (host === undefined) shares.push({ recipe, jobs: [job] });
    else host.jobs.push(job);
  }
  return shares.map(({ jobs }) => jobs);
}

function canJoin(job: PlainJob, jobs: readonly PlainJob[], outputs: Outputs): boolean {
  const { name } = job.photo;
  return jobs.every(
    ({ photo }) =>
      plainStem(photo.name) !== plainStem(name) && (outputs === 'named' || isSortedAlike(photo.name, name)),
  );
}

/** Without its extension; on some disks, case and the form of an accent make no difference. */
function plainStem(name: string): string {
  return stemOf(name).normalize('NFC').toLowerCase();
}

export function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** True when bytes, letters and numbers within the names all put them in the same order. */
function isSortedAlike(a: string, b: string): boolean {
  const orders = [
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
    compareText(a.toLowerCase(), b.toLowerCase()),
    a.localeCompare(b, 'en', { numeric: true }),
    a.localeCompare(b, 'en'),
  ];
  return orders.every((order) => Math.sign(order) === Math.sign(orders[0] ?? 0));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

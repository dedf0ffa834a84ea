// A proof may take an hour on two cores, and machines are taken away. Each finished step is a line on disk, under the
// digest of what was measured; a proof begun again skips those lines, and a change of the program forgets them.

import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DoneStep, Figures, Step } from './point.ts';

type Line = DoneStep & { readonly subject: string };

/**
 * Runs the steps that are not yet done for `subject`, in order, and returns all of them. A step that fails does not keep
 * the others from being done; rejects at the end with what each of those that failed said.
 */
export async function runSteps(
  steps: readonly Step[],
  subject: string,
  journalFile: string,
  says: (line: string) => void,
): Promise<readonly DoneStep[]> {
  const known = await readJournal(journalFile, subject);
  await mkdir(dirname(journalFile), { recursive: true });
  const done: DoneStep[] = [];
  const failed: string[] = [];
  for (const [index, step] of steps.entries()) {
    const place = `${index + 1}/${steps.length} ${step.id}`;
    const before = known.get(step.id);
    if (before === undefined) {
      says(`${place}: running`);
      const began = performance.now();
      try {
        const figures = await step.run();
        const line: Line = { subject, id: step.id, figures };
        await appendFile(journalFile, `${JSON.stringify(line)}\n`);
        done.push({ id: step.id, figures });
        says(`${place}: done in ${Math.round((performance.now() - began) / 1000)} s ${JSON.stringify(figures)}`);
      } catch (error) {
        failed.push(`${step.id}: ${String(error)}`);
        says(`${place}: FAILED ${String(error)}`);
      }
    } else {
      says(`${place}: done before`);
      done.push({ id: step.id, figures: before });
    }
  }
  if (failed.length > 0)
    throw new Error(
      `Expected every step to be done, but ${failed.length} failed; begun again, the proof repeats only these. ${failed.join('; ')}`,
    );
  return done;
}

/** Figures by step id. A last line cut short by a kill is not a step that was done. */
async function readJournal(journalFile: string, subject: string): Promise<ReadonlyMap<string, Figures>> {
  const text = await readFile(journalFile, 'utf8').catch(() => '');
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  return new Map(
    complete
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line))
      .filter(isLine)
      .filter((line) => line.subject === subject)
      .map(({ id, figures }) => [id, figures]),
  );
}

function isLine(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && 'subject' in value && 'id' in value && 'figures' in value;
}

// In a job of GitHub the verdict belongs on the page of the job and beside the change, not only in a log.

import { appendFile } from 'node:fs/promises';
import type { Result } from '../model/verdict.ts';
import { renderGithubAnnotations } from '../report/github-annotations.ts';
import { renderGithubSummary } from '../report/github-summary.ts';
import { printable } from '../report/printable.ts';
import type { Screen } from './terminal.ts';

/** What GitHub has said of the step that we run in: where its summary goes, and whether its runner reads the log. */
export type GithubStep = { readonly summaryFile: string | null; readonly reads: boolean };

/** What the runner of GitHub tells its steps. */
export function githubStep({
  GITHUB_STEP_SUMMARY: file,
  GITHUB_ACTIONS: runs,
}: Readonly<Record<string, string | undefined>>): GithubStep {
  return { summaryFile: file === undefined || file === '' ? null : file, reads: runs === 'true' };
}

/** The summary onto the page of the job, and the verdict beside the change. A page that cannot be written costs no verdict. */
export async function tellGithub(
  result: Result,
  { summaryFile, reads }: GithubStep,
  { stream }: Screen,
  rerun?: string,
): Promise<void> {
  if (reads) stream.write(renderGithubAnnotations(result));
  if (summaryFile === null) return;
  const summary = renderGithubSummary(result, rerun === undefined ? {} : { rerun });
  await appendFile(summaryFile, `${summary}\n`).catch((error: unknown) => {
    const says = `The summary could not be added to GITHUB_STEP_SUMMARY (${String(error)}); it is in the run's folder.`;
    stream.write(`thumbproof: ${printable(says, 1000)}\n`);
  });
}

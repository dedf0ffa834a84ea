// Every report is one function of one result, so that a stored run gives the same ones as the run itself did.

import type { Result } from '../model/verdict.ts';
import { renderGithubSummary } from './github-summary.ts';
import { renderHtml } from './html/document.ts';
import type { Pictures } from './html/pictures.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { keptBreach, replayLine } from './replay-line.ts';
import type { ReporterName } from './reporter-names.ts';
import { renderSarif } from './sarif.ts';
import { renderText } from './text.ts';

/**
 * `rerun`: the command line that repeats the run. `files`: what else lies in its folder, relative to it, to be named.
 * `pictures`: of the evidence, for a report that shows them.
 */
export type ReportOptions = {
  readonly rerun?: string;
  readonly files: readonly string[];
  readonly pictures?: Pictures;
};
export type Renderer = (result: Result, options: ReportOptions) => string;

/** A file has no screen. */
export const IN_FILE = { colour: false, widthColumns: 100 } as const;

export const RENDERERS: Readonly<Record<ReporterName, Renderer>> = {
  json: renderJson,
  text: (result, { files, rerun }) =>
    renderText(result, { ...IN_FILE, files, ...(rerun === undefined ? {} : { rerun }) }),
  junit: renderJunit,
  sarif: renderSarif,
  summary: renderGithubSummary,
  html: (result, options) => {
    const replay = replayLine(result, keptBreach(result));
    return renderHtml(result, { ...options, ...(replay === null ? {} : { replay }) });
  },
};

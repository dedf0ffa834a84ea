// Every report is one function of one result, so that a stored run gives the same ones as the run itself did.

import type { Result } from '../model/verdict.ts';
import { renderGithubSummary } from './github-summary.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import type { ReporterName } from './reporter-names.ts';
import { renderSarif } from './sarif.ts';
import { renderText } from './text.ts';

/** `rerun`: the command line that repeats the run. `files`: what else lies in its folder, relative to it, to be named. */
export type ReportOptions = { readonly rerun?: string; readonly files: readonly string[] };
export type Renderer = (result: Result, options: ReportOptions) => string;

/** A file has no screen. */
export const IN_FILE = { colour: false, widthColumns: 100 } as const;

export const RENDERERS: Readonly<Record<ReporterName, Renderer>> = {
  json: renderJson,
  text: (result, options) => renderText(result, { ...IN_FILE, ...options }),
  junit: renderJunit,
  sarif: renderSarif,
  summary: renderGithubSummary,
};

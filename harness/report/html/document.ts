// The report for whoever was not there: one file that opens from a disk, asks no network for anything, and runs nothing but
// its own script, whatever the names in it are made of.

import { createHash } from 'node:crypto';
import type { Result } from '../../model/verdict.ts';
import { breachesOf } from './breaches-section.ts';
import { againSection, causeSection, type CommandLines } from './cause-section.ts';
import { html, type Markup, sourceOf, trusted } from './markup.ts';
import { matrixSection } from './matrix-section.ts';
import type { Pictures } from './pictures.ts';
import { incidentsSection, runSection } from './run-section.ts';
import { SCRIPT } from './script.ts';
import { contentsMarkup, sectionMarkup } from './section.ts';
import { strataSection, unseenSection } from './strata-section.ts';
import { STYLE } from './style.ts';
import { timelineSection } from './timeline-section.ts';
import { verdictHead } from './verdict-head.ts';

export type HtmlOptions = CommandLines & {
  /** What is known of the evidence; without it the page names the folders only. */
  readonly pictures?: Pictures;
};

/** A whole HTML document. It lies in the run's folder, where its links lead to the evidence. */
export function renderHtml(result: Result, options: HtmlOptions = {}): string {
  const breaches = breachesOf(result, options.pictures ?? new Map());
  const timeline = timelineSection(result, breaches.link);
  const [exposure, cause] = [matrixSection(result), causeSection(result)];
  const claimed = [strataSection(result), unseenSection(result)];
  const again = againSection(result, options);
  const incidents = incidentsSection(result);
  // Whoever is told of a leak wants to know whose; whoever is told of none, what that rests on.
  const ordered =
    result.verdict === 'violated'
      ? [exposure, cause, again, breaches.section, timeline, incidents, ...claimed]
      : [incidents, ...claimed, exposure, cause, breaches.section, timeline, again];
  const sections = [...ordered, runSection(result)].filter((section) => section !== null);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${result.verdict}: ${result.thumbnailer}, seed ${result.seed}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${verdictHead(result)}
${contentsMarkup(sections)}
<main id="main">
${sections.map(sectionMarkup)}
</main>
<footer>thumbproof; one file, which asks no network for anything.</footer>
${ENLARGED}
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
  return sourceOf(page);
}

/** Nothing is fetched, and nothing is run or styled but what has these hashes. */
const POLICY = [
  "default-src 'none'",
  'img-src data:',
  `style-src '${hashOf(STYLE)}'`,
  `script-src '${hashOf(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}

/** Filled by the script with the pictures of one breach. */
const ENLARGED: Markup = html`<dialog id="enlarged" aria-labelledby="enlarged-title">
<div class="bar"><h2 id="enlarged-title"></h2>
${[1, 2, 3, 4, 6, 8].map((scale) => html`<button type="button" data-scale="${scale}" aria-pressed="false" aria-label="${scale} times as large">${scale}×</button>`)}
<button type="button" id="outlines" aria-pressed="true">Outlines</button>
<button type="button" id="enlarged-close">Close</button></div>
<div class="room" id="enlarged-room" tabindex="0" role="region" aria-label="Pictures, enlarged"></div>
</dialog>`;

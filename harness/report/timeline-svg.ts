// The timeline for a screen that shows pictures: the whole run on top, then the company of each breach, with an arrow from
// the donor to the victim. One file, no script, no font and no network of its own.

import type { Result } from '../model/verdict.ts';
import { escaped } from './html/markup.ts';
import { printable } from './printable.ts';
import { companyDrawing, courseDrawing, DRAWING_RULES, type Drawing, WIDTH_PX } from './timeline-drawing.ts';
import { companySays, courseSays } from './timeline-says.ts';

const MARGIN_PX = 16;
const TITLE_PX = 34;
const SAYS_PX = 18;

/** A whole SVG document. Nothing that a name holds can end an element or begin one. */
export function renderTimelineSvg({ course, timelines, thumbnailer, seed, verdict }: Result): string {
  const parts: string[] = [];
  let topPx = 0;
  const put = (title: string, says: string, { heightPx, elements }: Drawing) => {
    parts.push(
      `<g transform="translate(0 ${topPx})"><text class="title" x="${MARGIN_PX}" y="${TITLE_PX - 10}">${escaped(printable(title))}</text>`,
      `<text class="quiet" x="${MARGIN_PX}" y="${TITLE_PX + SAYS_PX - 12}">${escaped(says)}</text>`,
      `<g transform="translate(0 ${TITLE_PX + SAYS_PX - 8})">${elements}</g></g>`,
    );
    topPx += TITLE_PX + SAYS_PX + heightPx;
  };
  put(`${thumbnailer}, seed ${seed}: ${verdict}`, courseSays(course), courseDrawing(course));
  for (const timeline of timelines) {
    put(`batch ${timeline.batch}, ${timeline.breach}`, companySays(timeline), companyDrawing(timeline));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" width="${WIDTH_PX}" height="${topPx}" viewBox="0 0 ${WIDTH_PX} ${topPx}" role="img" aria-label="Timeline of the run">
<style>${STYLE}</style>
<rect class="paper" width="${WIDTH_PX}" height="${topPx}"/>
${parts.join('\n')}
</svg>
`;
}

const STYLE =
  '.timeline{--text:#1b1d21;--quiet:#5c636e;--paper:#fff;--bar:#c6ccd6;--flight:#8fb0d9;--victim:#b3261e;--donor:#955800;--both:#b26a0026;--during:#b3261e14}' +
  '@media(prefers-color-scheme:dark){.timeline{--text:#e8eaee;--quiet:#a2a9b5;--paper:#15171b;--bar:#4a515d;--flight:#4c6f9e;--victim:#f48a82;--donor:#e3aa4d;--both:#e3aa4d2b;--during:#f48a821a}}' +
  `${DRAWING_RULES}.paper{fill:var(--paper)}.timeline .title{font-weight:600;font-size:13px}`;

// The same drawing for a screen that shows pictures: the whole run on top, then the company of each breach, with an arrow
// from the donor to the victim. One file, no script, no font and no network of its own.

import { counted, durationOf } from '../model/figures.ts';
import type { Course, Timeline, TimelineSpan } from '../model/timeline.ts';
import type { Result } from '../model/verdict.ts';
import { markupText } from './markup.ts';
import { printable } from './printable.ts';

const WIDTH_PX = 960;
const MARGIN_PX = 16;
const LEFT_PX = 72;
const PLOT_PX = WIDTH_PX - LEFT_PX - MARGIN_PX;
const COURSE_PX = 120;
const LANE_PX = 20;
const TITLE_PX = 26;
const LANES_MAX = 40;
const MARKS_SHOWN = 12;

/** A whole SVG document. Nothing that a name holds can end an element or begin one. */
export function renderTimelineSvg({ course, timelines, thumbnailer, seed, verdict }: Result): string {
  const parts: string[] = [];
  let topPx = MARGIN_PX;
  const put = (heightPx: number, draw: (topPx: number) => string) => {
    parts.push(draw(topPx));
    topPx += heightPx + MARGIN_PX;
  };
  put(COURSE_PX + TITLE_PX, (top) => courseOf(course, `${thumbnailer}, seed ${seed}: ${verdict}`, top));
  for (const timeline of timelines) {
    const lanes = Math.min(LANES_MAX, 1 + Math.max(0, ...timeline.spans.map(({ lane }) => lane)));
    put(TITLE_PX + LANE_PX * (lanes + 1), (top) => companyOf(timeline, top, lanes));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${topPx}" viewBox="0 0 ${WIDTH_PX} ${topPx}" role="img" aria-label="Timeline of the run">
<style>${STYLE}</style>
<rect class="paper" width="${WIDTH_PX}" height="${topPx}"/>
${parts.join('\n')}
</svg>
`;
}

const STYLE =
  'text{font:12px system-ui,sans-serif;fill:#1b1b1b}.title{font-weight:600}.small{font-size:10px}.paper{fill:#fff}.axis{stroke:#8a8a8a}' +
  '.flight{fill:#7aa6d8}.other{fill:#c9ced6}.victim{fill:#c0392b}.donor{fill:#d98e04}.called{opacity:.5}.arrow{stroke:#1b1b1b;stroke-width:1.5;fill:none}' +
  '.mark{stroke:#8a8a8a;stroke-dasharray:3 3}.breach{stroke:#c0392b;stroke-dasharray:none}.head{fill:#1b1b1b}' +
  '@media(prefers-color-scheme:dark){text{fill:#eee}.paper{fill:#16181c}.other{fill:#4a505a}.arrow{stroke:#eee}.head{fill:#eee}}';

function courseOf({ stepMs, inFlight, marks }: Course, name: string, topPx: number): string {
  const most = Math.max(1, ...inFlight);
  const bottomPx = topPx + TITLE_PX + COURSE_PX;
  const spanMs = Math.max(1, inFlight.length * stepMs);
  const xOf = (atMs: number) => LEFT_PX + (atMs / spanMs) * PLOT_PX;
  const yOf = (count: number) => bottomPx - (count / most) * (COURSE_PX - LANE_PX);
  const points = inFlight.flatMap((count, step) => [
    `${px(xOf(step * stepMs))},${px(yOf(count))}`,
    `${px(xOf((step + 1) * stepMs))},${px(yOf(count))}`,
  ]);
  const lines = marks.map(
    ({ atMs, says }) =>
      `<line class="${says === 'breach' ? 'mark breach' : 'mark'}" x1="${px(xOf(atMs))}" x2="${px(xOf(atMs))}" y1="${topPx + TITLE_PX}" y2="${bottomPx}"><title>${text(says)}</title></line>`,
  );
  return [
    `<text class="title" x="${MARGIN_PX}" y="${topPx + 14}">${text(name)}</text>`,
    `<polygon class="flight" points="${LEFT_PX},${bottomPx} ${points.join(' ')} ${px(xOf(spanMs))},${bottomPx}"><title>jobs in flight</title></polygon>`,
    ...lines,
    `<line class="axis" x1="${LEFT_PX}" x2="${LEFT_PX + PLOT_PX}" y1="${bottomPx}" y2="${bottomPx}"/>`,
    `<text class="small" x="${MARGIN_PX}" y="${px(yOf(most) + 4)}">${most} in flight</text>`,
    `<text class="small" x="${LEFT_PX}" y="${bottomPx + 12}">0 s</text>`,
    `<text class="small" x="${LEFT_PX + PLOT_PX}" y="${bottomPx + 12}" text-anchor="end">${text(durationOf(spanMs))}</text>`,
  ].join('\n');
}

function companyOf(timeline: Timeline, topPx: number, lanes: number): string {
  const { spans, marks, victimMs, donor, batch, breach } = timeline;
  const fromMs = Math.min(...spans.map((span) => span.fromMs));
  const toMs = Math.max(fromMs + 1e-6, ...spans.map((span) => span.toMs ?? span.fromMs), victimMs ?? fromMs);
  const xOf = (atMs: number) => LEFT_PX + ((atMs - fromMs) / (toMs - fromMs)) * PLOT_PX;
  const yOf = (lane: number) => topPx + TITLE_PX + lane * LANE_PX;
  const shown = spans.filter(({ lane }) => lane < lanes);
  const bar = (span: TimelineSpan) => {
    const [left, right] = [xOf(span.fromMs), xOf(span.toMs ?? toMs)];
    const called = span.end === 'settled' ? '' : ' called';
    const label = span.role === 'other' ? '' : `${span.role}, batch ${span.batch}`;
    return (
      `<rect class="${span.role}${called}" x="${px(left)}" y="${yOf(span.lane) + 3}" width="${px(Math.max(2, right - left))}" height="${LANE_PX - 6}" rx="3">` +
      `<title>batch ${span.batch}: ${counted(span.jobs, 'job')}, ${span.end}</title></rect>` +
      (label === '' ? '' : `<text class="small" x="${MARGIN_PX}" y="${yOf(span.lane) + 14}">${span.role}</text>`)
    );
  };
  const lines = marks.slice(0, MARKS_SHOWN).map(({ atMs, says }) => {
    const x = px(xOf(Math.min(toMs, Math.max(fromMs, atMs))));
    return `<line class="mark" x1="${x}" x2="${x}" y1="${yOf(0)}" y2="${yOf(lanes)}"><title>${text(says)}</title></line>`;
  });
  return [
    `<text class="title" x="${MARGIN_PX}" y="${topPx + 14}">batch ${batch}, ${text(breach)}</text>`,
    ...shown.map(bar),
    ...lines,
    arrowOf(timeline, xOf, yOf, lanes),
    `<text class="small" x="${LEFT_PX}" y="${yOf(lanes) + 12}">${text((fromMs / 1000).toFixed(3))} s</text>`,
    `<text class="small" x="${LEFT_PX + PLOT_PX}" y="${yOf(lanes) + 12}" text-anchor="end">+${text((toMs - fromMs).toFixed(1))} ms${donor === null ? '' : donor.batch === batch ? '; the donor was in the same batch' : '; the arrow goes from donor to victim'}</text>`,
  ].join('\n');
}

/** From when the donor's own came, or its batch was asked for, to when the wrong one did. */
function arrowOf(
  { spans, victimMs, donor, batch }: Timeline,
  xOf: (atMs: number) => number,
  yOf: (lane: number) => number,
  lanes: number,
): string {
  const victim = spans.find(({ role }) => role === 'victim');
  if (victim === undefined || victimMs === null || victim.lane >= lanes) return '';
  const [x, y] = [xOf(victimMs), yOf(victim.lane) + LANE_PX / 2];
  const head = `<circle class="head" cx="${px(x)}" cy="${px(y)}" r="4"><title>the wrong thumbnail</title></circle>`;
  const giver = spans.find(({ role }) => role === 'donor');
  if (giver === undefined || donor === null || donor.batch === batch || giver.lane >= lanes) return head;
  const [fromX, fromY] = [xOf(donor.atMs ?? giver.fromMs), yOf(giver.lane) + LANE_PX / 2];
  return `<path class="arrow" d="M${px(fromX)} ${px(fromY)} L${px(x)} ${px(y)}"/>${head}`;
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function text(words: string): string {
  return markupText(printable(words));
}

// Two jobs that met, drawn: a bar for each batch in flight, a band where victim and donor were in flight together, and an
// arrow from the donor to the victim. For a file of its own as for a page.

import { counted, durationOf } from '../model/figures.ts';
import type { Course, Timeline, TimelineSpan } from '../model/timeline.ts';
import { escaped } from './html/markup.ts';
import { overlapOf } from './timeline-says.ts';

/** SVG elements `heightPx` high, and `WIDTH_PX` wide. */
export type Drawing = { readonly heightPx: number; readonly elements: string };

export const WIDTH_PX = 960;
const MARGIN_PX = 16;
const LEFT_PX = 72;
const PLOT_PX = WIDTH_PX - LEFT_PX - MARGIN_PX;
const COURSE_PX = 104;
const LANE_PX = 20;
const LANES_MAX = 40;
const TOP_PX = 10;
const AXIS_PX = 24;
const MARKS_SHOWN = 12;
const HEAD_PX = 7;
const TICK_PX = 6;
/** Bars this wide have room for a word, and for a number. */
const WORD_PX = 110;
const NUMBER_PX = 34;
/** An arrow within one lane, any shorter than this, would be all head. */
const ARC_PX = 12;

/**
 * Rules for the classes in the drawings. Whoever shows one sets the colours: `--text`, `--quiet`, `--bar`, `--flight`, `--victim`, `--donor`,
 * `--both` for when donor and victim were in flight together, `--during` for when the victim was, and `--paper`.
 */
export const DRAWING_RULES =
  '.timeline text{font:11px system-ui,sans-serif;fill:var(--text)}.timeline .quiet{fill:var(--quiet)}.axis{stroke:var(--quiet)}' +
  '.flight{fill:var(--flight)}.other{fill:var(--bar)}.victim{fill:var(--victim)}.donor{fill:var(--donor)}.both{fill:var(--both)}' +
  '.during{fill:var(--during)}.timeline .on{fill:var(--paper);font-weight:600}.timeline .name{fill:var(--text)}.called{opacity:.6}.arrow{stroke:var(--text);stroke-width:1.75;fill:none}.head{fill:var(--text)}' +
  '.mark{stroke:var(--quiet);stroke-dasharray:3 3}.tick{stroke:var(--quiet)}.mark.breach{stroke:var(--victim);stroke-dasharray:none;stroke-width:1.5}';

/** The jobs in flight over the whole run, and what happened to it. */
export function courseDrawing({ stepMs, inFlight, marks }: Course): Drawing {
  const most = Math.max(1, ...inFlight);
  const bottomPx = TOP_PX + COURSE_PX;
  const spanMs = Math.max(1, inFlight.length * stepMs);
  const xOf = (atMs: number) => LEFT_PX + (atMs / spanMs) * PLOT_PX;
  const yOf = (count: number) => bottomPx - (count / most) * COURSE_PX;
  const points = inFlight.flatMap((count, step) => [
    `${px(xOf(step * stepMs))},${px(yOf(count))}`,
    `${px(xOf((step + 1) * stepMs))},${px(yOf(count))}`,
  ]);
  const lines = marks.map(
    ({ atMs, says }) =>
      // Breaches stand out; of all else there may be hundreds, so they are ticks below.
      `<line class="${says === 'breach' ? 'mark breach' : 'tick'}" x1="${px(xOf(atMs))}" x2="${px(xOf(atMs))}" y1="${says === 'breach' ? TOP_PX : bottomPx}" y2="${says === 'breach' ? bottomPx : bottomPx + TICK_PX}"><title>${escaped(says)}</title></line>`,
  );
  const elements = [
    `<polygon class="flight" points="${LEFT_PX},${bottomPx} ${points.join(' ')} ${px(xOf(spanMs))},${bottomPx}"><title>jobs in flight</title></polygon>`,
    ...lines,
    `<line class="axis" x1="${LEFT_PX}" x2="${LEFT_PX + PLOT_PX}" y1="${bottomPx}" y2="${bottomPx}"/>`,
    `<text x="${LEFT_PX - 6}" y="${px(yOf(most) + 8)}" text-anchor="end">${most} in flight</text>`,
    `<text class="quiet" x="${LEFT_PX}" y="${bottomPx + 18}">0 s</text>`,
    `<text class="quiet" x="${LEFT_PX + PLOT_PX}" y="${bottomPx + 18}" text-anchor="end">${escaped(durationOf(spanMs))}</text>`,
  ];
  return { heightPx: bottomPx + AXIS_PX, elements: elements.join('\n') };
}

/** The company of one breach. */
export function companyDrawing(timeline: Timeline): Drawing {
  const { spans, marks, victimMs } = timeline;
  const lanes = Math.min(LANES_MAX, 1 + Math.max(0, ...spans.map(({ lane }) => lane)));
  const fromMs = Math.min(...spans.map((span) => span.fromMs));
  const toMs = Math.max(fromMs + 1e-6, ...spans.map((span) => span.toMs ?? span.fromMs), victimMs ?? fromMs);
  const place: Place = {
    lanes,
    xOf: (atMs) => LEFT_PX + ((Math.min(toMs, Math.max(fromMs, atMs)) - fromMs) / (toMs - fromMs)) * PLOT_PX,
    yOf: (lane) => TOP_PX + lane * LANE_PX,
  };
  const { xOf, yOf } = place;
  const shown = spans.filter(({ lane }) => lane < lanes);
  const lines = marks.slice(0, MARKS_SHOWN).map(({ atMs, says }) => {
    const x = px(xOf(atMs));
    return `<line class="mark" x1="${x}" x2="${x}" y1="${yOf(0)}" y2="${yOf(lanes)}"><title>${escaped(says)}</title></line>`;
  });
  const bottomPx = yOf(lanes);
  const elements = [
    bandsOf(timeline, place, toMs),
    ...lines,
    ...shown.map((span) => barOf(span, place, toMs)),
    arrowOf(timeline, place),
    `<text class="quiet" x="${LEFT_PX}" y="${bottomPx + 18}">${escaped((fromMs / 1000).toFixed(3))} s</text>`,
    `<text class="quiet" x="${LEFT_PX + PLOT_PX}" y="${bottomPx + 18}" text-anchor="end">+${escaped((toMs - fromMs).toFixed(1))} ms</text>`,
  ];
  return { heightPx: bottomPx + AXIS_PX, elements: elements.join('\n') };
}

/** Where the lanes and the moments of one drawing lie, in pixels. */
type Place = {
  readonly lanes: number;
  readonly xOf: (atMs: number) => number;
  readonly yOf: (lane: number) => number;
};

function barOf(span: TimelineSpan, { xOf, yOf }: Place, toMs: number): string {
  const { batch, lane, role, end, jobs } = span;
  const [left, right] = [xOf(span.fromMs), xOf(span.toMs ?? toMs)];
  const isNamed = role !== 'other';
  const middle = (left + right) / 2;
  const within = (text: string, style: string) =>
    `<text class="${style}" x="${px(middle)}" y="${yOf(lane) + 14}" text-anchor="middle">${text}</text>`;
  const label =
    right - left >= WORD_PX && isNamed
      ? within(`${role}, batch ${batch}`, 'on')
      : (right - left >= NUMBER_PX ? within(String(batch), isNamed ? 'on' : 'name') : '') +
        (isNamed ? `<text class="name" x="${LEFT_PX - 6}" y="${yOf(lane) + 14}" text-anchor="end">${role}</text>` : '');
  return (
    `<rect class="${role}${end === 'settled' ? '' : ' called'}" x="${px(left)}" y="${yOf(lane) + 3}" width="${px(Math.max(2, right - left))}" height="${LANE_PX - 6}" rx="2">` +
    `<title>batch ${batch}: ${isNamed ? `${role}, ` : ''}${counted(jobs, 'job')}, ${end}</title></rect>${label}`
  );
}

/** While the victim was in flight: whatever crosses this band overlapped with it; and while the donor was in flight too. */
function bandsOf(timeline: Timeline, { lanes, xOf, yOf }: Place, toMs: number): string {
  const victim = timeline.spans.find(({ role }) => role === 'victim');
  const band = (style: string, says: string, from: number, to: number) =>
    `<rect class="${style}" x="${px(xOf(from))}" y="${yOf(0)}" width="${px(Math.max(1, xOf(to) - xOf(from)))}" height="${lanes * LANE_PX}"><title>${says}</title></rect>`;
  const overlap = overlapOf(timeline);
  return [
    victim === undefined ? '' : band('during', 'victim in flight', victim.fromMs, victim.toMs ?? toMs),
    overlap === null ? '' : band('both', 'victim and donor in flight together', overlap.fromMs, overlap.toMs),
  ].join('');
}

/** From when the donor's own came, or its batch was asked for, to when the wrong one did. */
function arrowOf({ spans, victimMs, donor, batch }: Timeline, { lanes, xOf, yOf }: Place): string {
  const victim = spans.find(({ role }) => role === 'victim');
  if (victim === undefined || victimMs === null || victim.lane >= lanes) return '';
  const [x, y] = [xOf(victimMs), yOf(victim.lane) + LANE_PX / 2];
  const point = `<circle class="head" cx="${px(x)}" cy="${px(y)}" r="4"><title>the wrong thumbnail</title></circle>`;
  const isSameBatch = donor?.batch === batch;
  const giver = isSameBatch ? victim : spans.find(({ role }) => role === 'donor');
  if (giver === undefined || donor === null || giver.lane >= lanes) return point;
  const [fromX, fromY] = [xOf(donor.atMs ?? giver.fromMs), yOf(giver.lane) + LANE_PX / 2];
  if (isSameBatch && Math.abs(x - fromX) < ARC_PX) return point;
  // Within one lane the arrow bends over the bar.
  const bend = isSameBatch ? { x: (x + fromX) / 2, y: y - LANE_PX } : { x: fromX, y: fromY };
  const length = Math.max(1e-6, Math.hypot(x - bend.x, y - bend.y));
  const [alongX, alongY] = [((x - bend.x) / length) * HEAD_PX, ((y - bend.y) / length) * HEAD_PX];
  const corner = (side: number) => `${px(x - alongX - side * alongY * 0.6)},${px(y - alongY + side * alongX * 0.6)}`;
  return (
    `<path class="arrow" d="M${px(fromX)} ${px(fromY)} Q${px(bend.x)} ${px(bend.y)} ${px(x - alongX)} ${px(y - alongY)}"><title>from the donor to the victim</title></path>` +
    `<circle class="head" cx="${px(fromX)}" cy="${px(fromY)}" r="2.5"/>` +
    `<polygon class="head" points="${px(x)},${px(y)} ${corner(1)} ${corner(-1)}"><title>the wrong thumbnail</title></polygon>`
  );
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

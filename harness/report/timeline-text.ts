// Two jobs that met: a line per batch in flight, so that a log shows who was there when the wrong thumbnail came.

import { counted, countOf } from '../model/figures.ts';
import type { Timeline, TimelineSpan } from '../model/timeline.ts';
import type { Result } from '../model/verdict.ts';
import { labelled, paragraph } from './layout.ts';
import { printable } from './printable.ts';

const ROWS_MAX = 12;
const MARKS_SHOWN = 4;
/** What stands left and right of a bar. */
const AROUND_COLUMNS = 40;
const BAR_COLUMNS_MIN = 20;
const BAR_COLUMNS_MAX = 56;

/** The company of the first breach that has any; nothing where its batch was alone. */
export function timelineLines({ timelines }: Result, widthColumns: number): readonly string[] {
  const timeline = timelines.find(({ spans }) => spans.length > 1);
  if (timeline === undefined) return [];
  const shown = shownOf(timeline);
  const columns = Math.max(BAR_COLUMNS_MIN, Math.min(BAR_COLUMNS_MAX, widthColumns - AROUND_COLUMNS));
  const fromMs = Math.min(...shown.map((span) => span.fromMs));
  const toMs = Math.max(...shown.map((span) => span.toMs ?? span.fromMs), timeline.victimMs ?? 0);
  const columnOf = (atMs: number) => Math.round(((atMs - fromMs) / Math.max(1e-9, toMs - fromMs)) * (columns - 1));
  const hidden = timeline.spans.length - shown.length;
  const title = `batch ${timeline.batch}, with what was in flight, over ${Math.ceil(toMs - fromMs)} ms from ${(fromMs / 1000).toFixed(1)} s on; x: the wrong thumbnail came${timeline.donor === null ? '' : '; o: its donor’s own'}`;
  const rows = shown.map((span) => {
    const bar = barOf(span, columns, columnOf);
    for (const [atMs, sign] of signsOf(timeline, span)) if (atMs !== null) bar[columnOf(atMs)] = sign;
    return `  batch ${String(span.batch).padStart(6)} ${bar.join('')} ${wordsOf(span)}`.trimEnd();
  });
  const marks = timeline.marks
    .slice(0, MARKS_SHOWN)
    .map(({ atMs, says }) => `+${Math.round(atMs - fromMs)} ms ${says}`);
  const more = timeline.marks.length - marks.length;
  const meanwhile = [...marks, ...(more > 0 ? [`${countOf(more)} more`] : [])].join(', ');
  return [
    ...labelled('Timeline', title, widthColumns),
    ...rows,
    ...(hidden > 0 ? [`  and ${counted(hidden, 'other batch', 'other batches')} at that time`] : []),
    ...(meanwhile === '' ? [] : paragraph('  meanwhile ', printable(meanwhile, 1000), widthColumns)),
  ];
}

/** The victim, the donor, and the others nearest to them. */
function shownOf({ spans, batch }: Timeline): readonly TimelineSpan[] {
  const rank = (span: TimelineSpan) => (span.role === 'other' ? 1 + Math.abs(span.batch - batch) : 0);
  const nearest = spans.toSorted((one, other) => rank(one) - rank(other)).slice(0, ROWS_MAX);
  return nearest.toSorted((one, other) => one.fromMs - other.fromMs || one.batch - other.batch);
}

function barOf({ fromMs, toMs }: TimelineSpan, columns: number, columnOf: (atMs: number) => number): string[] {
  const [from, to] = [columnOf(fromMs), toMs === null ? columns - 1 : columnOf(toMs)];
  return Array.from({ length: columns }, (_, column) => {
    if (column < from || column > to) return ' ';
    if (column === from) return '|';
    if (column === to) return toMs === null ? '>' : '|';
    return '-';
  });
}

/** The later ones are drawn over the earlier. */
function signsOf(
  { victimMs, donor }: Timeline,
  { role, batch }: TimelineSpan,
): readonly (readonly [number | null, string])[] {
  return [
    [donor?.batch === batch ? donor.atMs : null, 'o'],
    [role === 'victim' ? victimMs : null, 'x'],
  ];
}

function wordsOf({ role, end, jobs }: TimelineSpan): string {
  const words = [
    ...(role === 'other' ? [] : [role]),
    ...(end === 'settled' ? [] : [end]),
    ...(role === 'other' ? [] : [counted(jobs, 'job')]),
  ];
  return words.join(', ');
}

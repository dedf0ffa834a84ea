// What a drawing of a timeline shows, for whoever cannot see it, and for whoever would rather read.

import { counted } from '../model/figures.ts';
import type { Course, Timeline, TimelineSpan } from '../model/timeline.ts';

/** When the victim's and the donor's batch were in flight together; null where they never were, or are one. */
export function overlapOf({
  spans,
  donor,
  batch,
}: Timeline): { readonly fromMs: number; readonly toMs: number } | null {
  const victim = spans.find(({ role }) => role === 'victim');
  const giver = spans.find(({ role }) => role === 'donor');
  if (victim === undefined || giver === undefined || donor === null || donor.batch === batch) return null;
  const fromMs = Math.max(victim.fromMs, giver.fromMs);
  const toMs = Math.min(victim.toMs ?? Infinity, giver.toMs ?? Infinity, ...endsOf(spans));
  return toMs > fromMs ? { fromMs, toMs } : null;
}

/** What is still in flight is drawn up to where the drawing ends. */
function endsOf(spans: Timeline['spans']): readonly number[] {
  return [Math.max(...spans.map(({ fromMs, toMs }) => toMs ?? fromMs))];
}

/** Who was in flight with the victim, and where its donor was; in sentences. */
export function companySays(timeline: Timeline): string {
  const { spans, victimMs, donor, batch } = timeline;
  const victim = spans.find(({ role }) => role === 'victim');
  const others = spans.filter((span) => span !== victim);
  const together = victim === undefined ? others : others.filter((span) => overlap(span, victim));
  const before = others.length - together.length;
  const ended = before === 0 ? '' : `, after ${counted(before, 'other')} that had just ended`;
  const company = `Batch ${batch} was in flight with ${counted(together.length, 'other batch', 'other batches')}${ended}`;
  const came =
    victim === undefined || victimMs === null
      ? ''
      : `; the wrong thumbnail came ${msOf(victimMs - victim.fromMs)} after it was asked for`;
  return `${company}${came}.${donorSays(timeline, donor)}`;
}

/** A batch that has not settled is in flight to the end. */
function overlap(one: TimelineSpan, other: TimelineSpan): boolean {
  return one.fromMs < (other.toMs ?? Infinity) && other.fromMs < (one.toMs ?? Infinity);
}

function donorSays(timeline: Timeline, donor: Timeline['donor']): string {
  if (donor === null) return '';
  if (donor.batch === timeline.batch) return ' The donor was in the same batch.';
  const both = overlapOf(timeline);
  const together =
    both === null
      ? 'not in flight together with it'
      : `in flight together with it for ${msOf(both.toMs - both.fromMs)}`;
  return ` The donor’s batch ${donor.batch} was ${together}.`;
}

/** The crowd over the whole run, in a sentence. */
export function courseSays({ stepMs, inFlight, marks }: Course): string {
  const breaches = marks.filter(({ says }) => says === 'breach').length;
  const seconds = ((inFlight.length * stepMs) / 1000).toFixed(1);
  return `Over ${seconds} s at most ${counted(Math.max(0, ...inFlight), 'job')} were in flight; ${counted(breaches, 'breach', 'breaches')} and ${counted(marks.length - breaches, 'other event')} are marked.`;
}

function msOf(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}

// Which batches were in flight together with the one that went wrong is in the history, thousands of lines apart. One
// pass over it gathers, for each breach, its own batch, the company that it was in, and its donor's.

import type { HistoryEvent } from '../model/history.ts';
import type { Timeline, TimelineMark, TimelineSpan } from '../model/timeline.ts';
import { momentOf } from './moments.ts';

/** A breach whose company is wanted: the key of the job, its batch, and the ids of the photos that it showed instead. */
export type Wanted = {
  readonly breach: string;
  readonly key: string;
  readonly batch: number;
  readonly donors: readonly string[];
};

type Span = {
  readonly batch: number;
  readonly fromMs: number;
  readonly keys: readonly string[];
  readonly answers: Map<string, number>;
  toMs: number | null;
  end: TimelineSpan['end'];
};
type Company = { readonly wanted: Wanted; readonly spans: Set<Span>; readonly marks: TimelineMark[] };

/** Settled just before: whoever came next may have got what these left. */
const BEFORE_MAX = 4;
const MARKS_MAX = 24;

/** The timelines of those whose batch is in the history, in the order of `wanted`. `photoOf` gives the photo that a key asks for. */
export async function timelinesOf(
  history: AsyncIterable<HistoryEvent>,
  wanted: readonly Wanted[],
  photoOf: (key: string) => string | undefined,
): Promise<readonly Timeline[]> {
  const open = new Map<number, Span>();
  const recent: Span[] = [];
  const companies: Company[] = [];
  const watching = () => companies.filter(({ wanted: { batch } }) => open.has(batch));

  for await (const event of history) {
    const says = momentOf(event);
    if (says !== null)
      for (const { marks } of watching()) if (marks.length < MARKS_MAX) marks.push({ atMs: event.atMs, says });
    if (event.kind === 'asked') {
      const { batch, keys, atMs: fromMs } = event;
      const span: Span = { batch, keys, fromMs, answers: new Map(), toMs: null, end: 'in flight' };
      open.set(batch, span);
      for (const { spans } of watching()) spans.add(span);
      for (const each of wanted)
        if (each.batch === batch)
          companies.push({ wanted: each, spans: new Set([...recent, ...open.values()]), marks: [] });
    }
    if (event.kind === 'answered') open.get(event.batch)?.answers.set(event.key, event.atMs);
    if (event.kind === 'killed') for (const span of open.values()) span.end = 'lost';
    if (event.kind === 'cancelled' || event.kind === 'incident') {
      const span = event.batch === null ? undefined : open.get(event.batch);
      if (span !== undefined) span.end = event.kind === 'cancelled' ? 'called off' : 'lost';
    }
    if (event.kind === 'settled') {
      const span = open.get(event.batch);
      open.delete(event.batch);
      if (span === undefined) continue;
      span.toMs = event.atMs;
      if (span.end === 'in flight') span.end = 'settled';
      recent.push(span);
      if (recent.length > BEFORE_MAX) recent.shift();
    }
  }
  return companies
    .map((company) => timelineOf(company, photoOf))
    .toSorted((one, other) => placeOf(one.breach) - placeOf(other.breach));

  function placeOf(breach: string): number {
    return wanted.findIndex((each) => each.breach === breach);
  }
}

function timelineOf({ wanted, spans, marks }: Company, photoOf: (key: string) => string | undefined): Timeline {
  const ordered = [...spans].toSorted((one, other) => one.fromMs - other.fromMs || one.batch - other.batch);
  const own = ordered.find(({ batch }) => batch === wanted.batch);
  const asksForDonor = (key: string) => key !== wanted.key && wanted.donors.includes(photoOf(key) ?? '');
  const donor = ordered
    .filter(({ keys }) => keys.some(asksForDonor))
    .toSorted((one, other) => Math.abs(one.batch - wanted.batch) - Math.abs(other.batch - wanted.batch))[0];
  const donorKey = donor?.keys.find(asksForDonor);
  const lanes = lanesOf(ordered);
  return {
    breach: wanted.breach,
    batch: wanted.batch,
    spans: ordered.map((span, index) => ({
      batch: span.batch,
      lane: lanes[index] ?? 0,
      fromMs: span.fromMs,
      toMs: span.toMs,
      jobs: span.keys.length,
      role: span === own ? 'victim' : span === donor ? 'donor' : 'other',
      end: span.end,
    })),
    marks,
    victimMs: own?.answers.get(wanted.key) ?? null,
    donor:
      donor === undefined || donorKey === undefined
        ? null
        : { batch: donor.batch, atMs: donor.answers.get(donorKey) ?? null },
  };
}

/** The first lane that is free by then, for each span in the order of their beginning. */
function lanesOf(spans: readonly Span[]): readonly number[] {
  const freeFromMs: number[] = [];
  return spans.map(({ fromMs, toMs }) => {
    const free = freeFromMs.findIndex((ms) => ms <= fromMs);
    const lane = free === -1 ? freeFromMs.length : free;
    freeFromMs[lane] = toMs ?? Number.POSITIVE_INFINITY;
    return lane;
  });
}

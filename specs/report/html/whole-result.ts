// A violated run with something to show in every part of the page.

import type { Result } from '../../../harness/model/verdict.ts';
import type { Timeline, TimelineSpan } from '../../../harness/model/timeline.ts';
import type { BreachPictures, Picture, Pictures } from '../../../harness/report/html/pictures.ts';
import { encodePng } from '../../../harness/report/png.ts';
import { RACE } from '../../literals/counterexample.ts';
import { VIOLATED } from '../../literals/result.ts';

function span(batch: number, fromMs: number, toMs: number | null, about: Partial<TimelineSpan> = {}): TimelineSpan {
  return { batch, lane: batch % 3, fromMs, toMs, jobs: 16, role: 'other', end: 'settled', ...about };
}

export const TIMELINE: Timeline = {
  breach: 'b-0001',
  batch: 8,
  spans: [
    span(7, 1000, 1040, { role: 'donor' }),
    span(8, 1010, 1100, { role: 'victim' }),
    span(9, 1020, 1060, { end: 'called off' }),
    span(10, 1070, null, { end: 'in flight' }),
  ],
  marks: [{ atMs: 1050, says: 'batch 9 called off' }],
  victimMs: 1090,
  donor: { batch: 7, atMs: 1035 },
};

export const WHOLE: Result = {
  ...VIOLATED,
  recipesNarrowed: ['96x96 inside avif: it makes none'],
  timelines: [TIMELINE, { ...TIMELINE, breach: 'b-0002', donor: { batch: 8, atMs: 1020 } }],
  exposure: {
    ...VIOLATED.exposure,
    exposed: 2,
    receivers: 2,
    thumbnails: 4,
    firstAtMs: 1000,
    lastAtMs: 9000,
    cells: [
      { exposed: 'owner-07', receiver: 'owner-03', thumbnails: 3 },
      { exposed: 'owner-09', receiver: 'owner-03', thumbnails: 1 },
      { exposed: 'owner-09', receiver: 'owner-04', thumbnails: 1 },
    ],
  },
  counterexample: RACE,
  interleavings: {
    orders: 240,
    asksMax: 6,
    again: { same: 3, of: 3 },
    incident: null,
    smallest: {
      breach: 'b-0001',
      plan: 'order.json',
      asks: 2,
      batches: 2,
      steps: [{ batch: 1, who: 'IMG_0001.jpg', what: 'has been read' }],
      again: { same: 5, of: 5 },
    },
  },
  incidents: [{ incident: 'crashed', detail: 'exit code 139 (SIGSEGV)' }],
  known: [{ id: '1ga73k4h', says: 'Expected a.jpg, got b.jpg.', state: 'fails', tally: { failed: 2, of: 2 } }],
};

/** Grey, from black at the top to white below. */
export function picture(widthPx: number, heightPx: number): Picture {
  const rgba = new Uint8Array(4 * widthPx * heightPx).fill(255);
  for (let at = 0; at < widthPx * heightPx; at++)
    rgba.fill(Math.floor((255 * at) / (widthPx * heightPx)), 4 * at, 4 * at + 3);
  const base64 = Buffer.from(encodePng(rgba, widthPx, heightPx)).toString('base64');
  return { url: `data:image/png;base64,${base64}`, widthPx, heightPx };
}

export const PICTURED: BreachPictures = {
  source: picture(400, 300),
  expected: picture(128, 128),
  actual: picture(128, 128),
  difference: picture(128, 128),
  donors: [picture(300, 400)],
  tintHues: new Map([
    ['p-41', 40],
    ['p-42', 200],
  ]),
};

export const PICTURES: Pictures = new Map([['b-0001', PICTURED]]);
export const RERUN = 'npx thumbproof check --command \'a "b" <c> & {input}\' --seed -5';

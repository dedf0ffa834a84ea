import { describe, expect, it } from 'vitest';
import type { Timeline, TimelineSpan } from '../../harness/model/timeline.ts';
import { renderText } from '../../harness/report/text.ts';
import { companySays } from '../../harness/report/timeline-says.ts';
import { renderTimelineSvg } from '../../harness/report/timeline-svg.ts';
import { UPHELD, VIOLATED } from '../literals/result.ts';

const span = (batch: number, fromMs: number, toMs: number | null, about: Partial<TimelineSpan> = {}): TimelineSpan => ({
  batch,
  lane: batch % 3,
  fromMs,
  toMs,
  jobs: 16,
  role: 'other',
  end: 'settled',
  ...about,
});
const TIMELINE: Timeline = {
  breach: 'b1',
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
const textOf = (timelines: readonly Timeline[], widthColumns = 100) => {
  const lines = renderText({ ...VIOLATED, timelines }, { colour: false, widthColumns }).split('\n');
  const from = lines.findIndex((line) => line.startsWith('Timeline'));
  return from === -1 ? [] : lines.slice(from, lines.indexOf('', from));
};

describe('the timeline in the text report', () => {
  it('has a line for each batch in flight, with the moment at which the wrong thumbnail came', () => {
    expect(textOf([TIMELINE]).join('\n')).toMatchInlineSnapshot(`
      "Timeline      batch 8, with what was in flight, over 100 ms from 1.0 s on; x: the wrong thumbnail
                    came; o: its donor’s own
        batch      7 |------------------o--|                                  donor, 16 jobs
        batch      8       |-------------------------------------------x----| victim, 16 jobs
        batch      9            |---------------------|                       called off
        batch     10                                        |---------------> in flight
        meanwhile +50 ms batch 9 called off"
    `);
  });

  it('fits a narrow screen', () => {
    expect(Math.max(...textOf([TIMELINE], 60).map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('shows those nearest to the victim of many, and counts the others', () => {
    const many = Array.from({ length: 40 }, (_, at) => span(at, 1000 + at, 1200, at === 30 ? { role: 'victim' } : {}));
    const lines = textOf([{ ...TIMELINE, batch: 30, spans: many, donor: null }]);
    expect(lines.filter((line) => line.startsWith('  batch'))).toHaveLength(12);
    expect(lines).toContain('  and 28 other batches at that time');
  });

  it('is left out where nothing else was in flight', () => {
    expect(textOf([{ ...TIMELINE, spans: [span(8, 1, 2, { role: 'victim' })] }])).toEqual([]);
    expect(textOf([])).toEqual([]);
  });
});

describe('the timeline as a picture', () => {
  const svg = renderTimelineSvg({ ...VIOLATED, timelines: [TIMELINE] });

  it('draws a bar for each batch, an arrow from donor to victim, and the course of the run on top', () => {
    expect(svg.match(/<rect class="(other|victim|donor)/g)).toHaveLength(4);
    expect(svg).toMatch(/<path class="arrow"/);
    expect(svg).toContain('<polygon class="flight"');
    expect(svg).toContain('64 in flight');
    expect(renderTimelineSvg(UPHELD)).not.toContain('class="arrow"');
  });

  it('is told in sentences to whoever cannot see it', () => {
    expect(companySays(TIMELINE)).toBe(
      'Batch 8 was in flight with 3 other batches; the wrong thumbnail came 80 ms after it was asked for. The donor’s batch 7 was in flight together with it for 30 ms.',
    );
    const before = {
      ...TIMELINE,
      spans: [span(6, 900, 1005), ...TIMELINE.spans.slice(1)],
      donor: { batch: 8, atMs: 1090 },
    };
    expect(companySays(before)).toBe(
      'Batch 8 was in flight with 2 other batches, after 1 other that had just ended; the wrong thumbnail came 80 ms after it was asked for. The donor was in the same batch.',
    );
    expect(
      companySays({
        ...TIMELINE,
        victimMs: null,
        spans: [span(7, 900, 1005, { role: 'donor' }), ...TIMELINE.spans.slice(1)],
      }),
    ).toBe(
      'Batch 8 was in flight with 2 other batches, after 1 other that had just ended. The donor’s batch 7 was not in flight together with it.',
    );
    expect(svg).toContain('was in flight with 3 other batches');
  });

  it('bends the arrow over the bar where donor and victim are of one batch, and shows a band where they are of two', () => {
    expect(svg.match(/<rect class="(both|during)"/g)).toHaveLength(2);
    const same = renderTimelineSvg({ ...VIOLATED, timelines: [{ ...TIMELINE, donor: { batch: 8, atMs: 1020 } }] });
    expect(same.match(/<rect class="(both|during)"/g)).toHaveLength(1);
    expect(same).toContain('<path class="arrow"');
    const atOnce = renderTimelineSvg({ ...VIOLATED, timelines: [{ ...TIMELINE, donor: { batch: 8, atMs: 1090 } }] });
    expect(atOnce).not.toContain('<path class="arrow"');
    expect(atOnce).toContain('<circle class="head"');
  });

  it('lets no name end an element, begin one or load anything', () => {
    const hostile = '</text><script>alert(1)</script>&"\u001b[2J';
    const picture = renderTimelineSvg({
      ...VIOLATED,
      thumbnailer: hostile,
      course: { ...UPHELD.course, marks: [{ atMs: 1, says: hostile }] },
      timelines: [{ ...TIMELINE, breach: hostile, marks: [{ atMs: 1050, says: hostile }] }],
    });
    expect(picture).not.toContain('<script');
    expect(picture).not.toContain('\u001b');
    expect(picture.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  });
});

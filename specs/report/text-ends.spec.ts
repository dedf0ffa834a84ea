import type { SweepRecord } from '../../harness/model/load-outcome.ts';
import { describe, expect, it } from 'vitest';
import { renderText } from '../../harness/report/text.ts';
import { CRASHED, INTERRUPTED, UPHELD } from '../literals/result.ts';

const PLAIN = { colour: false, widthColumns: 100 };

describe('the text report of a run that ended early', () => {
  it('of a crashed run', () => {
    expect(renderText(CRASHED, PLAIN)).toMatchInlineSnapshot(`
      "INCONCLUSIVE  The thumbnailer crashed (the first of 2 incidents): exit code 139 (SIGSEGV). 412 of
        5 350 thumbnails were verified, so nothing is proven.

      Bound         with 99 % confidence fewer than 1 in 77 thumbnails (asked: 1 in 1 000), if thumbnails
                    fail independently; fewer than 1 in 5 batches, if those of one batch fail together;
                    design effect 1.0
      Power         a foreign tile of 8×8 px is seen with a probability of at least 99 %; the bound allows
                    for that
      Too small     a leak below 0.39 % of the area of 128x128 cover jpeg archived, below 0.098 % of the
                    area of 256x256 cover webp fresh, or less than 2 % of another photo over all of one,
                    could have gone unseen
      Thumbnailer   sharp 0.35.5 (built in)
      Asked         seed 1: 5 510 thumbnails of 1 345 photos of 60 owners, in 345 batches, 64 jobs in
                    flight
      Jobs          469 in all: 437 answered, 32 lost with a thumbnailer that ended or threw
      Verified      412, of which 200 of archived photos; 9 repeats judged as well; 9 identical byte for
                    byte to one already seen
      Meanwhile     61 photos replaced
      Covered       2 of 3 pairs of circumstances met; rarest 33 to 128 in flight × asked again: 131;
                    never archived × asked again; not at all alone in flight, 2 to 8 in flight, 9 to 32 in
                    flight and 12 more
      Not verified  32 missing

      Stratum            verified  floor  unreadable  mix-ups
      archived×jpeg×128     1 350    533           0        0
      fresh×webp×256        1 330    533           0        0

      Alone, before the load, it
        - turns photos upright by their EXIF orientation
        - gives the same bytes every time
      Therefore not asked of it
        - GIF sources: it refused every one
      Not covered   29 thumbnails with too few pixels to show a small leak, judged but not counted (0
                    mix-ups): small sources

      2 incidents
        - crashed: exit code 139 (SIGSEGV) (2 times)

      Time          52 s in all: 3.1 s calibrating, 14 s making photos, 32 s under load, 0.9 s asking
                    again alone
      With          node 20.20.2, sharp 0.35.5
      Files         reports/2026-01-05T10-20-30-seed-1
      Again         npx thumbproof check … --seed 1
      Next          mend or restart the thumbnailer; its last words are in the incidents above and in
                    history.ndjson.
      "
    `);
  });

  it('of an interrupted run', () => {
    expect(renderText(INTERRUPTED, PLAIN)).toMatchInlineSnapshot(`
      "INCONCLUSIVE  Interrupted: 0 of 5 350 thumbnails were verified without a mix-up, which is no
        verdict.

      Thumbnailer   sharp 0.35.5 (built in)
      Asked         seed 1: 64 thumbnails of 1 345 photos of 60 owners, in 345 batches, 64 jobs in flight
      Jobs          64 in all: 64 in flight at the end
      Verified      not one
      Meanwhile     61 photos replaced
      Covered       2 of 3 pairs of circumstances met; rarest 33 to 128 in flight × asked again: 131;
                    never archived × asked again; not at all alone in flight, 2 to 8 in flight, 9 to 32 in
                    flight and 12 more

      Time          52 s in all: 3.1 s calibrating, 14 s making photos, 32 s under load, 0.9 s asking
                    again alone
      With          node 20.20.2, sharp 0.35.5
      Files         reports/2026-01-05T10-20-30-seed-1
      Again         npx thumbproof check … --seed 1
      Next          run it again with the command above and let it end.
      "
    `);
  });
});

describe('the text report of other loads', () => {
  const sweep = (about: Partial<SweepRecord>): SweepRecord => ({
    name: '',
    load: null,
    thumbnails: 0,
    incident: null,
    breaches: 0,
    doubts: 0,
    inFlightMax: 1,
    ...about,
  });

  it('tells each on a line, what was too much, and what happened meanwhile', () => {
    const text = renderText(
      {
        ...UPHELD,
        sweeps: [
          sweep({ name: 'one at a time', thumbnails: 88 }),
          sweep({ name: '256 at once, in waves', load: '7.12', thumbnails: 31, incident: '2176 MiB resident' }),
        ],
        occurrences: { ...UPHELD.occurrences, killed: 1, upgraded: 2, calledOff: 4, moved: 30 },
      },
      PLAIN,
    );
    expect(
      text.split('\n').filter((line) => /loads|ask|at once|at a time|Meanwhile/.test(line)),
    ).toMatchInlineSnapshot(`
      [
        "  thumbnails show a leak of at least one 8×8 px tile (asked: 1 in 1 000).",
        "Bound         with 99 % confidence fewer than 1 in 1 000 thumbnails (asked: 1 in 1 000), if",
        "Other loads   119 thumbnails besides, not counted in the bound:",
        "  - 88: one at a time",
        "  - 31: 256 at once, in waves (7.12); it did not bear that: 2176 MiB resident",
        "Meanwhile     61 photos replaced, 30 photos moved, 4 batches called off, 2 upgrades, 1 kill",
        "Covered       2 of 3 pairs of circumstances met; rarest 33 to 128 in flight × asked again: 131;",
        "              never archived × asked again; not at all alone in flight, 2 to 8 in flight, 9 to 32 in",
        "Therefore not asked of it",
        "Time          52 s in all: 3.1 s calibrating, 14 s making photos, 32 s under load, 0.9 s asking",
      ]
    `);
  });
});

import { describe, expect, it } from 'vitest';
import { renderText } from '../../harness/report/text.ts';
import { INCONCLUSIVE, UPHELD, VIOLATED } from '../literals/result.ts';

const PLAIN = { colour: false, widthColumns: 100 };

describe('the text report', () => {
  it('of an upheld run', () => {
    expect(renderText(UPHELD, { ...PLAIN, rerun: 'npx thumbproof check --seed 1' })).toMatchInlineSnapshot(`
      "UPHELD  0 mix-ups in 5 350 verified thumbnails: with 99 % confidence fewer than 1 in 1 000
        thumbnails show a leak of at least one 8×8 px tile (asked: 1 in 1 000).

      Bound         with 99 % confidence fewer than 1 in 1 000 thumbnails (asked: 1 in 1 000), if
                    thumbnails fail independently; fewer than 1 in 65 batches, if those of one batch fail
                    together; design effect 1.0
      Power         a foreign tile of 8×8 px is seen with a probability of at least 99 %; the bound allows
                    for that
      Too small     a leak below 0.39 % of the area of 128x128 cover jpeg archived, below 0.098 % of the
                    area of 256x256 cover webp fresh, or less than 2 % of another photo over all of one,
                    could have gone unseen
      Thumbnailer   sharp 0.35.5 (built in)
      Asked         seed 1: 5 510 thumbnails of 1 345 photos of 60 owners, in 345 batches, 64 jobs in
                    flight
      Jobs          5 510 in all: 5 510 answered
      Verified      5 350, of which 2 690 of archived photos; 131 repeats judged as well; 131 identical
                    byte for byte to one already seen
      Meanwhile     61 photos replaced
      Covered       2 of 3 pairs of circumstances met; rarest 33 to 128 in flight × asked again: 131;
                    never archived × asked again; not at all alone in flight, 2 to 8 in flight, 9 to 32 in
                    flight and 16 more

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

      Time          52 s in all: 3.1 s calibrating, 14 s making photos, 32 s under load, 0.9 s asking
                    again alone
      With          node 20.20.2, sharp 0.35.5
      Files         reports/2026-01-05T10-20-30-seed-1
      Again         npx thumbproof check --seed 1
      Next          nothing; the bound above holds for the load that was generated.
      "
    `);
  });

  it('of a violated run', () => {
    expect(
      renderText(VIOLATED, {
        ...PLAIN,
        rerun: 'npx thumbproof check --adapter fixtures/canaries/line-2024.ts --seed -5',
      }),
    ).toMatchInlineSnapshot(`
      "VIOLATED  3 thumbnails show pixels of another photo, among 1 240 verified. The gravest: the
        thumbnail of IMG_0001.jpg of owner owner-03 shows IMG_0002.jpg of owner owner-07 on 50 % of its
        area.

      Too small     a leak below 0.39 % of the area of 128x128 cover jpeg archived, below 0.098 % of the
                    area of 256x256 cover webp fresh, or less than 2 % of another photo over all of one,
                    could have gone unseen
      Thumbnailer   line-2024
      Asked         seed -5: 5 510 thumbnails of 1 345 photos of 60 owners, in 345 batches, 64 jobs in
                    flight
      Jobs          5 510 in all: 5 510 answered
      Verified      1 240, of which 610 of archived photos; 131 repeats judged as well; 131 identical byte
                    for byte to one already seen
      Meanwhile     61 photos replaced
      Covered       2 of 3 pairs of circumstances met; rarest 33 to 128 in flight × asked again: 131;
                    never archived × asked again; not at all alone in flight, 2 to 8 in flight, 9 to 32 in
                    flight and 16 more

      Stratum            verified  floor  unreadable  mix-ups
      archived×jpeg×128       300    533           0        3
      fresh×webp×256          320    533           0        0

      Alone, before the load, it
        - turns photos upright by their EXIF orientation
        - gives the same bytes every time

      torn, cross-owner: 3 thumbnails partly of another photo, found by ownership; the first and the
        gravest:
        victim      IMG_0001.jpg in album winter of owner owner-03, archived, as 128x128 cover jpeg
        shows       IMG_0002.jpg in album summer of owner owner-07 on 37 % of its area
        where       128×64 px at (0, 64)
        when        batch 3; the donor was asked for next after the victim
        evidence    reports/2026-01-05T10-20-30-seed-1/evidence/b-0001

        victim      IMG_0001.jpg in album winter of owner owner-03, archived, as 128x128 cover jpeg
        shows       IMG_0002.jpg in album summer of owner owner-07 on 50 % of its area
        where       128×64 px at (0, 64)
        when        batch 9; the donor was asked for next after the victim
        evidence    reports/2026-01-05T10-20-30-seed-1/evidence/b-0002

      Likely cause  a working buffer that the next job starts to fill while the current one is still being
        read (B2)
        - only archived photos are hit: 3 of 3
        - the donor is the next in the queue: 3 of 3
        - Look at buffers and decoder contexts that outlive a job, and at whatever reads ahead into them.
        - Like LINE Albums, November 2024 (inferred) and Pxls#718.

      Time          52 s in all: 3.1 s calibrating, 14 s making photos, 32 s under load, 0.9 s asking
                    again alone
      With          node 20.20.2, sharp 0.35.5
      Files         reports/2026-01-05T10-20-30-seed-1
      Workspace     thumbproof-workspace-1 (kept, with every photo of the run)
      Again         npx thumbproof check --adapter fixtures/canaries/line-2024.ts --seed -5
      Next          look at source, expected, actual and difference in the evidence folders above, then
                    run it again with the command above.
      "
    `);
  });

  it('of an inconclusive run', () => {
    expect(renderText(INCONCLUSIVE, PLAIN)).toMatchInlineSnapshot(`
      "INCONCLUSIVE  Not proven: 0 mix-ups in 900 of 5 350 planned thumbnails bound the rate only by 1 in
        168 (asked: 1 in 1 000). The load ended early: --max-time 10s ran out.

      Bound         with 99 % confidence fewer than 1 in 168 thumbnails (asked: 1 in 1 000), if thumbnails
                    fail independently; fewer than 1 in 10 batches, if those of one batch fail together;
                    design effect 1.0
      Power         a foreign tile of 8×8 px is seen with a probability of at least 99 %; the bound allows
                    for that
      Too small     a leak below 0.39 % of the area of 128x128 cover jpeg archived, below 0.098 % of the
                    area of 256x256 cover webp fresh, or less than 2 % of another photo over all of one,
                    could have gone unseen
      Thumbnailer   sharp 0.35.5 (built in)
      Asked         seed 1: 5 510 thumbnails of 1 345 photos of 60 owners, in 345 batches, 64 jobs in
                    flight
      Jobs          5 510 in all: 5 510 answered
      Verified      900, of which 455 of archived photos; 20 repeats judged as well; 20 identical byte for
                    byte to one already seen
      Meanwhile     61 photos replaced
      Covered       2 of 3 pairs of circumstances met; rarest 33 to 128 in flight × asked again: 131;
                    never archived × asked again; not at all alone in flight, 2 to 8 in flight, 9 to 32 in
                    flight and 16 more
      Not verified  12 refused, 3 unreadable; refused was for instance "so\\u{1b}so.gif" (gif): exit code
                    1: no delegate

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

      Time          52 s in all: 3.1 s calibrating, 14 s making photos, 32 s under load, 0.9 s asking
                    again alone
      With          node 20.20.2, sharp 0.35.5
      Files         reports/2026-01-05T10-20-30-seed-1
      Again         npx thumbproof check … --seed 1
      Next          raise --max-time or --thumbnails, or ask for less with --max-mixup-rate.
      "
    `);
  });
});

// What failed yesterday is what most likely fails today. So known failures are tried first: one that fails again ends the
// run at once, with evidence of today; one that does not, as often as its rate makes telling, is believed to be fixed.

import { lowerLimit } from '../gate/clopper-pearson.ts';
import type { KeptFailure, KnownFailure } from '../model/failure.ts';
import { tallied } from '../model/reproduction.ts';
import { dropFailure, failuresOf } from '../run/failures-folder.ts';
import { trialsNeeded } from '../shrink/trials-needed.ts';
import { createAttempts, isAlike, recipesMissing } from './attempts.ts';
import type { Bench } from './bench.ts';
import type { Calibrated } from './calibrate.ts';
import type { EvidenceRoom } from './evidence-room.ts';

/** The newest of them: more would be a test suite of its own. */
const TRIED_MAX = 5;
/** For each. */
const LIMIT_MS = 10_000;
/** A failure that was never seen again is given as many tries as there is time for, and is never believed to be fixed. */
const TRIES_MAX = 500;

/** Tries those of this thumbnailer until one fails. What fails goes to the room, and what is believed to be fixed is dropped. */
export async function retryKnown(
  bench: Bench,
  calibration: Calibrated,
  room: EvidenceRoom,
): Promise<readonly KnownFailure[]> {
  const { failures } = bench.options;
  if (failures === null) return [];
  const all = failuresOf(failures.subject, failures.folder).slice(0, TRIED_MAX);
  const known: KnownFailure[] = [];
  for (const [index, failure] of all.entries()) {
    if (room.isDecided() || bench.signal.aborted) break;
    bench.progress({ phase: 'trying known failures', done: index, of: all.length, note: failure.id });
    const isAsked = recipesMissing(failure.plan, calibration).length === 0;
    const told = isAsked ? await retry(failure, bench, calibration, room) : UNTRIED;
    known.push({ id: failure.id, says: failure.says, ...told });
    if (told.state === 'fixed') dropFailure(failure.id, failures.folder);
  }
  return known;
}

type Told = Pick<KnownFailure, 'state' | 'tally'>;
const UNTRIED: Told = { state: 'untried', tally: { failed: 0, of: 0 } };

async function retry(
  { kind, plan, reproduced }: KeptFailure,
  bench: Bench,
  calibration: Calibrated,
  room: EvidenceRoom,
): Promise<Told> {
  const { confidence } = bench.options;
  const attempt = createAttempts(bench, calibration, isAlike(kind), room);
  const rate = reproduced === null ? 0 : lowerLimit(reproduced.failed, reproduced.of, confidence);
  const needed = rate > 0 ? trialsNeeded(rate, 1 - confidence) : Number.POSITIVE_INFINITY;
  const untilMs = bench.now() + LIMIT_MS;
  const { failed, of } = await tallied(
    async () => (await attempt(plan)).outcome,
    (told) =>
      told.failed + told.voids === 0 &&
      told.of < Math.min(needed, TRIES_MAX) &&
      bench.now() < untilMs &&
      !bench.signal.aborted,
  );
  return { state: failed > 0 ? 'fails' : of >= needed ? 'fixed' : 'undecided', tally: { failed, of } };
}

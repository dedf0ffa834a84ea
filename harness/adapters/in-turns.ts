// Programs and servers that take less than a batch at a time are asked for it share by share, so many at once. A share
// that fails costs its own photos; an incident ends the batch, but only after the neighbours have answered.

import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import {
  CANCELLED,
  type Closing,
  type Delivery,
  type Incident,
  type Instance,
  type PlainJob,
} from '../model/adapter.ts';
import { channel } from '../model/channel.ts';
import { faulted } from './incident.ts';

export type Turns = {
  /** Shares at work at once, over all batches; others wait their turn, their jobs still in flight. */
  readonly concurrency: number;
  readonly shares: (batch: readonly PlainJob[]) => readonly (readonly PlainJob[])[];
  /** Empty when it was cancelled: there is nothing to tell. Aborting `kill` must end it at once. */
  readonly run: (jobs: readonly PlainJob[], kill: AbortSignal) => Promise<readonly Delivery[]>;
  /** Called once, when nothing is in flight any more. */
  readonly close: () => Promise<Closing>;
  /** By default false. */
  readonly readsThroughUs?: boolean;
  /** By default false. */
  readonly transfers?: boolean;
  readonly writesForUs?: boolean;
  /** What lives on between batches; left out where nothing does. */
  readonly living?: Pick<Instance, 'kill' | 'pause'>;
};

const NOTHING_LIVES: NonNullable<Turns['living']> = { kill: null, pause: null };

/** After an abort, what runs gets this long to finish what it began. */
const ABORT_GRACE_MS = 5_000;

export function inTurns(turns: Turns): Instance {
  const {
    concurrency,
    shares,
    run,
    close,
    readsThroughUs = false,
    transfers = false,
    writesForUs = false,
    living = NOTHING_LIVES,
  } = turns;
  const takeTurn = pLimit(Math.max(1, concurrency));
  const inFlight = new Map<Promise<void>, AbortController>();

  /** Every share of the batch, each in its turn; resolves when the last has settled. */
  const runAll = async (
    batch: readonly PlainJob[],
    signal: AbortSignal,
    kill: AbortSignal,
    deliver: (delivery: Delivery) => void,
  ) => {
    let incident: Incident | undefined;
    await Promise.all(
      shares(batch).map((jobs) =>
        takeTurn(async () => {
          if (signal.aborted || kill.aborted) return;
          for (const delivery of await run(jobs, kill)) {
            // An incident ends the batch, so it waits until the neighbours have answered.
            if (delivery.kind === 'incident') incident ??= delivery;
            else deliver(delivery);
          }
        }),
      ),
    );
    if (incident !== undefined) deliver(incident);
  };

  async function* ask(batch: readonly PlainJob[], signal: AbortSignal): AsyncIterable<Delivery> {
    const killing = new AbortController();
    // One listener per share and per batch is meant; the default warns at eleven.
    setMaxListeners(0, killing.signal, signal);
    let grace: NodeJS.Timeout | undefined;
    const abort = () => {
      // A client that gives up hangs up at once: what a server makes of that is to be seen.
      if (signal.reason === CANCELLED) killing.abort();
      else grace = setTimeout(() => killing.abort(), ABORT_GRACE_MS);
    };
    if (!signal.aborted) signal.addEventListener('abort', abort, { once: true });
    const deliveries = channel<Delivery>();
    const work = runAll(batch, signal, killing.signal, deliveries.push)
      .catch((error: unknown) => deliveries.push(faulted(String(error))))
      .finally(() => {
        inFlight.delete(work);
        deliveries.end();
      });
    inFlight.set(work, killing);
    try {
      yield* deliveries.values();
    } finally {
      signal.removeEventListener('abort', abort);
      clearTimeout(grace);
      killing.abort();
    }
  }

  const hangUp = () => {
    for (const killing of inFlight.values()) killing.abort();
  };
  const { kill } = living;
  const killAll = async () => {
    const gone = kill?.();
    // What was asked of the dead is lost: nobody is to wait for its end, or to hear of a broken connection.
    hangUp();
    await gone;
  };
  const closeAll = async (): Promise<Closing> => {
    hangUp();
    await Promise.all(inFlight.keys());
    return close();
  };
  let closed: Promise<Closing> | undefined;
  return {
    ask,
    archive: null,
    upgrade: null,
    forget: null,
    readsThroughUs,
    transfers,
    writesForUs,
    cancels: true,
    kill: kill === null ? null : killAll,
    pause: living.pause,
    close: () => (closed ??= closeAll()),
  };
}

/** The same for what takes one photo at a time; `thumbnail` gives null when it was cancelled. */
export function photoByPhoto({
  thumbnail,
  ...turns
}: Omit<Turns, 'shares' | 'run'> & {
  readonly thumbnail: (job: PlainJob, kill: AbortSignal) => Promise<Delivery | null>;
}): Instance {
  const run = async (jobs: readonly PlainJob[], kill: AbortSignal) => {
    const told = await Promise.all(jobs.map((job) => thumbnail(job, kill)));
    return told.filter((delivery) => delivery !== null);
  };
  return inTurns({ ...turns, shares: (batch) => batch.map((job) => [job]), run });
}

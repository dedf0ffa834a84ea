// Programs and servers that take one photo at a time are asked for a batch by asking for each of its photos, so many at
// once. One that fails costs its own photo; an incident ends its batch, but only after the neighbours have answered.

import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import type { Closing, Delivery, Incident, Instance, PlainJob } from '../model/adapter.ts';
import { channel } from '../model/channel.ts';

export type PhotoByPhoto = {
  /** Asked for at once, over all batches; jobs beyond it wait their turn, still in flight. */
  readonly concurrency: number;
  /** Null when it was cancelled: there is nothing to tell. Aborting `kill` must end it at once. */
  readonly thumbnail: (job: PlainJob, kill: AbortSignal) => Promise<Delivery | null>;
  /** Called once, when no thumbnail is in flight any more. */
  readonly close: () => Promise<Closing>;
};

/** After an abort, what runs gets this long to finish what it began. */
const ABORT_GRACE_MS = 5_000;

export function photoByPhoto({ concurrency, thumbnail, close }: PhotoByPhoto): Instance {
  const takeTurn = pLimit(Math.max(1, concurrency));
  const inFlight = new Map<Promise<void>, AbortController>();

  /** Every job of the batch, each in its turn; resolves when the last has settled. */
  const thumbnailAll = async (
    batch: readonly PlainJob[],
    signal: AbortSignal,
    kill: AbortSignal,
    deliver: (delivery: Delivery) => void,
  ) => {
    let incident: Incident | undefined;
    await Promise.all(
      batch.map((job) =>
        takeTurn(async () => {
          if (signal.aborted || kill.aborted) return;
          const delivery = await thumbnail(job, kill);
          if (delivery === null) return;
          // An incident ends the batch, so it waits until the neighbours have answered.
          if (delivery.kind === 'incident') incident ??= delivery;
          else deliver(delivery);
        }),
      ),
    );
    if (incident !== undefined) deliver(incident);
  };

  async function* ask(batch: readonly PlainJob[], signal: AbortSignal): AsyncIterable<Delivery> {
    const killing = new AbortController();
    // One listener per photo and per batch is meant; the default warns at eleven.
    setMaxListeners(0, killing.signal, signal);
    let grace: NodeJS.Timeout | undefined;
    const abort = () => {
      grace = setTimeout(() => killing.abort(), ABORT_GRACE_MS);
    };
    if (!signal.aborted) signal.addEventListener('abort', abort, { once: true });
    const deliveries = channel<Delivery>();
    const work = thumbnailAll(batch, signal, killing.signal, deliveries.push)
      .catch((error: unknown) => deliveries.push({ kind: 'incident', incident: 'faulted', detail: String(error) }))
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

  const closeAll = async (): Promise<Closing> => {
    for (const killing of inFlight.values()) killing.abort();
    await Promise.all(inFlight.keys());
    return close();
  };
  let closed: Promise<Closing> | undefined;
  return { ask, archive: null, close: () => (closed ??= closeAll()) };
}

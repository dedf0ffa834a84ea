// The load itself: so many batches in flight, none asked twice, every answer in the history before anyone judges it.
// The thumbnailer must not wait for a judge that keeps up, and must not fill memory when the judge does not.

import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Incident, PlainJob } from '../model/adapter.ts';
import { channel } from '../model/channel.ts';
import type { Happening } from '../model/plan.ts';
import { admission } from './arrivals.ts';
import { askBatch } from './ask-batch.ts';
import { forget } from './forgetting.ts';
import { theOne } from './happening-of.ts';
import type { RunEvent, WorkloadEnd } from './run-event.ts';
import { createUpgrades } from './upgrades.ts';
import { withTroubles } from './troubles.ts';
import { witness } from './witness.ts';
import type { WorkloadOptions, WorkloadRun } from './workload-options.ts';

/** A judge that never waits would keep our own process from hearing the thumbnailer, and so starve it. */
const LONGEST_TURN_MS = 1;

/** One pass over the batches, for one reader, who must begin: only a begun run closes its instance. Throws what `record`, `digest` or `batches` throw, once all is closed. */
export function runWorkload(options: WorkloadOptions): WorkloadRun {
  const outbox = channel<RunEvent>();
  const tell = witness(options, outbox);
  const inFlight = new Set<Promise<void>>();
  /** Of those in flight, the batches that nobody waits for any more. */
  const givenUp = new Set<number>();
  let instance = options.instance;
  let instanceNumber = options.firstInstance;
  let nextBatch = options.firstBatch;
  let incidents = 0;
  let dead = false;
  let closed = false;
  let stop: WorkloadEnd | undefined;
  let fault: { readonly error: unknown } | undefined;
  let firstAskedMs: number | undefined;
  /** Batches before this one were lost to a kill of ours, where they had not settled by then. */
  let firstAlive = 0;
  let wake = () => {};
  // One listener per batch in flight is meant; the default warns at eleven.
  setMaxListeners(0, options.signal);

  const stopAs = (why: WorkloadEnd) => {
    stop ??= why;
    wake();
  };
  const fail = (error: unknown) => {
    fault ??= { error };
    stopAs('stopped');
  };
  const upgrades = createUpgrades(tell, fail);
  const count = ({ incident }: Incident) => {
    if (incident === 'faulted' || !dead) incidents += 1;
    // Every batch in flight tells of the same death; a fault leaves the process alive.
    dead ||= incident !== 'faulted';
    if (incidents >= options.maxIncidents) stopAs('incidents');
  };

  const startBatch = (given: readonly PlainJob[], happenings: readonly Happening[]) => {
    const jobs = happenings.length === 0 ? given : given.map((job) => withTroubles(job, happenings, instance));
    const batch = nextBatch;
    tell.troubled(batch, jobs);
    const giveUp = () => {
      tell.timedOut(batch);
      givenUp.add(batch);
      wake();
    };
    const isLost = () => batch < firstAlive;
    const settled = askBatch({ ...options, instance, jobs, batch, happenings, tell, count, giveUp, isLost, fail })
      .catch(fail)
      .finally(() => {
        inFlight.delete(settled);
        givenUp.delete(batch);
        wake();
      });
    nextBatch += 1;
    inFlight.add(settled);
  };

  const restart = async () => {
    if (instance.kill === null || dead) return;
    tell.killed(instanceNumber);
    firstAlive = nextBatch;
    dead = true;
    await instance.kill();
    // What was in flight is lost, and told to be.
    await Promise.all(inFlight);
  };

  const pauseFor = (forMs: number) => {
    if (instance.pause === null || dead) return;
    tell.paused(instanceNumber, forMs);
    // Nobody waits until it stands still: there would be nothing left in hand by then.
    instance.pause(forMs).catch(fail);
  };

  const closeInstance = async () => {
    if (closed) return;
    closed = true;
    const closing = await instance.close();
    if (fault !== undefined) return;
    for (const incident of closing.incidents) {
      tell.incident(null, incident);
      count(incident);
    }
    tell.closed(instanceNumber, closing);
  };

  const replaceInstance = async () => {
    await closeInstance();
    if (stop !== undefined) return;
    const result = await options.reopen();
    if (result.kind !== 'opened') {
      tell.incident(null, { kind: 'incident', incident: 'unavailable', detail: result.detail });
      return stopAs('unavailable');
    }
    instance = result.instance;
    instanceNumber += 1;
    dead = false;
    closed = false;
    return tell.opened(instanceNumber, true);
  };

  /** Waits until another batch may be asked: on a dead instance, only when all that it took along has settled. */
  const room = async (isQuiet: boolean) => {
    const { arrival, batchesInFlight, firstBatch, backlog } = options;
    const { inFlightBelow, fromMs } = admission(arrival, nextBatch - firstBatch, batchesInFlight);
    for (;;) {
      // Nobody waits for what was given up, except where nothing may be in flight at all.
      const isCrowded = dead || isQuiet ? inFlight.size > 0 : inFlight.size - givenUp.size >= inFlightBelow;
      const isFull = isCrowded || outbox.waiting() > backlog;
      const earlyMs = firstAskedMs === undefined ? 0 : firstAskedMs + fromMs - options.now();
      if (stop !== undefined || (!isFull && earlyMs <= 0)) break;
      await new Promise<void>((resolve) => {
        // Whoever makes room wakes us; time does not.
        const timer = isFull ? undefined : setTimeout(resolve, earlyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    firstAskedMs ??= options.now();
  };

  const askAll = async () => {
    tell.opened(instanceNumber, false);
    const batches = options.batches[Symbol.iterator]();
    for (;;) {
      // A batch is taken only once it can be asked: taking it may replace photos that earlier ones still show.
      const forgotten = options.quietBefore(nextBatch - options.firstBatch);
      await room(forgotten !== null);
      if (forgotten !== null && !dead)
        await forget(instance, forgotten, (incident) => {
          tell.incident(null, incident);
          count(incident);
        });
      if (stop !== undefined) break;
      const next = batches.next();
      if (next.done === true) break;
      const happenings = options.happeningsTo(next.value.map(({ key }) => key));
      if (theOne('restart', happenings) !== undefined) await restart();
      const upgrade = theOne('upgrade', happenings);
      if (upgrade !== undefined) upgrades.begin(instance, upgrade.to);
      if (dead) await replaceInstance();
      if (stop !== undefined) break;
      const pause = theOne('pause', happenings);
      if (pause !== undefined) pauseFor(pause.forMs);
      startBatch(next.value, happenings);
    }
    batches.return?.();
    stopAs('asked-all');
  };

  const run = async () => {
    const abort = () => stopAs('aborted');
    options.signal.addEventListener('abort', abort, { once: true });
    if (options.signal.aborted) abort();
    await askAll().catch(fail);
    await Promise.all([...inFlight, upgrades.ended()]);
    await closeInstance().catch(fail);
    if (fault === undefined) tell.ended(stop ?? 'asked-all', nextBatch - options.firstBatch);
    options.signal.removeEventListener('abort', abort);
    outbox.end();
  };

  async function* events(): AsyncGenerator<RunEvent, void, void> {
    const finished = run();
    let turnBeganMs = options.now();
    try {
      for await (const event of outbox.values()) {
        yield event;
        wake();
        if (options.now() - turnBeganMs < LONGEST_TURN_MS) continue;
        await nextTurn();
        turnBeganMs = options.now();
      }
    } finally {
      stopAs('stopped');
      await finished;
      throwFault();
    }
  }
  const throwFault = () => {
    if (fault !== undefined) throw fault.error;
  };
  return Object.assign(events(), { stopAsking: () => stopAs('stopped') });
}

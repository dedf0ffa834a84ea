// Inside the process of a module: reads, timers and answers wait here until the harness lets one of them go on, and only
// once the thumbnailer has come to rest. The orders that this allows are orders that Node itself could bring about.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Waited } from '../model/interleaving.ts';
import { dueTimers } from './due-timers.ts';
import type { Report } from './host-messages.ts';
import { heldWork } from './held-work.ts';
import { realTimers } from './real-timers.ts';

/** The waits of one batch. */
export type BatchOrder = {
  readonly read: (key: string) => Promise<void>;
  readonly taken: (key: string | null) => Promise<void>;
};

export type Turnstile = {
  /** From now on everything waits, until so many batches have ended. */
  readonly expect: (batches: number) => void;
  /** Serves a batch once it may begin. */
  readonly serve: (batch: number, work: (order: BatchOrder | undefined) => Promise<void>) => Promise<void>;
  readonly release: (id: number) => void;
  /** Nothing waits any more. */
  readonly letGo: () => void;
  /** Whether a timer set here and now waits. */
  readonly ordersTimers: () => boolean;
  /** Calls `fire` when its time has come; gives what calls it off. `delayMs` is null for the next turn of the event loop. */
  readonly timer: (delayMs: number | null, fire: () => void) => () => void;
};

type Offer = { readonly waited: Waited; readonly pass: () => void; readonly dissolve: () => void };

/** Turns of the event loop without anything new, after which a thumbnailer is at rest. */
const IDLE_TURNS = 3;
/** The same in naps, for one that has sockets, processes or threads, of which Node does not tell. */
const IDLE_NAPS = 8;
const NAP_MS = 1;
/** After so long a rest, nothing waiting and something owed, ordering is at its end. */
const STALLED_MS = 1_500;
/** Whoever looks again and again whether something has come would do so for ever. */
const STEPS_MAX = 400;

/** `pipe` is a file that is not there yet. */
export function turnstile(pipe: string, send: (report: Report) => void): Turnstile {
  const context = new AsyncLocalStorage<{ readonly batch: number; readonly run: number }>();
  const offers = new Map<number, Offer>();
  let timers = dueTimers();
  let run = 0;
  let isOrdered = false;
  let [expected, arrived, ended, steps, ids] = [0, 0, 0, 0, 0];
  let released = () => {};
  /** What went on last: all that begins until it has come to rest comes of it. */
  let last: Waited | null = null;

  const dissolve = () => {
    isOrdered = false;
    released();
    native.letGo();
    const left = [...offers.values()];
    offers.clear();
    for (const offer of left) offer.dissolve();
  };
  const giveUp = (detail: string) => {
    if (!isOrdered) return;
    dissolve();
    send({ kind: 'let-go', detail });
  };
  const offer = (waited: Waited, pass: () => void, dissolved: () => void = pass): number => {
    ids += 1;
    offers.set(ids, { waited, pass, dissolve: dissolved });
    return ids;
  };
  const wait = async (waited: Waited): Promise<void> =>
    isOrdered ? new Promise((pass) => void offer(waited, pass)) : undefined;

  const isOwn = () => isOrdered && context.getStore()?.run === run;
  const causeIn = (batch: number) => ({ batch, key: last?.batch === batch ? last.key : null });
  const native = heldWork({
    pipe,
    offer(pass) {
      const batch = context.getStore()?.batch;
      if (!isOwn() || batch === undefined) return null;
      const id = offer({ kind: 'work', ...causeIn(batch) }, pass);
      timers.work(id);
      return () => {
        timers.passed(id);
        offers.delete(id);
      };
    },
  });

  const activity = () => ids + ended;
  const nap = () => new Promise<void>((done) => void realTimers.setTimeout(done, NAP_MS));
  const turn = () => new Promise<void>((done) => void realTimers.setImmediate(done));
  const rest = async () => {
    for (const [pause, times] of [
      [turn, IDLE_TURNS],
      [nap, native.isBeyondReach() ? IDLE_NAPS : 0],
    ] as const) {
      for (let idle = 0; idle < times; ) {
        const before = activity();
        await (native.running() > 0 ? nap() : pause());
        idle = native.running() > 0 || activity() !== before ? 0 : idle + 1;
      }
    }
  };
  const open = () => {
    const mayTime = timers.eligible([...offers.keys()], !native.isBeyondReach());
    return [...offers].filter(([id]) => mayTime(id)).map(([id, { waited }]) => ({ id, waited }));
  };

  const conduct = async (own: number) => {
    let restedFromMs = performance.now();
    while (isOrdered && own === run) {
      await rest();
      if (!isOrdered || own !== run) return;
      const waiting = arrived < expected ? [] : open();
      if (waiting.length === 0) {
        if (performance.now() - restedFromMs > STALLED_MS) giveUp('it waited for something that is not ordered');
        await nap();
        continue;
      }
      steps += 1;
      if (steps > STEPS_MAX) return giveUp(`after ${STEPS_MAX} steps it had not ended`);
      const chosen = new Promise<void>((done) => {
        released = done;
      });
      send({ kind: 'waiting', waiting });
      await chosen;
      restedFromMs = performance.now();
    }
  };

  return {
    expect(batches) {
      dissolve();
      [expected, arrived, ended, steps, ids] = [batches, 0, 0, 0, 0];
      timers = dueTimers();
      run += 1;
      last = null;
      isOrdered = true;
      void conduct(run);
    },
    async serve(batch, work) {
      const own = run;
      if (!isOrdered) return work(undefined);
      arrived += 1;
      await wait({ kind: 'begin', batch, key: null });
      const order: BatchOrder = {
        read: (key) => wait({ kind: 'read', batch, key }),
        taken: (key) => wait({ kind: 'answer', batch, key }),
      };
      await context.run({ batch, run: own }, () => work(order));
      if (own !== run) return;
      ended += 1;
      if (ended === expected) dissolve();
    },
    release(id) {
      const chosen = offers.get(id);
      offers.delete(id);
      timers.passed(id);
      last = chosen?.waited ?? null;
      chosen?.pass();
      released();
    },
    letGo: () => giveUp('it was called off'),
    ordersTimers: isOwn,
    timer(delayMs, fire) {
      const store = context.getStore();
      if (store === undefined) throw new Error('Expected a timer of a batch; this is a fault in thumbproof.');
      const { batch } = store;
      const fireThere = () => context.run(store, fire);
      let late = () => {};
      const afterAll = () => {
        const [timer, turnOfLoop] =
          delayMs === null
            ? [undefined, realTimers.setImmediate(fireThere)]
            : [realTimers.setTimeout(fireThere, delayMs), undefined];
        late = () => {
          realTimers.clearTimeout(timer);
          realTimers.clearImmediate(turnOfLoop);
        };
      };
      const waited: Waited =
        delayMs === null ? { kind: 'turn', ...causeIn(batch) } : { kind: 'timer', ...causeIn(batch), delayMs };
      const id = offer(waited, fireThere, afterAll);
      timers.set(id, delayMs);
      return () => {
        if (offers.delete(id)) timers.passed(id);
        late();
      };
    },
  };
}

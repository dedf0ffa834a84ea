// The simplest adapter that is right: sharp, within this very process. What is wrong with a broken one is then the one
// thing that it does otherwise.

import sharp from 'sharp';
import {
  ALL_TOLD,
  type Adapter,
  type Closing,
  type Delivery,
  type Instance,
  type PlainJob,
} from '../../harness/model/adapter.ts';
import type { Bench } from '../../harness/model/thumbnailer.ts';

const CLOSING: Closing = { mutations: [], late: [], incidents: [], peakRssBytes: 0, log: '' };

/** `breakIt` takes a sound instance and gives the one to be held to the port. */
export function plainAdapter(breakIt: (sound: Instance, bench: Bench) => Partial<Instance> = () => ({})): Adapter {
  return {
    name: 'plain',
    told: ALL_TOLD,
    open: async (bench) => {
      const sound = soundInstance();
      return { kind: 'opened', instance: { ...sound, ...breakIt(sound, bench) } };
    },
  };
}

function soundInstance(): Instance {
  return {
    archive: null,
    upgrade: null,
    forget: null,
    readsThroughUs: false,
    transfers: false,
    writesForUs: false,
    cancels: false,
    kill: null,
    pause: null,
    close: async () => CLOSING,
    ask: async function* (batch, signal) {
      for (const job of batch) {
        if (signal.aborted) return;
        yield await answerTo(job);
      }
    },
  };
}

export async function answerTo({ key, photo, recipe }: PlainJob, path = photo.path): Promise<Delivery> {
  try {
    const bytes = await sharp(path).resize(recipe.width, recipe.height, { fit: 'inside' }).jpeg().toBuffer();
    return { key, kind: 'thumbnail', bytes: new Uint8Array(bytes) };
  } catch (error) {
    return { key, kind: 'refused', reason: String(error) };
  }
}

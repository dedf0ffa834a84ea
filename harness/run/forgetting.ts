// Whoever keeps thumbnails must be told which photos are gone, or nobody could blame it for showing them.

import type { Incident, Instance, PlainJob } from '../model/adapter.ts';

/** Tells an instance that listens of each deleted photo, one after the other; `onFault` is told what it could not do. */
export async function forget(
  instance: Instance,
  photos: readonly PlainJob['photo'][],
  onFault: (incident: Incident) => void,
): Promise<void> {
  for (const photo of photos) {
    await instance.forget?.(photo).catch((error: unknown) => {
      const said = error instanceof Error ? error.message : String(error);
      onFault({ kind: 'incident', incident: 'faulted', detail: `it could not forget a photo: ${said}` });
    });
  }
}

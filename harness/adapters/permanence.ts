// A thumbnailer may hand out a buffer and write into it again later. Whoever still holds it then shows other pixels.
// So every delivered buffer is held for a while, and its digest at delivery is compared with its digest at the end.

import { hash } from 'node:crypto';
import type { Mutation } from '../model/adapter.ts';

export type Permanence = {
  /** Call at the moment of delivery, before anything else runs. */
  readonly hold: (key: string, bytes: Uint8Array) => void;
  /** Compares all that is still held, and lets go of it. */
  readonly release: () => void;
};

type Held = { readonly key: string; readonly bytes: Uint8Array; readonly byteLength: number; readonly digest: string };

/** Holds at most `maxHeldBytes` of thumbnails, the newest; one is compared when it is let go. Digests are SHA-1, hex. */
export function permanence(maxHeldBytes: number, report: (mutation: Mutation) => void): Permanence {
  const held = new Set<Held>();
  let heldBytes = 0;
  const letGo = (oldest: Held) => {
    held.delete(oldest);
    heldBytes -= oldest.byteLength;
    const after = digestOf(oldest.bytes);
    if (after !== oldest.digest) report({ kind: 'mutated', key: oldest.key, before: oldest.digest, after });
  };
  return {
    hold(key, bytes) {
      // The length is kept because a detached buffer (transferred, or WebAssembly memory that grew) has none.
      held.add({ key, bytes, byteLength: bytes.byteLength, digest: digestOf(bytes) });
      heldBytes += bytes.byteLength;
      // A Set iterates in order of insertion, and deleting while iterating is allowed.
      for (const oldest of held) {
        if (heldBytes <= maxHeldBytes) break;
        letGo(oldest);
      }
    },
    release() {
      for (const oldest of held) letGo(oldest);
    },
  };
}

/** SHA-1 rather than something faster: it is built in, and costs 10 µs for 5 KB. */
function digestOf(bytes: Uint8Array): string {
  return hash('sha1', bytes, 'hex');
}

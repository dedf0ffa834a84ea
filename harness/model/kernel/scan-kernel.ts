// The WebAssembly of scan.as.ts and its memory: the codewords of all photos stay in it, what is asked comes and goes.

import { CODEWORD_WORDS } from '../signature.ts';
import { instantiate, WASM_PAGE_BYTES, type WasmMemory } from './instantiate.ts';
import { scanModuleBytes } from './scan-module.ts';

/** Bits of a codeword that lie side by side in memory, over all codewords: words 2p and 2p + 1 of it make plane p. */
const PLANES = 4;
const PLANE_NUMBERS = Array.from({ length: PLANES }, (_, plane) => plane);
const PLANE_WORDS = CODEWORD_WORDS / PLANES;
/** With so many bits seen in some planes the others are not read: strangers come as near as true ones once in 10^9. */
const BITS_SUFFICE = 64;
/** Bits, which of them were seen, limit, number of planes that count, the planes in turn. */
const KEY_WORDS = 2 * CODEWORD_WORDS + 2 + PLANES;

/**
 * What was seen of a codeword, packed as codewords are: `mask` says which bits. `limitOf` gives for a number of bits
 * seen how many of them may differ.
 */
export type SeenBits = { readonly bits: Uint32Array; readonly mask: Uint32Array };

/** A run of codewords that are compared with the same bits: the first of them, how many there are, the index of what was seen. */
export const RUN_WORDS = 3;
const HIT_WORDS = 2;

/** `found` codewords fit; the first of them, in the order of the runs, are kept: their indexes, and how many of the seen bits differ. */
export type Hits = { readonly found: number; readonly codeword: Int32Array; readonly differing: Int32Array };

export type CodewordScan = {
  /** Lays codeword `at` down; 8 words. */
  readonly put: (at: number, words: Uint32Array) => void;
  /** `seen` is null for runs that are not to be looked at; `limits` holds for each number of seen bits how many may differ. */
  readonly scan: (seen: readonly (SeenBits | null)[], limits: Int32Array, runs: Int32Array) => Hits;
};

type Kernel = { readonly memory: WasmMemory; readonly scan: (...offsets: number[]) => number };

/** A memory of its own for `total` codewords, 32 bytes each. At most `hitsMax` hits of a scan are kept. */
export function createCodewordScan(total: number, hitsMax: number): CodewordScan {
  const kernel = instantiate<Kernel>(scanModuleBytes());
  const codewordsAt = FIRST_FREE_BYTE;
  const hitsAt = codewordsAt + 4 * CODEWORD_WORDS * total;
  const keysAt = hitsAt + 4 * HIT_WORDS * hitsMax;
  const reach = (end: number) => {
    const missing = end - kernel.memory.buffer.byteLength;
    if (missing > 0) kernel.memory.grow(Math.ceil(missing / WASM_PAGE_BYTES));
    return new Uint32Array(kernel.memory.buffer);
  };
  const codewords = reach(keysAt).subarray(codewordsAt / 4, hitsAt / 4);
  return {
    put: (at, words) => {
      for (let word = 0; word < CODEWORD_WORDS; word++) {
        const plane = Math.floor(word / PLANE_WORDS);
        codewords[PLANE_WORDS * (plane * total + at) + (word % PLANE_WORDS)] = words[word] as number;
      }
    },
    scan: (seen, limits, runs) => {
      const runsAt = keysAt + 4 * KEY_WORDS * seen.length;
      const words = reach(runsAt + 4 * runs.length);
      seen.forEach((bits, index) => writeKey(bits, limits, words.subarray(keysAt / 4 + KEY_WORDS * index)));
      words.set(runs, runsAt / 4);
      const found = kernel.scan(codewordsAt, total, runsAt, runs.length / RUN_WORDS, keysAt, hitsAt, hitsMax);
      const hits = words.subarray(hitsAt / 4, hitsAt / 4 + HIT_WORDS * Math.min(found, hitsMax));
      const every = (word: number) =>
        Int32Array.from({ length: hits.length / HIT_WORDS }, (_, hit) => hits[HIT_WORDS * hit + word] as number);
      return { found, codeword: every(0), differing: every(1) };
    },
  };
}

/** Planes that show most bits come first, and count until they show enough. */
function writeKey(seen: SeenBits | null, limits: Int32Array, key: Uint32Array): void {
  if (seen === null) {
    key[LIMIT_AT] = NOBODY;
    return;
  }
  key.set(seen.bits);
  key.set(seen.mask, CODEWORD_WORDS);
  const { mask } = seen;
  const planes = PLANE_NUMBERS.map((plane) => {
    return {
      plane,
      bits: onesIn(mask[PLANE_WORDS * plane] as number) + onesIn(mask[PLANE_WORDS * plane + 1] as number),
    };
  }).sort((a, b) => b.bits - a.bits);
  let [counting, bits] = [0, 0];
  planes.forEach((each, at) => {
    key[PLANES_AT + at] = each.plane;
    // The kernel reads one plane, two or all.
    if (counting < 3 && (bits >= BITS_SUFFICE || each.bits === 0)) return;
    bits += each.bits;
    counting++;
  });
  key[COUNTING_AT] = counting;
  key[LIMIT_AT] = limits[bits] as number;
}

const LIMIT_AT = 2 * CODEWORD_WORDS;
const COUNTING_AT = LIMIT_AT + 1;
const PLANES_AT = LIMIT_AT + 2;
const NOBODY = 2 ** 32 - 1;

/** Bits of a word that are 1: by pairs, by fours, by bytes (H. Warren, Hacker's Delight, §5-1). */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const FIRST_FREE_BYTE = 1024;

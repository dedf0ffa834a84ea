// Whose codeword fits what a region shows? Asked of a million photos at a time, which leaves a few nanoseconds for each:
// this loop is AssemblyScript. Rebuild with `npm run build:kernel`; a spec compares the module with a fresh build.
// How fast memory is read decides: codewords lie in four planes of 64 bits, and where one or two of them tell enough, the
// others are read for those few that fit.
//
// All arguments are byte offsets into the module's memory, which the caller lays out.

/** Of a key: 256 bits as seen, 256 bits that say which were seen, then i32s: the limit, how many planes count, which ones in turn. */
const KEY_BYTES: usize = 88;
const LIMIT_AT: usize = 64;
const COUNT_AT: usize = 68;
const PLANES_AT: usize = 72;

/**
 * Photos whose codeword differs from what was seen in at most `limit` of the bits that were seen, in the planes that
 * count. Plane p of codeword i is the u64 number p * `total` + i from `codewords` on. `runs` are three i32 each: the
 * first codeword, how many follow each other, the index of their key; a limit below 0 lets nobody in. Each hit is two
 * i32: the codeword, and how many bits differ in all planes. Gives the number of hits, of which the first `hitsMax`
 * are kept.
 */
export function scan(codewords: usize, total: i32, runs: usize, runCount: i32, keys: usize, hits: usize, hitsMax: i32): i32 {
  let found = 0;
  const plane = 8 * <usize>total;
  for (const end = runs + 12 * <usize>runCount; runs < end; runs += 12) {
    const key = keys + KEY_BYTES * <usize>load<i32>(runs, 8);
    const limit = load<i32>(key, LIMIT_AT);
    if (limit < 0) continue;
    const counting = load<i32>(key, COUNT_AT);
    const p0 = planeAt(key, 0), p1 = planeAt(key, 4), p2 = planeAt(key, 8), p3 = planeAt(key, 12);
    const bits0 = load<u64>(key + p0), bits1 = load<u64>(key + p1), bits2 = load<u64>(key + p2), bits3 = load<u64>(key + p3);
    const mask0 = load<u64>(key + p0, 32), mask1 = load<u64>(key + p1, 32), mask2 = load<u64>(key + p2, 32), mask3 = load<u64>(key + p3, 32);
    const first = <usize>load<i32>(runs);
    const last = first + <usize>load<i32>(runs, 4);
    const at0 = codewords + (p0 >> 3) * plane, at1 = codewords + (p1 >> 3) * plane;
    const at2 = codewords + (p2 >> 3) * plane, at3 = codewords + (p3 >> 3) * plane;
    for (let index = first; index < last; index++) {
      const at = index << 3;
      let differing = popcnt((load<u64>(at0 + at) ^ bits0) & mask0);
      if (counting > 1) differing += popcnt((load<u64>(at1 + at) ^ bits1) & mask1);
      if (counting > 2) differing += popcnt((load<u64>(at2 + at) ^ bits2) & mask2) + popcnt((load<u64>(at3 + at) ^ bits3) & mask3);
      if (<i32>differing > limit) continue;
      if (found < hitsMax) {
        if (counting < 2) differing += popcnt((load<u64>(at1 + at) ^ bits1) & mask1);
        if (counting < 3) differing += popcnt((load<u64>(at2 + at) ^ bits2) & mask2) + popcnt((load<u64>(at3 + at) ^ bits3) & mask3);
        const hit = hits + 8 * <usize>found;
        store<i32>(hit, <i32>index);
        store<i32>(hit, <i32>differing, 4);
      }
      found++;
    }
  }
  return found;
}

/** The byte offset, within a key's bits, of the plane whose number stands at `at`. */
@inline
function planeAt(key: usize, at: usize): usize {
  return 8 * <usize>load<i32>(key + at, PLANES_AT);
}

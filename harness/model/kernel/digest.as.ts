// XXH3-128 of more than 240 bytes, as its specification has it (xxHash, doc/xxhash_spec.md, "XXH3 large input"): the
// builds of it that npm has were compiled without the processor's wide instructions and read 2 GB a second, which was most
// of judging a thumbnail that had been seen before. Rebuild with `npm run build:kernel`; a spec compares it with theirs.
//
// All arguments are byte offsets into the module's memory, which the caller lays out.

const STRIPE_BYTES: usize = 64;
const BLOCK_STRIPES: usize = 16;
const BLOCK_BYTES: usize = BLOCK_STRIPES * STRIPE_BYTES;
const SECRET_BYTES: usize = 192;
/** Each stripe meets the secret this much further on. */
const SECRET_STEP: usize = 8;

const PRIME32_1: u64 = 0x9e3779b1;
const PRIME32_2: u64 = 0x85ebca77;
const PRIME32_3: u64 = 0xc2b2ae3d;
const PRIME64_1: u64 = 0x9e3779b185ebca87;
const PRIME64_2: u64 = 0xc2b2ae3d27d4eb4f;
const PRIME64_3: u64 = 0x165667b19e3779f9;
const PRIME64_4: u64 = 0x85ebca77c2b2ae63;
const PRIME64_5: u64 = 0x27d4eb2f165667c5;

/** `bytes` are more than 240 from `input` on; `secret` is the default one. The upper half of the digest goes to `out`, then the lower. */
export function digest(input: usize, bytes: usize, secret: usize, out: usize): void {
  let a = i64x2(PRIME32_3, PRIME64_1);
  let b = i64x2(PRIME64_2, PRIME64_3);
  let c = i64x2(PRIME64_4, PRIME32_2);
  let d = i64x2(PRIME64_5, PRIME32_1);
  const blocks = (bytes - 1) / BLOCK_BYTES;
  const lastOfSecret = secret + SECRET_BYTES - STRIPE_BYTES;
  let at = input;
  for (let block: usize = 0; block <= blocks; block++) {
    const stripes = block < blocks ? BLOCK_STRIPES : (bytes - 1 - BLOCK_BYTES * blocks) / STRIPE_BYTES;
    let key = secret;
    for (let stripe: usize = 0; stripe < stripes; stripe++) {
      a = added(a, v128.load(at), v128.load(key));
      b = added(b, v128.load(at, 16), v128.load(key, 16));
      c = added(c, v128.load(at, 32), v128.load(key, 32));
      d = added(d, v128.load(at, 48), v128.load(key, 48));
      at += STRIPE_BYTES;
      key += SECRET_STEP;
    }
    if (block == blocks) break;
    a = scrambled(a, v128.load(lastOfSecret));
    b = scrambled(b, v128.load(lastOfSecret, 16));
    c = scrambled(c, v128.load(lastOfSecret, 32));
    d = scrambled(d, v128.load(lastOfSecret, 48));
  }
  const last = input + bytes - STRIPE_BYTES;
  const key = lastOfSecret - 7;
  a = added(a, v128.load(last), v128.load(key));
  b = added(b, v128.load(last, 16), v128.load(key, 16));
  c = added(c, v128.load(last, 32), v128.load(key, 32));
  d = added(d, v128.load(last, 48), v128.load(key, 48));
  store<u64>(out, bswap(merged(a, b, c, d, lastOfSecret - 11, ~(<u64>bytes * PRIME64_2))));
  store<u64>(out, bswap(merged(a, b, c, d, secret + 11, <u64>bytes * PRIME64_1)), 8);
}

@inline
function added(sum: v128, data: v128, secret: v128): v128 {
  const key = v128.xor(data, secret);
  const low = v128.shuffle<i32>(key, key, 0, 2, 0, 2);
  const high = v128.shuffle<i32>(key, key, 1, 3, 1, 3);
  const other = v128.shuffle<i64>(data, data, 1, 0);
  return i64x2.add(sum, i64x2.add(other, i64x2.extmul_low_i32x4_u(low, high)));
}

@inline
function scrambled(sum: v128, secret: v128): v128 {
  const mixed = v128.xor(v128.xor(sum, i64x2.shr_u(sum, 47)), secret);
  return i64x2.mul(mixed, i64x2.splat(PRIME32_1));
}

@inline
function merged(a: v128, b: v128, c: v128, d: v128, secret: usize, start: u64): u64 {
  let sum = start + folded(v128.xor(a, v128.load(secret)));
  sum += folded(v128.xor(b, v128.load(secret, 16)));
  sum += folded(v128.xor(c, v128.load(secret, 32)));
  sum += folded(v128.xor(d, v128.load(secret, 48)));
  sum ^= sum >> 37;
  sum *= 0x165667919e3779f9;
  return sum ^ (sum >> 32);
}

/** The upper 64 bits of the product of both lanes, folded into the lower ones. */
function folded(lanes: v128): u64 {
  const one: u64 = i64x2.extract_lane(lanes, 0);
  const other: u64 = i64x2.extract_lane(lanes, 1);
  const lowLow = (one & 0xffffffff) * (other & 0xffffffff);
  const highLow = (one >> 32) * (other & 0xffffffff);
  const lowHigh = (one & 0xffffffff) * (other >> 32);
  const highHigh = (one >> 32) * (other >> 32);
  const cross = (lowLow >> 32) + (highLow & 0xffffffff) + lowHigh;
  const upper = (highLow >> 32) + (cross >> 32) + highHigh;
  return upper ^ ((cross << 32) | (lowLow & 0xffffffff));
}

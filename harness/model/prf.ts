// A keyed stream of bits that is the same on every machine, so that a plan alone gives every codeword.
// It needs to be well mixed, not secret: nothing here resists an adversary who knows the seed.

/** An endless stream of unsigned 32-bit numbers that depends on every character of `key`. */
export function pseudoRandomWords(key: string): () => number {
  let [a, b, c, d] = seedOf(key);
  // xoshiro128** 1.1 by Blackman and Vigna, https://prng.di.unimi.it/xoshiro128starstar.c
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** A number in [0, 1) that depends on every character of `key`. */
export function pseudoRandomFraction(key: string): number {
  return pseudoRandomWords(key)() / 2 ** 32;
}

/** Four words by repeated xor and multiply (FNV-1a in four lanes with distinct primes), finished as in MurmurHash3. */
function seedOf(key: string): [number, number, number, number] {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  let c = 0x38b34ae5;
  let d = 0xa1e38b93;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (a >>> 15), 0x85ebca6b);
    c = Math.imul(c ^ unit ^ (b >>> 13), 0xc2b2ae35);
    d = Math.imul(d ^ unit ^ (c >>> 16), 0x27d4eb2f);
  }
  return [finish(a ^ d), finish(b ^ a), finish(c ^ b), finish(d ^ c) | 1];
}

function finish(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

// The WebAssembly of digest.as.ts and its memory: bytes come, are hashed, and are overwritten by the next.

import { instantiate, WASM_PAGE_BYTES, type WasmMemory } from './instantiate.ts';
import { digestModuleBytes } from './digest-module.ts';

/** What the kernel hashes: fewer bytes have formulas of their own, more would need as much memory for good. */
const BYTES_MIN = 241;
const BYTES_MAX = 1024 * 1024;

/** The default secret of XXH3 (xxHash, doc/xxhash_spec.md). */
const SECRET =
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221' +
  'b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8' +
  'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb' +
  '170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e';
const SECRET_AT = 1024;
const OUT_AT = SECRET_AT + SECRET.length / 2;
const DIGEST_BYTES = 16;
const INPUT_AT = 2048;

type Kernel = {
  readonly memory: WasmMemory;
  readonly digest: (input: number, bytes: number, secret: number, out: number) => void;
};

/** XXH3-128 in canonical order, as hexadecimal digits; null for bytes that are too few or too many for the kernel. */
export function createDigestKernel(): (bytes: Uint8Array) => string | null {
  const kernel = instantiate<Kernel>(digestModuleBytes());
  kernel.memory.grow(Math.ceil((INPUT_AT + BYTES_MAX) / WASM_PAGE_BYTES));
  const memory = Buffer.from(kernel.memory.buffer);
  memory.write(SECRET, SECRET_AT, 'hex');
  return (bytes) => {
    if (bytes.length < BYTES_MIN || bytes.length > BYTES_MAX) return null;
    memory.set(bytes, INPUT_AT);
    kernel.digest(INPUT_AT, bytes.length, SECRET_AT, OUT_AT);
    return memory.toString('hex', OUT_AT, OUT_AT + DIGEST_BYTES);
  };
}

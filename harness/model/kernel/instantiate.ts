// A kernel is a kilobyte or two of WebAssembly without imports, so compiling it in line costs less than a file read would.

// Node's own types leave WebAssembly out unless the browser's are included; these are the parts used here.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

export type WasmMemory = { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };

export const WASM_PAGE_BYTES = 65_536;

/** The exports of a new instance of a module, with a memory of its own; `Exports` is what its source exports. */
export function instantiate<Exports extends { readonly memory: WasmMemory }>(bytes: Uint8Array<ArrayBuffer>): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports;
}

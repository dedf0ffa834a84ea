// Headers are read from bytes that a broken thumbnailer may have cut short or scrambled.
// Reading outside them gives NaN, which makes every comparison false, so that no parser here can throw or run away.

/** The byte at `at`; NaN outside. */
export function u8(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? Number.NaN;
}

/** An unsigned 16-bit number, most significant byte first; NaN when not all of it is there. */
export function u16be(bytes: Uint8Array, at: number): number {
  return u8(bytes, at) * 0x100 + u8(bytes, at + 1);
}

/** An unsigned 16-bit number, least significant byte first; NaN when not all of it is there. */
export function u16le(bytes: Uint8Array, at: number): number {
  return u8(bytes, at + 1) * 0x100 + u8(bytes, at);
}

/** An unsigned 24-bit number, least significant byte first; NaN when not all of it is there. */
export function u24le(bytes: Uint8Array, at: number): number {
  return u8(bytes, at + 2) * 0x1_0000 + u16le(bytes, at);
}

/** An unsigned 32-bit number, most significant byte first; NaN when not all of it is there. */
export function u32be(bytes: Uint8Array, at: number): number {
  return u16be(bytes, at) * 0x1_0000 + u16be(bytes, at + 2);
}

/** An unsigned 32-bit number, least significant byte first; NaN when not all of it is there. */
export function u32le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at + 2) * 0x1_0000 + u16le(bytes, at);
}

/** True when the ASCII characters of `text` stand at `at`. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

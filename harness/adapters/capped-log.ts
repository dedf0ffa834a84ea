// A thumbnailer may write without end. Its last words explain a crash, so the tail is kept and the rest only counted.

const DEFAULT_TAIL_BYTES = 64 * 1024;

export type CappedLog = {
  readonly write: (chunk: Uint8Array) => void;
  /** The kept tail as text; bytes that are not UTF-8 become U+FFFD. */
  readonly text: () => string;
  /** All bytes ever written, kept or not. */
  readonly totalBytes: () => number;
};

/** Keeps at least the last `tailBytes` of what is written, and at most twice that. */
export function cappedLog(tailBytes: number = DEFAULT_TAIL_BYTES): CappedLog {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let totalBytes = 0;
  return {
    write(chunk) {
      // Copied: a small slice would keep the whole 64 KiB read buffer of the pipe alive.
      const tail = Buffer.from(chunk.subarray(Math.max(0, chunk.byteLength - tailBytes)));
      totalBytes += chunk.byteLength;
      kept.push(tail);
      keptBytes += tail.byteLength;
      if (keptBytes <= 2 * tailBytes) return;
      const last = Buffer.concat(kept).subarray(-tailBytes);
      kept = [last];
      keptBytes = last.byteLength;
    },
    text: () => {
      const text = Buffer.concat(kept).toString('utf8');
      const dropped = totalBytes - keptBytes;
      return dropped > 0 ? `(${dropped} earlier bytes dropped)\n${text}` : text;
    },
    totalBytes: () => totalBytes,
  };
}

const LAST_WORDS_CHARACTERS = 300;

/** The line that most likely says why: the last `SomeError: …`, else the last line that is not blank; '' for none. */
export function lastWords(log: string): string {
  const lines = log
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^Node\.js v\d/.test(line));
  const error = lines.findLast((line) => /^(Uncaught )?\[?\w*(Error|Exception)\b.*:/.test(line));
  return (error ?? lines.at(-1) ?? '').slice(0, LAST_WORDS_CHARACTERS);
}

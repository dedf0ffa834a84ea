// A worker's stdout is its side of a conversation, a line an answer. It may print other things, never end a line, or
// split one over many writes; here it becomes answers and noise.

export type WorkerAnswer =
  | { readonly kind: 'done'; readonly key: string }
  | { readonly kind: 'failed'; readonly key: string; readonly reason: string };

/** `noise`: a line that is no answer, cut to a bounded length. */
export type WorkerLine = WorkerAnswer | { readonly kind: 'noise'; readonly text: string };

const LINE_BYTES_MAX = 64 * 1024;
const NOISE_CHARACTERS = 200;

/** Takes chunks as they come; gives whole lines. A line longer than 64 KiB is noise. */
export function workerLines(onLine: (line: WorkerLine) => void): (chunk: Uint8Array) => void {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  return (chunk) => {
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(0x0a); end !== -1; end = rest.indexOf(0x0a)) {
      let line = rest.subarray(0, end);
      if (kept.length > 0) [line, kept, keptBytes] = [Buffer.concat([...kept, line]), [], 0];
      rest = rest.subarray(end + 1);
      if (line.byteLength > 0) onLine(line.byteLength > LINE_BYTES_MAX ? noise(line.toString('utf8')) : readLine(line));
    }
    if (rest.byteLength === 0) return;
    // Of a line without end only so much is kept as shows that it is too long.
    if (keptBytes <= LINE_BYTES_MAX) kept.push(rest.subarray(0, LINE_BYTES_MAX + 1));
    keptBytes += rest.byteLength;
  };
}

function readLine(line: Buffer): WorkerLine {
  const text = line.toString('utf8');
  // A flood of anything else is not worth an exception a line.
  if (!text.trimStart().startsWith('{')) return noise(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return noise(text);
  }
  if (typeof value !== 'object' || value === null || !('key' in value) || typeof value.key !== 'string')
    return noise(text);
  if ('ok' in value && value.ok === true) return { kind: 'done', key: value.key };
  if ('error' in value)
    return { kind: 'failed', key: value.key, reason: String(value.error).slice(0, NOISE_CHARACTERS) };
  return noise(text);
}

function noise(text: string): WorkerLine {
  return { kind: 'noise', text: text.trim().slice(0, NOISE_CHARACTERS) };
}

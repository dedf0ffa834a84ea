// From the end of one HTTP exchange to one answer. Only a success with a body is a thumbnail; whatever else a server
// says is a refusal in its own words, and a server that is gone is an incident, not a property of the photo.

import type { Delivery, Incident } from '../model/adapter.ts';
import type { Exchange } from './http-client.ts';
import { hung, type Killed, unavailable } from './incident.ts';

/** `death`: the cause, where the server is ours and has died. Null: cancelled, or killed by us, nothing to tell. */
export function deliveryOfExchange(
  key: string,
  exchange: Exchange,
  death: Incident | Killed | null,
  timeoutMs: number,
): Delivery | null {
  if (death?.kind === 'killed') return null;
  switch (exchange.kind) {
    case 'response':
      return answerOf(key, exchange.status, exchange.body);
    case 'too-large':
      return { key, kind: 'refused', reason: `its answer is larger than ${exchange.maxBytes} bytes` };
    case 'timed-out':
      return death ?? hung(`The request for ${key} was not answered in full within ${timeoutMs} ms`);
    case 'cancelled':
      return null;
    case 'refused':
      return death ?? unavailable(`The request for ${key} could not be made: nobody answers there (${exchange.code})`);
    case 'broken':
      return death ?? { key, kind: 'refused', reason: exchange.detail };
    default:
      return exchange satisfies never;
  }
}

function answerOf(key: string, status: number, body: Uint8Array): Delivery {
  if (status < 200 || status >= 300) return { key, kind: 'refused', reason: `HTTP ${status}${wordsOf(body)}` };
  return body.byteLength === 0
    ? { key, kind: 'refused', reason: `HTTP ${status} with an empty body` }
    : { key, kind: 'thumbnail', bytes: body };
}

const WORDS_BYTES = 4_000;
const WORDS_CHARACTERS = 200;
/** Where servers that answer in JSON put their words. */
const WORD_FIELDS = ['message', 'error', 'statusMessage', 'detail'] as const;

/** What an error page says, without its markup; of JSON, its message. */
function wordsOf(body: Uint8Array): string {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, WORDS_BYTES)).toString('utf8');
  const words = (messageIn(text) ?? text.replace(/<(style|script|title)[^]*?<\/\1>/gi, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, WORDS_CHARACTERS);
  return words === '' ? '' : `: ${words}`;
}

function messageIn(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const fields = new Map<string, unknown>(Object.entries(value));
    return WORD_FIELDS.map((name) => fields.get(name)).find((said) => typeof said === 'string') ?? null;
  } catch {
    return null;
  }
}

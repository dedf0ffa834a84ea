// From the end of one HTTP exchange to one answer. Only a success with a body is a thumbnail; whatever else a server
// says is a refusal in its own words, and a server that is gone is an incident, not a property of the photo.

import type { Delivery, Incident } from '../model/adapter.ts';
import { lastWords } from './capped-log.ts';
import type { Exchange } from './http-client.ts';
import { hung, unavailable } from './incident.ts';

/** `death`: the cause, where the server is ours and has died. Null: cancelled, nothing to tell. */
export function deliveryOfExchange(
  key: string,
  exchange: Exchange,
  death: Incident | null,
  timeoutMs: number,
): Delivery | null {
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

const WORDS_BYTES = 2_000;

/** What an error page says, without its markup. */
function wordsOf(body: Uint8Array): string {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, WORDS_BYTES)).toString('utf8');
  const words = lastWords(text.replace(/<(style|script)[^]*?<\/\1>/gi, '').replace(/<[^>]*>/g, '\n'));
  return words === '' ? '' : `: ${words}`;
}

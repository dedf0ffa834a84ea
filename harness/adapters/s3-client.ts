// Requests to an S3-compatible store, signed. The door to aws4fetch, which knows the signature and nothing else: the
// requests themselves go through our own client, with its caps and deadlines.

import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { Exchange, HttpClient } from './http-client.ts';

export type S3Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };

export type S3Request = {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly bucket: string;
  /** With its slashes; percent-encoded here. */
  readonly object: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
};

export type S3Client = (request: S3Request, signal: AbortSignal) => Promise<Exchange>;

/** What a store says when it wants to be asked again: InternalError, SlowDown and ServiceUnavailable. */
const AGAIN_STATUSES: ReadonlySet<number> = new Set([500, 503]);
/** By S3's own contract a client waits and asks again, and every SDK does. The store is not what is examined here. */
const AGAIN_AFTER_MS = [50, 200, 800];

/** Path-style addresses, as every store understands them. A store in trouble is asked again a few times. */
export function s3Client(endpoint: string, credentials: S3Credentials, client: HttpClient): S3Client {
  return async ({ method, bucket, object, headers = {}, body }, signal) => {
    const path = object.split('/').map(encodeURIComponent).join('/');
    const signer = new AwsV4Signer({
      ...credentials,
      service: 's3',
      method,
      url: `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}/${path}`,
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const signed = await signer.sign();
    const content = body === undefined ? {} : { body };
    const send = () =>
      client.send({ method, url: signed.url, headers: Object.fromEntries(signed.headers), ...content }, signal);
    let exchange = await send();
    for (const waitMs of AGAIN_AFTER_MS) {
      if (exchange.kind !== 'response' || !AGAIN_STATUSES.has(exchange.status) || signal.aborted) break;
      await sleep(waitMs);
      exchange = await send();
    }
    return exchange;
  };
}

// A URL that a person typed once is filled in for every photo. Names hold slashes' neighbours, question marks, percent
// signs and worse, so every value is percent-encoded, and a path segment by segment.

import type { Told } from '../model/adapter.ts';
import type { PlainJob } from '../model/adapter.ts';
import { complaintAbout, fillIn, JOB_PLACEHOLDERS, jobValues, namesIn, toldBy } from './placeholders.ts';

export const URL_PLACEHOLDERS = [...JOB_PLACEHOLDERS, 'version', 'path', 'source'] as const;

/** Filled in once, when the server is known: see server-values.ts. */
export const SERVER_PLACEHOLDERS = ['port', 'root', 'workspace'] as const;

export type UrlTemplate = {
  readonly kind: 'template';
  readonly told: Told;
  readonly mentions: ReadonlySet<string>;
  /** `source` is the photo's address in the harness's own origin; '' where there is none. Throws a TypeError when it gives no URL. */
  readonly urlFor: (job: PlainJob, serverValues: Readonly<Record<string, string>>, source: string) => URL;
};

/** Checks a template such as `http://127.0.0.1:8080/{width}x{height}/{path}`; `flag` is named in complaints. */
export function parseUrlTemplate(
  template: string,
  flag: string,
): UrlTemplate | { readonly kind: 'invalid'; readonly detail: string } {
  const complaint = complaintAbout(template, [...URL_PLACEHOLDERS, ...SERVER_PLACEHOLDERS], [], flag);
  if (complaint !== null) return { kind: 'invalid', detail: complaint };
  if (!URL.canParse(fillIn(template, EXAMPLE)) || !/^https?:/i.test(template)) {
    return {
      kind: 'invalid',
      detail: `Expected the ${flag} to be an http or https address such as http://127.0.0.1:8080/{width}x{height}/{path}, got ${template}.`,
    };
  }
  return {
    kind: 'template',
    told: toldBy(template, false),
    mentions: namesIn(template),
    urlFor: (job, serverValues, source) => {
      const encoded = Object.fromEntries(
        Object.entries({ ...jobValues(job), version: String(job.photo.version), source }).map(
          ([name, value]) => [name, encodeURIComponent(value)] as const,
        ),
      );
      return new URL(fillIn(template, { ...serverValues, ...encoded, path: encodedPath(job.photo) }));
    },
  };
}

const EXAMPLE: Readonly<Record<string, string>> = Object.fromEntries(
  [...URL_PLACEHOLDERS, ...SERVER_PLACEHOLDERS].map((name) => [name, name === 'port' ? '80' : 'x']),
);

/** `owner/album/name`, each segment percent-encoded. A segment of dots alone would be taken for a step up. */
export function encodedPath({ owner, album, name }: PlainJob['photo']): string {
  return [owner, album, name].map(encodeURIComponent).join('/');
}

// What a program or a server says goes into reports, where it may not speak to a terminal or a CI runner, nor go on for
// ever: by every way in, what it said is kept, cut, and printed as text that only shows itself.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../harness/model/adapter.ts';
import { renderJson } from '../../harness/report/json.ts';
import { renderText } from '../../harness/report/text.ts';
import { CRASHED } from '../literals/result.ts';
import { serverThat } from './thumbnail-server.ts';
import { deliveries, testBench } from './bench.ts';
import { batchCommand, command, fixtureAdapter, http, worker } from './patient-adapters.ts';
import { httpAdapter } from '../../harness/adapters/http.ts';

/** Clears the screen in two ways, turns the line around, speaks to CI runners, hides an end, and is no UTF-8. */
const TEXT = 'Error: bad\u001b[2J\u009b2J\u202egpj\u0000::error::pwned ##[group]x\u200b\u2028next';
const BYTES = Buffer.concat([
  Buffer.from(TEXT),
  Buffer.of(0xff, 0xc3, 0x28, 0x9b, 0xed, 0xa0, 0x80),
  Buffer.alloc(5_000, 'x'),
]);

const answering = async (status: number, body: Uint8Array, headers: Record<string, string> = {}): Promise<Adapter> => {
  const server = await serverThat((_, response) => void response.writeHead(status, 'no\u009bthing', headers).end(body));
  return httpAdapter({
    way: 'pull',
    template: `${server.at}/{path}`,
    root: null,
    originPort: null,
    server: null,
    timeoutMs: 20_000,
  });
};

/** `folder` holds the words as they are in `words`, and as JSON in `words.json`. */
const WAYS: Readonly<Record<string, (folder: string) => Adapter | Promise<Adapter>>> = {
  'a command, on stderr': (folder) => command(`sh -c 'cat ${folder}/words >&2; exit 1' {input} {output}`),
  'a batch command, on stderr': (folder) => batchCommand(`cat ${folder}/words >&2; : {indir} {outdir}`),
  'a worker, in an error': (folder) =>
    worker(
      `python3 -c "import json, sys; key = json.loads(sys.stdin.readline())['key']; print(json.dumps({'key': key, 'error': json.load(open('${folder}/words.json'))}), flush=True); sys.stdin.read()"`,
    ),
  'a worker, before it crashes': (folder) => worker(`sh -c 'cat ${folder}/words >&2; cat ${folder}/words; exit 1'`),
  'a worker, instead of answers': (folder) =>
    worker(`sh -c 'cat ${folder}/words; echo; sleep 100'`, { timeoutMs: 300 }),
  'a server, as a page': () => answering(500, BYTES),
  'a server, as JSON': () => answering(422, Buffer.from(JSON.stringify({ message: TEXT + 'x'.repeat(5_000) }))),
  'a server, in headers': () => answering(302, Buffer.of(), { location: 'http://x/\u009b', 'x-why': '\u009b' }),
  'a server, before it is there': (folder) =>
    http('pull', 'http://127.0.0.1:{port}/{path}', `sh -c 'cat ${folder}/words >&2; exit 1'`),
  'a module': () => fixtureAdapter('speaks-hostilely'),
};

describe.each(Object.entries(WAYS))('what is said by %s', (_, way) => {
  it('is told, not for ever, and shows only itself in every report', async () => {
    const bench = await testBench();
    await writeFile(join(bench.folder, 'words'), BYTES);
    await writeFile(join(bench.folder, 'words.json'), JSON.stringify(TEXT + 'x'.repeat(5_000)));
    const said: string[] = [];
    const opened = await bench.open(await way(bench.folder));
    if (opened.kind === 'opened') {
      for (const told of await deliveries(opened.instance, [await bench.job('a.jpg')])) {
        if (told.kind === 'refused') said.push(told.reason);
        if (told.kind === 'incident') said.push(told.detail);
      }
    } else said.push(opened.detail);
    expect(said.join()).toMatch(/bad|HTTP 302/);
    expect(Math.max(...said.map((each) => each.length))).toBeLessThanOrEqual(1_100);
    const result = {
      ...CRASHED,
      why: said.join(' '),
      narrowed: said,
      recipesNarrowed: said,
      incidents: said.map((detail) => ({ incident: 'crashed', detail })),
      firstRefusal: { photo: 'a.jpg', format: 'jpeg', archived: false, reason: said[0] ?? '' },
      refused: 1,
    };
    for (const text of [renderText(result, { colour: false, widthColumns: 100 }), renderJson(result)])
      expect(text.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu)).toBeNull();
    expect(renderText(result, { colour: false, widthColumns: 100 })).not.toMatch(/::|##/);
  });
});

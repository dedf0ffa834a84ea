// Every way in of ours is held to the port by the very suite that we hand to others, with programs behind it that make
// real thumbnails.

import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { freePort } from '../../harness/adapters/free-port.ts';
import { sharpAdapter } from '../../harness/adapters/module.ts';
import { adapterConformance } from '../../harness/conformance/adapter-conformance.ts';
import type { Adapter } from '../../harness/model/adapter.ts';
import { batchCommand, command, http, MEBIBYTE, s3, worker } from '../adapters/patient-adapters.ts';
import { needsProgram } from '../programs.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/thumbnailers/${name}`, import.meta.url));
const node = `'${execPath}'`;

const SERVER = `${node} '${fixture('sharp-server.mjs')}' {root} {port}`;

const ADAPTERS: Readonly<Record<string, () => Adapter | Promise<Adapter>>> = {
  module: () => sharpAdapter({ batchTimeoutMs: 20_000, memoryLimitBytes: 1000 * MEBIBYTE }),
  command: () => command(`${node} '${fixture('sharp-command.mjs')}' {input} {output} {width} {height}`),
  'batch command': () => batchCommand(`${node} '${fixture('sharp-command.mjs')}' {indir} {outdir} {width} {height}`),
  worker: () => worker(`${node} '${fixture('sharp-worker.mjs')}'`),
  'HTTP pull': () => http('pull', 'http://127.0.0.1:{port}/{width}x{height}/{path}', SERVER),
  'HTTP push': () => http('push', 'http://127.0.0.1:{port}/{width}x{height}', SERVER),
  S3: async () => {
    const port = await freePort();
    return s3(port, `${node} '${fixture('s3-worker.mjs')}' ${port} {workspace}`);
  },
};

describe.each(Object.entries(ADAPTERS))('the %s adapter', (_, make) => {
  for (const { name, run } of adapterConformance(make)) it(name, run);
});

describe('the worker of the README, Pillow in threads', () => {
  const withPillow = needsProgram('pillow');
  const of = (python: string) => adapterConformance(() => worker(`${python} '${fixture('pillow-worker.py')}'`));
  for (const [at, { name }] of of('python3').entries()) withPillow(name, async (python) => of(python)[at]?.run());
});

describe('vipsthumbnail over a folder', () => {
  const withVips = needsProgram('vipsthumbnail');
  const of = (vips: string) =>
    adapterConformance(() => batchCommand(`cd {indir} && ${vips} --size {width}x{height} -o {outdir}/%s.jpg -- *`));
  for (const [at, { name }] of of('vipsthumbnail').entries()) withVips(name, async (vips) => of(vips)[at]?.run());
});

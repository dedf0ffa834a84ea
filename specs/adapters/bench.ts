// What every spec of an adapter needs: a folder of its own, photos in it, and all deliveries of a batch as an array.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, vi } from 'vitest';
import type { Adapter, Closing, Delivery, Instance, OpenResult, PlainJob } from '../../harness/model/adapter.ts';

export type TestBench = {
  readonly folder: string;
  /** A job for a photo called `name` that holds `content`; the key is `name` unless given. */
  readonly job: (name: string, content?: string, key?: string) => Promise<PlainJob>;
  readonly open: (adapter: Adapter) => Promise<OpenResult>;
  /** Opens and expects success; closed after the spec. */
  readonly opened: (adapter: Adapter) => Promise<Instance>;
};

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

export async function testBench(): Promise<TestBench> {
  const folder = await mkdtemp(join(tmpdir(), 'thumbproof-adapters-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  let photos = 0;
  const open = async (adapter: Adapter) => {
    const workspace = await mkdtemp(join(folder, 'workspace-'));
    const result = await adapter.open({ workspace, seed: 5 });
    if (result.kind === 'opened') cleanUps.push(() => result.instance.close());
    return result;
  };
  return {
    folder,
    open,
    opened: async (adapter) => {
      const result = await open(adapter);
      if (result.kind === 'opened') return result.instance;
      throw new Error(`Expected the adapter to open, got ${result.kind}: ${result.detail}`);
    },
    job: async (name, content = name, key = name) => {
      photos += 1;
      const path = join(folder, 'photos', `${photos}`, name);
      await mkdir(join(folder, 'photos', `${photos}`), { recursive: true });
      await writeFile(path, content);
      return {
        key,
        photo: { owner: 'ann', album: 'summer', name, version: 1, archived: false, path },
        recipe: { width: 128, height: 96, fit: 'cover', format: 'jpeg', quality: 80 },
      };
    },
  };
}

/** Every delivery of one batch, in order. */
export async function deliveries(
  instance: Instance,
  batch: readonly PlainJob[],
  signal: AbortSignal = new AbortController().signal,
): Promise<Delivery[]> {
  const all: Delivery[] = [];
  for await (const delivery of instance.ask(batch, signal)) all.push(delivery);
  return all;
}

/** The same, each as short text. */
export async function toldOf(instance: Instance, batch: readonly PlainJob[], signal?: AbortSignal): Promise<string[]> {
  return (await deliveries(instance, batch, signal)).map(shortly);
}

/** `key`, `key refused: reason` or `incident: detail`. */
export function shortly(delivery: Delivery): string {
  switch (delivery.kind) {
    case 'thumbnail':
      return delivery.key;
    case 'refused':
      return `${delivery.key} refused: ${delivery.reason}`;
    case 'incident':
      return `${delivery.incident}: ${delivery.detail}`;
    default:
      return delivery satisfies never;
  }
}

/** The incidents of a closing, as `kind: detail`. */
export function incidentsOf(closing: Closing): string[] {
  return closing.incidents.map(({ incident, detail }) => `${incident}: ${detail}`);
}

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/adapters/${name}.ts`, import.meta.url));
}

/** Resolves when the process is gone: a kill is not instant. */
export async function gone(pid: number): Promise<boolean> {
  return vi.waitUntil(async () => !(await isAlive(pid)), { timeout: 20_000 });
}

/** True while a process with this id exists and is not merely waiting to be reaped. */
export async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat !== null && !/\) [ZX] /.test(stat);
}

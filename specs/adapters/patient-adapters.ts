// Adapters whose limits no busy machine reaches; a spec that is about a limit sets that one itself.

import { type BatchCommandOptions, batchCommandAdapter } from '../../harness/adapters/batch-command.ts';
import { type CommandOptions, commandAdapter } from '../../harness/adapters/command.ts';
import { type HttpOptions, httpAdapter } from '../../harness/adapters/http.ts';
import { type ModuleOptions, moduleAdapter } from '../../harness/adapters/module.ts';
import { type S3Options, s3Adapter } from '../../harness/adapters/s3.ts';
import type { ServerOptions } from '../../harness/adapters/server-process.ts';
import { type WorkerOptions, workerAdapter } from '../../harness/adapters/worker.ts';
import type { Adapter } from '../../harness/model/adapter.ts';
import { fixture } from './bench.ts';

export const MEBIBYTE = 1024 * 1024;

export function command(template: string, options: Partial<CommandOptions> = {}): Adapter {
  return commandAdapter({ template, timeoutMs: 20_000, ...options });
}

export function batchCommand(template: string, options: Partial<BatchCommandOptions> = {}): Adapter {
  return batchCommandAdapter({ template, outputs: 'named', timeoutMs: 20_000, ...options });
}

export function worker(command: string, options: Partial<WorkerOptions> = {}): Adapter {
  return workerAdapter({ command, timeoutMs: 20_000, graceMs: 20_000, memoryLimitBytes: 500 * MEBIBYTE, ...options });
}

/** A server that `start` starts, which may say `{port}`, `{root}` and `{workspace}`. */
export function http(
  way: HttpOptions['way'],
  template: string,
  start: string,
  { server, ...options }: Partial<Omit<HttpOptions, 'server'>> & { readonly server?: Partial<ServerOptions> } = {},
): Adapter {
  return httpAdapter({
    way,
    template,
    root: null,
    originPort: null,
    server: { ...patientServer(start), ...server },
    timeoutMs: 20_000,
    ...options,
  });
}

export function patientServer(start: string): ServerOptions {
  return { start, ready: null, stopSignal: 'SIGTERM', memoryLimitBytes: 500 * MEBIBYTE };
}

/** A store on `port`, with a worker, that `start` starts. */
export function s3(port: number, start: string, options: Partial<S3Options> = {}): Adapter {
  return s3Adapter({
    endpoint: `http://127.0.0.1:${port}`,
    sourceBucket: 'photos',
    thumbBucket: 'thumbs',
    thumbKey: '{object}',
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'us-east-1' },
    server: patientServer(start),
    timeoutMs: 2_000,
    ...options,
  });
}

/** The thumbnailer in fixtures/adapters of this name. */
export function fixtureAdapter(name: string, options: Partial<ModuleOptions> = {}): Adapter {
  return moduleAdapter({
    file: fixture(name),
    batchTimeoutMs: 20_000,
    graceMs: 20_000,
    memoryLimitBytes: 500 * MEBIBYTE,
    ...options,
  });
}

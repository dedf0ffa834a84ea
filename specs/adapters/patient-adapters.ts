// Adapters whose limits no busy machine reaches; a spec that is about a limit sets that one itself.

import { type BatchCommandOptions, batchCommandAdapter } from '../../harness/adapters/batch-command.ts';
import { type CommandOptions, commandAdapter } from '../../harness/adapters/command.ts';
import { type ModuleOptions, moduleAdapter } from '../../harness/adapters/module.ts';
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

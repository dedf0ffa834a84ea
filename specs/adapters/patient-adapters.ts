// Adapters whose limits no busy machine reaches; a spec that is about a limit sets that one itself.

import { type CommandOptions, commandAdapter } from '../../harness/adapters/command.ts';
import { type ModuleOptions, moduleAdapter } from '../../harness/adapters/module.ts';
import type { Adapter } from '../../harness/model/adapter.ts';
import { fixture } from './bench.ts';

export const MEBIBYTE = 1024 * 1024;

export function command(template: string, options: Partial<CommandOptions> = {}): Adapter {
  return commandAdapter({ template, timeoutMs: 20_000, ...options });
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

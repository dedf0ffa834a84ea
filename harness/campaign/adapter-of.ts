// Which way in: the one place that turns a choice on the command line into an adapter.

import { commandAdapter } from '../adapters/command.ts';
import { moduleAdapter, sharpAdapter } from '../adapters/module.ts';
import type { Adapter } from '../model/adapter.ts';
import type { CheckOptions } from '../model/campaign.ts';

export function adapterOf({ batchTimeoutMs, memoryLimitBytes, thumbnailer }: CheckOptions): Adapter {
  switch (thumbnailer.kind) {
    case 'built-in':
      return sharpAdapter({ batchTimeoutMs, memoryLimitBytes });
    case 'module':
      return moduleAdapter({ file: thumbnailer.file, batchTimeoutMs, memoryLimitBytes });
    case 'command':
      return commandAdapter({ template: thumbnailer.template, timeoutMs: batchTimeoutMs });
    default:
      return thumbnailer satisfies never;
  }
}

// Which way in: the one place that turns a choice on the command line into an adapter.

import { batchCommandAdapter } from '../adapters/batch-command.ts';
import { commandAdapter } from '../adapters/command.ts';
import { httpAdapter } from '../adapters/http.ts';
import { moduleAdapter, sharpAdapter } from '../adapters/module.ts';
import { s3Adapter } from '../adapters/s3.ts';
import { workerAdapter } from '../adapters/worker.ts';
import type { Adapter } from '../model/adapter.ts';
import type { CheckOptions, ServerChoice } from '../model/campaign.ts';

export function adapterOf({ batchTimeoutMs, memoryLimitBytes, thumbnailer }: CheckOptions): Adapter {
  const timeoutMs = batchTimeoutMs;
  const startedBy = (server: ServerChoice | null) => (server === null ? null : { ...server, memoryLimitBytes });
  switch (thumbnailer.kind) {
    case 'built-in':
      return sharpAdapter({ batchTimeoutMs, memoryLimitBytes });
    case 'module':
      return moduleAdapter({ file: thumbnailer.file, batchTimeoutMs, memoryLimitBytes });
    case 'command':
      return commandAdapter({ template: thumbnailer.template, timeoutMs });
    case 'batch-command':
      return batchCommandAdapter({ template: thumbnailer.template, outputs: thumbnailer.outputs, timeoutMs });
    case 'worker':
      return workerAdapter({ command: thumbnailer.command, timeoutMs, memoryLimitBytes });
    case 'pull': {
      const { template, root, originPort, keepAlive, server } = thumbnailer;
      return httpAdapter({ way: 'pull', template, root, originPort, keepAlive, server: startedBy(server), timeoutMs });
    }
    case 'push': {
      const { template, keepAlive, server } = thumbnailer;
      const push = { root: null, originPort: null, keepAlive, server: startedBy(server), timeoutMs };
      return httpAdapter({ way: 'push', template, ...push });
    }
    case 's3':
      return s3Adapter({ ...thumbnailer, server: startedBy(thumbnailer.server), timeoutMs });
    default:
      return thumbnailer satisfies never;
  }
}

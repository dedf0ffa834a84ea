// Stryker imports its plugins with Node alone, which reads no TypeScript.

import { createJiti } from 'jiti';

export const { strykerPlugins } = await createJiti(import.meta.url).import('./stryker-runner.ts');

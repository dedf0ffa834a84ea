import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildKernelModule, kernelModulePath, KERNELS } from './build-kernel.ts';

describe('the committed kernels', () => {
  it.each(KERNELS)('hold what the source of %s compiles to', (kernel) => {
    expect(readFileSync(kernelModulePath(kernel), 'utf8')).toBe(buildKernelModule(kernel));
  });
});

// Rebuilds the committed WebAssembly of each kernel from its AssemblyScript source: `npm run build:kernel`.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = 'harness/model/kernel';

/** Each is compiled from NAME.as.ts into NAME-module.ts. */
export const KERNELS = ['residual', 'scan', 'digest', 'luma'] as const;
export type KernelName = (typeof KERNELS)[number];

export function kernelModulePath(kernel: KernelName): string {
  return join(root, folder, `${kernel}-module.ts`);
}

/** The text of the kernel's module that the present source compiles to. */
export function buildKernelModule(kernel: KernelName): string {
  const scratch = mkdtempSync(join(tmpdir(), 'thumbproof-kernel-'));
  try {
    const wasm = join(scratch, `${kernel}.wasm`);
    const options =
      '-O3 --enable simd --enable bulk-memory --runtime stub --noAssert --initialMemory 1 --outFile'.split(' ');
    const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
    execFileSync(process.execPath, [compiler, `${folder}/${kernel}.as.ts`, ...options, wasm], {
      cwd: root,
      stdio: 'pipe',
    });
    return moduleText(kernel, readFileSync(wasm).toString('base64'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function moduleText(kernel: KernelName, base64: string): string {
  const lines = base64.match(/.{1,100}/g) ?? [];
  return `// The compiled ${kernel}.as.ts, kept in source so that it ships like any other module. Made by \`npm run build:kernel\`.

const BASE64 =
${lines.map((line) => `  '${line}'`).join(' +\n')};

/** The bytes of a WebAssembly module without imports. */
export function ${kernel}ModuleBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(BASE64), (character) => character.charCodeAt(0));
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const kernel of KERNELS) writeFileSync(kernelModulePath(kernel), buildKernelModule(kernel));
}

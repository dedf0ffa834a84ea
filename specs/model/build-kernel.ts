// Rebuilds the committed WebAssembly of the residual kernel from its AssemblyScript source: `npm run build:kernel`.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const kernelModulePath = join(root, 'harness/model/kernel/residual-module.ts');

/** The text of residual-module.ts that the present source compiles to. */
export function buildKernelModule(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thumbproof-kernel-'));
  try {
    const wasm = join(folder, 'residual.wasm');
    const options =
      '-O3 --enable simd --enable bulk-memory --runtime stub --noAssert --initialMemory 1 --outFile'.split(' ');
    const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
    execFileSync(process.execPath, [compiler, 'harness/model/kernel/residual.as.ts', ...options, wasm], {
      cwd: root,
      stdio: 'pipe',
    });
    return moduleText(readFileSync(wasm).toString('base64'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function moduleText(base64: string): string {
  const lines = base64.match(/.{1,100}/g) ?? [];
  return `// The compiled residual.as.ts, kept in source so that it ships like any other module. Made by \`npm run build:kernel\`.

const BASE64 =
${lines.map((line) => `  '${line}'`).join(' +\n')};

/** The bytes of a WebAssembly module without imports. */
export function residualModuleBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(BASE64), (character) => character.charCodeAt(0));
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(kernelModulePath, buildKernelModule());

// A worker that people copy out of the README has to be the one that is tried here.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const text = (path: string) => readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

it('the README shows the Pillow worker as it is', async () => {
  const shown = /```python\n([\s\S]*?)```/.exec(await text('README.md'))?.[1];
  expect(shown).toBe(await text('fixtures/thumbnailers/pillow-worker.py'));
});

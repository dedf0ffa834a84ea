import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { KeptFailure } from '../../harness/model/failure.ts';
import { renderFailureSpec } from '../../harness/report/failure-spec.ts';
import { keptFailure } from '../literals/failure.ts';

/** What the file says that the failure is, read as JavaScript. */
function failureIn(text: string): unknown {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  const literal = /const FAILURE = (\{[^]*?\n\});/.exec(outputText)?.[1] ?? 'null';
  return JSON.parse(JSON.stringify(runInNewContext(`(${literal})`)));
}

describe('a kept failure as a spec', () => {
  it('holds the failure as it is', () => {
    expect(failureIn(renderFailureSpec(keptFailure()))).toEqual(keptFailure());
  });

  it('says what failed, in whom, and how it was made', () => {
    const { says, id, thumbnailer } = keptFailure();
    const text = renderFailureSpec(keptFailure());
    for (const part of [says, thumbnailer, `npx thumbproof export ${id}`]) expect(text).toContain(part);
  });

  it.each([
    'quotes \' " ` and ${process.exit()}',
    'a line\nand //another\u2028one',
    '*/ process.exit(1) /*',
    '</script>\u202e\u0000\\',
  ])('is a file that does nothing else, whatever it was called: %j', (hostile) => {
    const failure: KeptFailure = { ...keptFailure(), says: hostile, thumbnailer: hostile, flags: { command: hostile } };
    const text = renderFailureSpec(failure);
    expect(failureIn(text)).toEqual(failure);
    expect(text.split('\n').filter((line) => line.startsWith('//'))).toHaveLength(4);
  });
});

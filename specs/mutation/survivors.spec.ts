import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY_ROOT } from '../prove/gate-run.ts';
import { isExplained, SURVIVORS } from './survivors.ts';
import { scoreOf, versionsIn } from './weakened.ts';

const REPORT = {
  files: {
    'harness/gate/a.ts': {
      source: 'export function a() {\n  return b < 1;\n}\n',
      mutants: [
        { mutatorName: 'BlockStatement', replacement: '{}', status: 'Killed', location: { start: { line: 1 } } },
        {
          mutatorName: 'EqualityOperator',
          replacement: 'b <= 1',
          status: 'Survived',
          location: { start: { line: 2 } },
        },
        {
          mutatorName: 'ConditionalExpression',
          replacement: 'true',
          status: 'Timeout',
          location: { start: { line: 2 } },
        },
        { mutatorName: 'ConditionalExpression', status: 'NoCoverage', location: { start: { line: 2 } } },
        { mutatorName: 'StringLiteral', replacement: '""', status: 'Ignored', location: { start: { line: 2 } } },
      ],
    },
  },
};

describe('weakened versions', () => {
  it('are read from the report, each with the line that it changed', () => {
    expect(versionsIn(REPORT)[1]).toEqual({
      file: 'harness/gate/a.ts',
      line: 'return b < 1;',
      mutator: 'EqualityOperator',
      replacement: 'b <= 1',
      status: 'Survived',
    });
    expect(() => versionsIn({ files: { a: 1 } })).toThrow(TypeError);
    expect(() => versionsIn(null)).toThrow(TypeError);
  });

  it('count as noticed where a spec failed or hung, among those that ran', () => {
    expect(scoreOf(versionsIn(REPORT))).toBe(0.5);
  });

  it('are explained by file, line and kind of change', () => {
    const [, survived] = versionsIn(REPORT);
    if (survived === undefined) throw new RangeError('Expected a second version.');
    const survivor = {
      file: 'gate/a.ts',
      line: 'return b < 1;',
      mutators: ['EqualityOperator'],
      because: 'why',
    } as const;
    expect(isExplained(survived, [survivor])).toBe(true);
    expect(isExplained(survived, [{ ...survivor, file: 'gate/b.ts' }])).toBe(false);
    expect(isExplained(survived, [{ ...survivor, line: 'return b < 2;' }])).toBe(false);
    expect(isExplained(survived, [{ ...survivor, mutators: ['BlockStatement'] }])).toBe(false);
  });
});

describe('the explanations of what goes unnoticed', () => {
  it('are of lines that are still there', () => {
    const gone = SURVIVORS.filter(({ file, line }) => {
      const lines = readFileSync(join(REPOSITORY_ROOT, 'harness', file), 'utf8').split('\n');
      return !lines.some((each) => each.trim() === line);
    });
    expect(gone.map(({ file, line }) => `${file}: ${line}`)).toEqual([]);
  });

  it('are given once for each line', () => {
    const named = SURVIVORS.map(({ file, line }) => `${file}: ${line}`);
    expect(named.filter((each, i) => named.indexOf(each) !== i)).toEqual([]);
  });
});

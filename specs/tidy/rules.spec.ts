// Rules that cannot fail hold nothing: each is fed a tree of its own with one breach in it, and one without.

import { describe, expect, it } from 'vitest';
import { deadFiles } from './dead-files.ts';
import { fileShape } from './file-shape.ts';
import { importDirection } from './import-direction.ts';
import { leftovers } from './leftovers.ts';
import { names } from './names.ts';
import { packageDoors } from './package-doors.ts';
import { processDoor } from './process-door.ts';
import { pureCore } from './pure-core.ts';
import { drawnTree, readmeTree } from './readme-tree.ts';
import type { SourceFile } from './source-tree.ts';
import { topLevel } from './top-level.ts';

const file = (path: string, text = '// Why.\n'): SourceFile => ({ path, text });

describe('the direction of imports', () => {
  const mayImport = { model: [], judge: ['model'], 'pipeline.ts': ['model', 'judge'] };
  const list = file('specs/tidy/import-direction.ts', 'export const MAY_IMPORT = {\n  model: [],\n  judge: [],\n};\n');
  const against = file('harness/judge/a.ts', "import { b } from '../observe/b.ts';\n");

  it('lets a stage import the model, its own folder and packages', () => {
    const text = "import type { A } from '../model/a.ts';\nimport './c.ts';\nimport sharp from 'sharp';\n";
    expect(importDirection([file('harness/judge/a.ts', text)], mayImport, [])).toEqual([]);
  });

  it('names the file, the import and the line of the list when a stage imports a stage', () => {
    expect(importDirection([list, against], mayImport, [])).toEqual([
      'harness/judge/a.ts imports harness/observe/b.ts, but judge may import model: ' +
        'move the code, or edit specs/tidy/import-direction.ts:3',
    ]);
  });

  it('sees dynamic imports, type imports and re-exports too', () => {
    const text =
      "export * from '../observe/b.ts';\nawait import('../run/c.ts');\nimport type { D } from '../gate/d.ts';\n";
    expect(importDirection([file('harness/judge/a.ts', text)], mayImport, [])).toHaveLength(3);
  });

  it('lets the model import nothing from outside, not even node', () => {
    const text = "import { readFileSync } from 'node:fs';\nimport sharp from 'sharp';\n";
    expect(importDirection([file('harness/model/a.ts', text)], mayImport, [])).toHaveLength(2);
  });

  it('refuses a part that is not in the list, and files outside harness', () => {
    expect(importDirection([file('harness/new/a.ts', "import '../model/b.ts';\n")], mayImport, [])[0]).toContain(
      'new is not in the list',
    );
    expect(importDirection([file('harness/judge/a.ts', "import '../../specs/b.ts';\n")], mayImport, [])).toHaveLength(
      1,
    );
  });

  it('accepts a listed exception, and reports it once it is no longer needed', () => {
    const exception = { from: 'harness/judge/a.ts', target: 'harness/observe/b.ts', because: 'a reason' };
    expect(importDirection([against], mayImport, [exception])).toEqual([]);
    expect(importDirection([file('harness/judge/a.ts')], mayImport, [exception])[0]).toContain('no longer does');
  });
});

describe('the doors of packages', () => {
  it('refuse a file that is no door, and a door that is no longer used', () => {
    const files = [file('harness/judge/a.ts', "import { PNG } from 'pngjs';\nimport { b } from '@scope/name/deep';\n")];
    const breaches = packageDoors(files, { pngjs: ['harness/observe/png.ts'], '@scope/name': ['harness/judge/a.ts'] });
    expect(breaches).toHaveLength(2);
    expect(breaches[0]).toContain('harness/judge/a.ts imports pngjs, whose doors are harness/observe/png.ts');
    expect(breaches[1]).toContain('which it no longer imports');
  });
});

describe('the door to the process', () => {
  const text = "// process.exit is a word here.\nprocess.exit(1);\nconsole.log('process.exit', process.execPath);\n";
  const breachesIn = (...lines: readonly string[]) =>
    processDoor([file('harness/judge/a.ts', lines.join('\n'))], [], []).map((breach) => breach.split(': ')[0]);

  it('is open to the command line and to the entries of child processes', () => {
    const files = [file('harness/cli/a.ts', text), file('harness/run/child.ts', text)];
    expect(processDoor(files, ['harness/run/child.ts'], [])).toEqual([]);
  });

  it('is shut to everything else, save for facts about the runtime', () => {
    expect(breachesIn(text)).toEqual([
      'harness/judge/a.ts:2 uses process.exit',
      'harness/judge/a.ts:3 uses console.log',
    ]);
  });

  it('is not opened by importing the member', () => {
    expect(breachesIn("import { env as settings, kill } from 'node:process';")).toEqual([
      'harness/judge/a.ts:1 uses process.env',
    ]);
  });

  it('has exceptions that say why, and that end when they are no longer needed', () => {
    const exception = { file: 'harness/judge/a.ts', uses: 'process.env', because: 'a reason' };
    expect(processDoor([file('harness/judge/a.ts', 'process.env;\n')], [], [exception])).toEqual([]);
    expect(processDoor([file('harness/judge/a.ts')], [], [exception])[0]).toContain('no longer does');
  });
});

describe('the pure core', () => {
  it('reaches for no clock, chance or file, except through modules listed as pure', () => {
    const text = "import 'node:crypto';\nimport 'node:fs';\nDate.now();\nnew Date();\nnew Date(0);\n";
    const breaches = pureCore([file('harness/judge/a.ts', text), file('harness/run/b.ts', text)], {
      judge: ['node:crypto'],
    });
    expect(breaches.map((breach) => breach.split(', but ')[0])).toEqual([
      'harness/judge/a.ts imports node:fs',
      'harness/judge/a.ts:3 uses Date.now',
      'harness/judge/a.ts:4 uses new Date()',
    ]);
  });
});

describe('dead files', () => {
  it('are those that no entry reaches, not even through others', () => {
    const files = [
      file('harness/index.ts', "export * from './run/a.ts';\n"),
      file('harness/run/a.ts', "import './b.ts';\n"),
      file('harness/run/b.ts'),
      file('harness/run/island.ts', "import './b.ts';\n"),
    ];
    expect(deadFiles(files, ['harness/index.ts'])).toHaveLength(1);
    expect(deadFiles(files, ['harness/index.ts'])[0]).toContain('harness/run/island.ts');
    expect(deadFiles(files, ['harness/index.ts', 'harness/run/island.ts'])).toEqual([]);
    expect(deadFiles(files, ['harness/gone.ts'])[0]).toContain(
      'harness/gone.ts is listed as an entry but is not there',
    );
  });
});

describe('names', () => {
  it('are kebab-case and no grab-bag, and one index is the public one', () => {
    expect(names([file('harness/index.ts'), file('specs/judge/own-source.spec.ts'), file('README.md')])).toEqual([]);
    for (const path of [
      'harness/utils/a.ts',
      'harness/judge/types.ts',
      'specs/runTrial.spec.ts',
      'harness/judge/index.ts',
    ]) {
      expect(names([file(path)]), path).toHaveLength(1);
    }
  });
});

describe('the shape of files', () => {
  it('has a ceiling, and an opening comment that may follow a shebang', () => {
    expect(
      fileShape([
        file('harness/a.ts', `// Why.\n${'\n'.repeat(219)}`),
        file('harness/b.ts', '#!/usr/bin/env node\n// Why.\n'),
      ]),
    ).toEqual([]);
    expect(fileShape([file('harness/a.ts', `// Why.\n${'\n'.repeat(220)}`)])[0]).toContain('has 221 lines');
    expect(fileShape([file('harness/a.ts', 'export {};\n')])[0]).toContain('opens without a comment');
  });
});

describe('leftovers', () => {
  it('are specs switched off, notes to oneself and paths of one machine', () => {
    const text = ['it.on' + 'ly("a", b);', '// TO' + 'DO later', "open('/" + "tmp/x');", 'https://a.org/home/b'].join(
      '\n',
    );
    expect(leftovers([file('specs/a.spec.ts', text)]).map((breach) => breach.split(' has ')[0])).toEqual([
      'specs/a.spec.ts:1',
      'specs/a.spec.ts:2',
      'specs/a.spec.ts:3',
    ]);
  });
});

describe('the top level', () => {
  it('has what is permitted, all of it, and dot files', () => {
    expect(topLevel([file('README.md'), file('.ci/run')], ['README.md'])).toEqual([]);
    expect(topLevel([file('README.md'), file('notes/a.md')], ['README.md', 'LICENSE'])).toEqual([
      'notes lies at the top: put it into a folder, or add it to TOP_LEVEL in specs/tidy/top-level.ts',
      'LICENSE is missing from the top of the repository',
    ]);
  });
});

describe('the tree in the README', () => {
  const readme =
    '# a\n\n## Architecture\n\nWords.\n\n```\nharness/\n  index.ts   public\n  judge/     oracles\nreports/     runs\n```\n';

  it('is read from the first fenced block of its section', () => {
    expect([...drawnTree(readme)]).toEqual(['harness/', 'harness/index.ts', 'harness/judge/', 'reports/']);
  });

  it('shows what is there and nothing else', () => {
    const files = [file('README.md', readme), file('harness/index.ts'), file('reports/README.md')];
    expect(readmeTree([...files, file('harness/judge/deep/a.ts')])).toEqual([]);
    expect(readmeTree([...files, file('harness/gate/a.ts')])).toEqual([
      'README.md does not show harness/gate/ in its tree: add it with a sentence',
      'README.md shows harness/judge/ in its tree, which is not there: remove it',
    ]);
  });

  it('must be drawn at all', () => {
    expect(readmeTree([file('README.md', '# a\n')])).toHaveLength(1);
  });
});

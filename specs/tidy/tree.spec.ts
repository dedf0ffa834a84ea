// What the compiler cannot see about this repository, held by rules. Each breach says which file, and what to do.

import { describe, expect, it } from 'vitest';
import { deadFiles } from './dead-files.ts';
import { fileShape } from './file-shape.ts';
import { importDirection } from './import-direction.ts';
import { leftovers } from './leftovers.ts';
import { names } from './names.ts';
import { packageDoors } from './package-doors.ts';
import { processDoor } from './process-door.ts';
import { pureCore } from './pure-core.ts';
import { readmeTree } from './readme-tree.ts';
import { readSourceTree, type Rule } from './source-tree.ts';
import { topLevel } from './top-level.ts';

const RULES: Readonly<Record<string, Rule>> = {
  'lets data flow one way: stages import the model and packages, not each other': (files) => importDirection(files),
  'takes each package in through its named doors': (files) => packageDoors(files),
  'touches process and console only where processes begin': (files) => processDoor(files),
  'keeps what decides free of files, clocks and chance': (files) => pureCore(files),
  'has no file that nothing reaches': (files) => deadFiles(files),
  'names files for the one idea they hold': names,
  'keeps files short and opens each with its problem': fileShape,
  'carries nothing meant for one machine or one afternoon': leftovers,
  'stays short at the top': (files) => topLevel(files),
  'is drawn in the README as it is': readmeTree,
};

describe('the tree', () => {
  const files = readSourceTree();

  it('has files for the rules to judge', () => {
    expect(files.filter(({ path }) => path.startsWith('harness/')).length).toBeGreaterThan(10);
  });

  for (const [name, rule] of Object.entries(RULES)) {
    it(name, () => {
      expect(rule(files)).toEqual([]);
    });
  }
});

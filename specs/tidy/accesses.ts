// Where a file reaches for the world outside it. Read from the syntax tree, because words in comments and messages are free.

import ts from 'typescript';
import type { SourceFile } from './source-tree.ts';

/** `name` is `object.member` or `new Name()`; `line` counts from 1. */
export type Access = { readonly name: string; readonly line: number };

/** Property accesses on plain names, such as `process.exit`, and constructions without arguments, such as `new Date()`. */
export function accessesIn(file: SourceFile): readonly Access[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2022);
  const found: Access[] = [];
  const visit = (node: ts.Node): void => {
    const name = nameOf(node);
    if (name !== null) found.push({ name, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function nameOf(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return `${node.expression.text}.${node.name.text}`;
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && (node.arguments ?? []).length === 0) {
    return `new ${node.expression.text}()`;
  }
  return null;
}

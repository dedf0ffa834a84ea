// Where a file reaches for the world outside it. Read from the syntax tree, because words in comments and messages are free.

import ts from 'typescript';
import type { SourceFile } from './source-tree.ts';

/** `name` is `object.member` or `new Name()`; `line` counts from 1. */
export type Access = { readonly name: string; readonly line: number };

/**
 * Property accesses on plain names, such as `process.exit`, also when the member is imported from `node:process`, and
 * constructions without arguments, such as `new Date()`.
 */
export function accessesIn(file: SourceFile): readonly Access[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2022);
  const found: Access[] = [];
  const visit = (node: ts.Node): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push(...namesIn(node).map((name) => ({ name, line })));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function namesIn(node: ts.Node): readonly string[] {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return [`${node.expression.text}.${node.name.text}`];
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && (node.arguments ?? []).length === 0) {
    return [`new ${node.expression.text}()`];
  }
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return importedMembers(node.moduleSpecifier.text, node.importClause);
  }
  return [];
}

function importedMembers(specifier: string, clause: ts.ImportClause | undefined): readonly string[] {
  if (specifier !== 'node:process' && specifier !== 'node:console') return [];
  const object = specifier.slice('node:'.length);
  const bindings = clause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.map(({ name, propertyName }) => `${object}.${(propertyName ?? name).text}`);
}

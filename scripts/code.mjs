// Which files of lib leave code behind when types are erased.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Tells whether a statement leaves something behind when types are erased. */
function runs(statement) {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false;
  if (ts.isImportDeclaration(statement)) return false;
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    const onlyTypes = clause && ts.isNamedExports(clause) && clause.elements.every(({ isTypeOnly }) => isTypeOnly);
    return !statement.isTypeOnly && !onlyTypes;
  }
  return !ts.getModifiers?.(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
}

/** Tells whether a file has anything that runs. */
export function hasCode(file, root) {
  const text = readFileSync(path.join(root, file), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest).statements.some(runs);
}

// lib/a/b.ts with code that runs has spec/a/b-spec.ts, and the other way round. Entries and type-only files need none.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT, filesUnder, option } from './project.mjs';

const root = path.resolve(option('root', ROOT));
/** Specs of something else than one file of lib. */
const NO_MIRROR = ['integration', 'scripts', 'support', 'types', 'browser', 'docs', 'fixtures'];

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

function hasCode(file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest).statements.some(runs);
}

const isEntry = (file) => path.posix.basename(file) === 'index.ts';
const specOf = (file) => file.replace(/^lib\//, 'spec/').replace(/\.ts$/, '-spec.ts');
const fileOf = (spec) => spec.replace(/^spec\//, 'lib/').replace(/-spec\.ts$/, '.ts');

const files = filesUnder('lib', root).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
const specs = filesUnder('spec', root).filter((file) => file.endsWith('-spec.ts'));

const wrong = [
  ...files
    .filter((file) => !isEntry(file) && !specs.includes(specOf(file)) && hasCode(file))
    .map((file) => `${file}: has no ${specOf(file)}`),
  ...specs
    .filter((spec) => !NO_MIRROR.includes(spec.split('/')[1]) && !files.includes(fileOf(spec)))
    .map((spec) => `${spec}: has no ${fileOf(spec)}`),
];

for (const line of wrong) console.error(line);
console.log(`${files.length} files, ${specs.length} specs, ${wrong.length} without their mirror`);
process.exitCode = wrong.length > 0 ? 1 : 0;

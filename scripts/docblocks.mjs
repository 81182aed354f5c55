// Measures what docs/style asks of lib: documented exports, examples, length of files and functions, no `any`.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT, filesUnder, option } from './project.mjs';

const root = path.resolve(option('root', ROOT));
const LIMITS = { documented: 100, examples: 70, medianLines: 60, p90Lines: 150, maxLines: 300, functionLines: 40 };

const isExported = (node) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const isFunction = (node) => node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));

/** Gives the last docblock before a statement, or an empty string. */
function docOf(statement, text) {
  const ranges = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const docs = ranges.map(({ pos, end }) => text.slice(pos, end)).filter((comment) => comment.startsWith('/**'));
  return docs.at(-1) ?? '';
}

/** Gives the names that a top-level statement exports, each with what it is and its docblock. */
function exportsOf(statement, text) {
  if (!isExported(statement)) return [];
  const doc = docOf(statement, text);
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name, initializer }) => ({
      name: name.getText(),
      callable: isFunction(initializer),
      doc,
    }));
  }
  return [{ name: statement.name?.text ?? 'default', callable: ts.isFunctionDeclaration(statement), doc }];
}

/** A codec and its type, or the overloads of a function, are one export: one docblock does for them. */
function byName(list) {
  const merged = new Map();
  for (const { name, callable, doc } of list) {
    const known = merged.get(name) ?? { name, callable: false, doc: '' };
    merged.set(name, { name, callable: known.callable || callable, doc: known.doc + doc });
  }
  return [...merged.values()];
}

function measure(file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line;
  let anys = 0;
  let longest = { lines: 0 };
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) anys += 1;
    if (ts.isFunctionLike(node) && node.body !== undefined) {
      const lines = lineOf(node.end) - lineOf(node.getStart()) + 1;
      if (lines > longest.lines) longest = { lines, at: `${file}:${lineOf(node.getStart()) + 1}` };
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const names = byName(source.statements.flatMap((statement) => exportsOf(statement, text)));
  return { file, lines: text.split('\n').length - 1, anys, longest, names };
}

const percent = (part, whole) => (whole === 0 ? 100 : (100 * part) / whole);
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
const sum = (list) => list.reduce((total, n) => total + n, 0);

const files = filesUnder('lib', root)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map(measure);
const names = files.flatMap((measured) => measured.names.map((name) => ({ ...name, file: measured.file })));
const callables = names.filter(({ callable }) => callable);
const undocumented = names.filter(({ doc }) => doc === '');
const withoutExample = callables.filter(({ doc }) => !doc.includes('@example'));
// An entry is a list of names under headings: it has no length worth measuring beside code.
const lengths = files.filter(({ file }) => !file.endsWith('/index.ts')).map(({ lines }) => lines);
lengths.sort((a, b) => a - b);

const documented = percent(names.length - undocumented.length, names.length);
const examples = percent(callables.length - withoutExample.length, callables.length);
const median = quantile(lengths, 0.5);
const p90 = quantile(lengths, 0.9);
const longestFile = files.reduce((a, b) => (a.lines >= b.lines ? a : b), { lines: 0 });
const longestFunction = files
  .map(({ longest }) => longest)
  .reduce((a, b) => (a.lines >= b.lines ? a : b), { lines: 0 });
const anys = sum(files.map((measured) => measured.anys));

console.log(`exports documented      ${documented.toFixed(1)} % of ${names.length}`);
console.log(`functions with @example ${examples.toFixed(1)} % of ${callables.length}`);
console.log(
  `lines per file          median ${median}, p90 ${p90}, max ${longestFile.lines} (${longestFile.file ?? '-'})`,
);
console.log(
  `longest function        ${longestFunction.lines} lines (${longestFunction.at ?? '-'}), blanks and comments included`,
);
console.log(`any                     ${anys} in ${sum(files.map(({ lines }) => lines))} lines`);

const wrong = undocumented.map(({ file, name }) => `${file}: ${name} has no docblock`);
if (examples < LIMITS.examples) {
  wrong.push(`fewer than ${LIMITS.examples} % of functions have an @example:`);
  wrong.push(...withoutExample.map(({ file, name }) => `  ${file}: ${name}`));
}
if (median > LIMITS.medianLines) wrong.push(`median file is longer than ${LIMITS.medianLines} lines`);
if (p90 > LIMITS.p90Lines) wrong.push(`p90 file is longer than ${LIMITS.p90Lines} lines`);
if (longestFile.lines > LIMITS.maxLines) wrong.push(`${longestFile.file} is longer than ${LIMITS.maxLines} lines`);
if (longestFunction.lines > LIMITS.functionLines)
  wrong.push(`the function in ${longestFunction.at} is longer than ${LIMITS.functionLines} lines`);
if (anys > 0)
  wrong.push(
    `any: ${files
      .filter((measured) => measured.anys > 0)
      .map(({ file }) => file)
      .join(', ')}`,
  );
for (const line of wrong) console.error(line);
process.exitCode = wrong.length > 0 ? 1 : 0;

#!/usr/bin/env node
// Compares the first ```marble block of each operator's docblock with the first marble test of its spec, character for
// character. Usage: node scripts/marbles-in-docblocks.mjs [--root FOLDER]
//
// A spec declares a line of the block in its first `marbles(` test as a constant of the same name:
//   source   -a-b-|      <->  const source = hot('  -a-b-|')
//   dedupe   -a---|      <->  const expected = '    -a---|'   (the line that bears the export's own name)
// What follows a diagram after two spaces is a remark and is not compared.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FOLDERS = ['operators', 'sync'];
const root = process.argv[process.argv.indexOf('--root') + 1 || Infinity] ?? '.';
const faults = [];
let compared = 0;

for (const folder of FOLDERS.filter((name) => existsSync(join(root, 'lib', name)))) {
  for (const file of readdirSync(join(root, 'lib', folder)).filter((name) => name.endsWith('.ts'))) {
    check(join('lib', folder, file), join('spec', folder, file.replace(/\.ts$/, '-spec.ts')));
  }
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${compared} docblock marbles equal those of their specs`);

function check(libFile, specFile) {
  const source = readFileSync(join(root, libFile), 'utf8');
  const block = marbleBlock(source);
  if (block === undefined) {
    if (/^export function \w+(?:(?!\n})[\s\S])*?\): (\w*OperatorFunction|Observable)</m.test(source)) {
      faults.push(`${libFile}: exports a stream function whose docblock has no \`\`\`marble block`);
    }
    return;
  }
  if (!existsSync(join(root, specFile))) return void faults.push(`${libFile}: has a marble and no spec ${specFile}`);
  const test = firstMarbleTest(readFileSync(join(root, specFile), 'utf8'));
  if (test === undefined) return void faults.push(`${specFile}: has no marbles( test`);
  compared += 1;
  for (const [label, diagram] of block) {
    const constant = label === basename(libFile, '.ts') ? 'expected' : label;
    const declared = test.get(constant);
    if (declared === undefined)
      faults.push(`${specFile}: the first marbles( test declares no '${constant}' (docblock: ${diagram})`);
    else if (declared !== diagram)
      faults.push(`${libFile}: ${label} is ${diagram} in the docblock and ${declared} in ${specFile}`);
  }
}

function marbleBlock(source) {
  const body = /^ \* ```marble\n((?: \* .*\n)+?) \* ```$/m.exec(source)?.[1];
  return body
    ?.trimEnd()
    .split('\n')
    .map((line) => {
      const [, label, rest] = /^ \* (\S+)\s+(.*)$/.exec(line) ?? [undefined, line, ''];
      return [label, rest.split(/\s{2,}/)[0].trim()];
    });
}

function firstMarbleTest(spec) {
  const from = spec.search(/\bmarbles\(\(/);
  if (from < 0) return undefined;
  const next = spec.slice(from + 1).search(/^\s*it\(/m);
  const body = next < 0 ? spec.slice(from) : spec.slice(from, from + 1 + next);
  const constants = body.matchAll(/const (\w+)(?:: [^=]+)? =[^'";]*?'([^']*)'/g);
  return new Map(Array.from(constants, ([, name, diagram]) => [name, diagram.trim()]));
}

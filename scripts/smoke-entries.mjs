// Installs the packed tarball aside, with its dependencies and peers linked, loads each entry both ways, and compiles the
// import of each, with every published declaration checked.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TARBALL, UNPACKED, pack } from './pack.mjs';
import { ROOT, entries, flag, readJson, runNode, tool } from './project.mjs';

const LOAD = `
const { createRequire } = require('node:module');
const specifier = process.argv[2];
const required = Object.keys(require(specifier)).filter((name) => name !== 'default').sort();
import(specifier).then((imported) => {
  const names = Object.keys(imported).filter((name) => name !== 'default' && name !== 'module.exports').sort();
  if (names.join() !== required.join()) throw new Error('import gives ' + names + '; require gives ' + required);
  console.log(names.length);
});
`;

/** What a strict application says; `skipLibCheck` would hide what is wrong in our declarations. */
const STRICT = ['--strict', '--noEmit', '--skipLibCheck', 'false', '--target', 'es2022', '--types', 'node'];
const NODE_NEXT = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];

/** Compiles one import of every entry, as an ES module and as CommonJS; gives what is wrong. */
async function compileImports(home) {
  const imports = entries().map(({ specifier, name }) => {
    const local = name.replaceAll('-', '_');
    return `import * as ${local} from '${specifier}';\nexport { ${local} };\n`;
  });
  const files = ['imports.mts', 'imports.cts'];
  for (const file of files) writeFileSync(path.join(home, file), imports.join(''));
  const { output } = await runNode([tool('typescript', 'tsc'), ...STRICT, ...NODE_NEXT, ...files], { cwd: home });
  const wrong = output.split('\n').filter((line) => line.includes('error TS'));
  if (wrong.length === 0) console.log(`${String(imports.length)} entries: every declaration compiles`);
  return wrong;
}

if (!flag('packed') || !existsSync(TARBALL)) await pack();

const home = mkdtempSync(path.join(tmpdir(), 'millrace-entries-'));
const wrong = [];
/** The line of a stack trace that says what happened. */
const reason = (output) => /^.*Error.*$/m.exec(output)?.[0] ?? output.trim();
try {
  const { dependencies = {}, peerDependencies = {}, bin } = readJson('package.json');
  const modules = path.join(home, 'node_modules');
  mkdirSync(modules);
  cpSync(UNPACKED, path.join(modules, 'millrace'), { recursive: true });
  for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies), '@types/node']) {
    const installed = path.join(ROOT, 'node_modules', name);
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    if (existsSync(installed)) symlinkSync(installed, path.join(modules, name));
  }
  writeFileSync(path.join(home, 'load.cjs'), LOAD);
  for (const { specifier } of entries()) {
    const { code, output } = await runNode(['load.cjs', specifier], { cwd: home });
    if (code === 0) console.log(`${specifier}: ${output.trim()} names, by import and by require`);
    else wrong.push(`${specifier}: ${reason(output)}`);
  }
  wrong.push(...(await compileImports(home)));
  for (const [name, file] of Object.entries(bin)) {
    const { code, output } = await runNode([path.join(modules, 'millrace', file), '--help'], { cwd: home });
    if (code !== 0) wrong.push(`${name} --help: ${reason(output)}`);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

for (const line of wrong) console.error(line);
process.exitCode = wrong.length > 0 ? 1 : 0;

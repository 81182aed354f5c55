// Each folder of examples/ is a program of its own: installed aside against the packed tarball, checked and run there.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TARBALL, pack } from './pack.mjs';
import { ROOT, flag, readJson, run } from './project.mjs';

const INSTALL = ['install', '--no-save', '--no-audit', '--no-fund', '--install-links', TARBALL];
/** What an example may declare; each that it does must succeed, in this order. */
const SCRIPTS = ['typecheck', 'build', 'test', 'start:once'];

const withoutFolders = (source) => !/(^|\/)(node_modules|dist)$/.test(source);

async function tryOut(name) {
  const home = mkdtempSync(path.join(tmpdir(), `millrace-${name}-`));
  try {
    const folder = path.join(home, name);
    cpSync(path.join(ROOT, 'examples', name), folder, { recursive: true, filter: withoutFolders });
    const declared = readJson('package.json', folder).scripts ?? {};
    const commands = [INSTALL, ...SCRIPTS.filter((script) => script in declared).map((script) => ['run', script])];
    if (commands.length === 1) return 'has no script to run';
    for (const args of commands) {
      const { code, output } = await run('npm', args, { cwd: folder });
      if (code !== 0) return `npm ${args.slice(0, 2).join(' ')} failed\n${output}`;
    }
    return undefined;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const examples = path.join(ROOT, 'examples');
const names = existsSync(examples)
  ? readdirSync(examples).filter((name) => existsSync(path.join(examples, name, 'package.json')))
  : [];
if (names.length > 0 && !(flag('packed') && existsSync(TARBALL))) await pack();

let failed = 0;
for (const name of names) {
  const started = performance.now();
  const trouble = await tryOut(name);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (trouble !== undefined) failed += 1;
  console.log(`examples/${name}: ${trouble === undefined ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (trouble !== undefined) console.error(trouble);
}
console.log(`${names.length} examples, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

// npm run build: lib/ -> dist/esm, dist/cjs and dist/cli; dist/modules, for benchmarks, is not published. Does nothing when dist/ was built from the same bytes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleCli } from './bundle-cli.mjs';
import { bundleEntries } from './bundle-entries.mjs';
import { ROOT, filesUnder, flag, runNode, tool } from './project.mjs';

const STAMP = 'dist/.built-from';
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'tsconfig.cjs.json'];
const BUILDERS = ['scripts/build.mjs', 'scripts/bundle-cli.mjs', 'scripts/bundle-entries.mjs', 'scripts/project.mjs'];
const CLI_MAIN = 'lib/cli/main.ts';

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [...filesUnder('lib'), ...SETTINGS, ...BUILDERS]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function isFresh(print) {
  const stamp = path.join(ROOT, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === print;
}

async function compile(project, outDir, type) {
  const { code, output } = await runNode([tool('typescript', 'tsc'), '-p', project, '--outDir', outDir]);
  if (code !== 0) throw new Error(`tsc -p ${project}\n${output}`);
  writeFileSync(path.join(outDir, 'package.json'), `${JSON.stringify({ type, sideEffects: false })}\n`);
}

async function build(print) {
  // Built aside and moved into place whole, so that nobody ever imports half a package.
  const aside = path.join(ROOT, 'temp', `dist-${process.pid}`);
  try {
    const compiled = await Promise.allSettled([
      compile('tsconfig.build.json', path.join(aside, 'esm'), 'module'),
      compile('tsconfig.cjs.json', path.join(aside, 'cjs'), 'commonjs'),
    ]);
    const failure = compiled.find(({ status }) => status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    await bundleEntries(path.join(aside, 'esm'), path.join(aside, 'modules'));
    if (existsSync(path.join(ROOT, CLI_MAIN))) await bundleCli(CLI_MAIN, path.join(aside, 'cli'));
    else console.log(`build: no ${CLI_MAIN}, so no command line`);
    writeFileSync(path.join(aside, path.basename(STAMP)), print);
    mkdirSync(path.join(ROOT, 'dist'), { recursive: true });
    rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true });
    renameSync(aside, path.join(ROOT, 'dist'));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

const print = fingerprint();
if (flag('force') || !isFresh(print)) {
  const started = performance.now();
  try {
    await build(print);
    console.log(`build: dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

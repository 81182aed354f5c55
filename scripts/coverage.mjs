// npm run coverage: the whole suite once under c8, then two judgements of the same run.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hasCode } from './code.mjs';
import { ROOT, filesUnder, runNode, tool } from './project.mjs';

const C8 = tool('c8', 'c8');
const MOCHA = tool('mocha', 'mocha');
const TEMP = ['--temp-directory', 'temp/coverage', '--exclude-after-remap'];
const EVERYTHING = ['--include', 'lib/**'];
const STRICT_FOLDERS = ['lib/sync', 'lib/operators'];

async function step(...args) {
  const { code } = await runNode(args, { echo: true });
  if (code !== 0) process.exit(code);
}

await step(path.join(ROOT, 'scripts/build.mjs'));
await step(path.join(ROOT, 'scripts/build-spec.mjs'));
await step(C8, '--clean', ...TEMP, ...EVERYTHING, '--reporter', 'none', MOCHA, '--reporter', 'dot');

const judge = async (title, include, limits) => {
  console.log(title);
  const { code } = await runNode([C8, 'report', ...TEMP, ...include, '--check-coverage', ...limits], { echo: true });
  return code;
};

const overall = await judge(
  'All of lib: lines ≥ 95 %, branches ≥ 90 %',
  [...EVERYTHING, '--reporter', 'text', '--reporter', 'lcovonly'],
  [...['--lines', '95', '--branches', '90', '--functions', '0', '--statements', '0']],
);
const strict = STRICT_FOLDERS.filter((folder) => filesUnder(folder).length > 0);
const inner = await judge(
  `${strict.join(', ')}: branches ≥ 98 %`,
  [...strict.flatMap((folder) => ['--include', `${folder}/**`]), '--reporter', 'text-summary'],
  ['--branches', '98', '--lines', '95', '--functions', '0', '--statements', '0'],
);
// A file that no spec loads is not in the report at all: its lines would count for nothing.
const report = readFileSync(path.join(ROOT, 'coverage/lcov.info'), 'utf8');
const loaded = new Set(
  [...report.matchAll(/^SF:(.+)$/gm)].map(([, file]) => path.relative(ROOT, path.resolve(ROOT, file))),
);
const isMeant = (file) => /(?<!\.d)\.ts$/.test(file) && !/(^|\/)index\.ts$|^lib\/cli\/main\.ts$/.test(file);
const unseen = filesUnder('lib').filter((file) => isMeant(file) && !loaded.has(file) && hasCode(file, ROOT));
for (const file of unseen) console.error(`${file}: no spec loads it`);

process.exitCode = overall || inner || unseen.length > 0 ? 1 : 0;

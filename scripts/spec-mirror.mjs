// lib/a/b.ts with code that runs has spec/a/b-spec.ts, and the other way round. Entries and type-only files need none.
import path from 'node:path';
import { hasCode } from './code.mjs';
import { ROOT, filesUnder, option } from './project.mjs';

const root = path.resolve(option('root', ROOT));
/** Specs of something else than one file of lib. */
const NO_MIRROR = ['integration', 'scripts', 'simulation', 'support', 'types', 'browser', 'docs', 'fixtures'];

const isEntry = (file) => path.posix.basename(file) === 'index.ts';
const specOf = (file) => file.replace(/^lib\//, 'spec/').replace(/\.ts$/, '-spec.ts');
const fileOf = (spec) => spec.replace(/^spec\//, 'lib/').replace(/-spec\.ts$/, '.ts');

const files = filesUnder('lib', root).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
const specs = filesUnder('spec', root).filter((file) => file.endsWith('-spec.ts'));

const wrong = [
  ...files
    .filter((file) => !isEntry(file) && !specs.includes(specOf(file)) && hasCode(file, root))
    .map((file) => `${file}: has no ${specOf(file)}`),
  ...specs
    .filter((spec) => !NO_MIRROR.includes(spec.split('/')[1]) && !files.includes(fileOf(spec)))
    .map((spec) => `${spec}: has no ${fileOf(spec)}`),
];

for (const line of wrong) console.error(line);
console.log(`${files.length} files, ${specs.length} specs, ${wrong.length} without their mirror`);
process.exitCode = wrong.length > 0 ? 1 : 0;

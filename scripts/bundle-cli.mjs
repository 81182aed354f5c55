// Bundles the command line: its own libraries inside, the package's dependencies and peers outside.
import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT, readJson } from './project.mjs';

const NAME = 'millrace';
const HASHBANG = '#!/usr/bin/env node\n';
// CommonJS libraries inside an ES module still ask for `require`.
const REQUIRE =
  "import { createRequire as createBundleRequire } from 'node:module';\nconst require = createBundleRequire(import.meta.url);";
// Loaded by those libraries only when somebody uses the feature; we do not.
const NEVER_LOADED = ['enquirer', '@listr2/prompt-adapter-enquirer', '@listr2/prompt-adapter-inquirer'];

function packageFolders(metafile) {
  const folders = Object.keys(metafile.inputs).map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders.filter(Boolean))].sort();
}

function licenceOf(folder) {
  const absolute = path.resolve(ROOT, folder);
  const { name, version, license } = JSON.parse(readFileSync(path.join(absolute, 'package.json'), 'utf8'));
  const file = readdirSync(absolute).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file === undefined ? '' : readFileSync(path.join(absolute, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** Bundles `main` into `outDir/millrace.mjs`, executable, what it loads later beside it, with the licences of what is inside. */
export async function bundleCli(main, outDir) {
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = readJson('package.json');
  // An optional peer need not be installed where the command line is run.
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  const outfile = path.join(outDir, `${NAME}.mjs`);
  const startsItself = readFileSync(path.join(ROOT, main), 'utf8').startsWith('#!');
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [main],
    outdir: outDir,
    entryNames: NAME,
    chunkNames: 'parts/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    external: [...Object.keys(dependencies), ...peers, ...NEVER_LOADED],
    plugins: [throughEntries],
    banner: { js: `${startsItself ? '' : HASHBANG}${REQUIRE}` },
  });
  chmodSync(outfile, 0o755);
  const bundled = packageFolders(metafile).filter((folder) => existsSync(path.resolve(ROOT, folder, 'package.json')));
  if (bundled.length > 0) {
    writeFileSync(path.join(outDir, 'LICENSES.txt'), bundled.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`));
  }
}

const IMPORT_OF_ENTRY = /^import \{([^}]*)\} from '(\.[^']*\/index\.js)';$/gm;
const EXPORT_FROM_FILE = /^export \{([^}]*)\} from '(\.[^']*)';$/gm;

const valuesIn = (list) => list.split(',').flatMap((name) => /^\s*(?!type\s)(\w+)\s*$/.exec(name)?.[1] ?? []);

/** Gives the file behind each value that an entry exports. */
function filesBehind(entry) {
  const found = [...readFileSync(entry, 'utf8').matchAll(EXPORT_FROM_FILE)];
  return new Map(
    found.flatMap(([, list, file]) => valuesIn(list).map((name) => [name, path.resolve(entry, '..', file)])),
  );
}

/** Makes what is imported from an entry come from the file behind it: a part that is loaded later then stays whole. */
const throughEntries = {
  name: 'through entries',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]lib[\\/]cli[\\/].*\.ts$/ }, ({ path: file }) => ({
      loader: 'ts',
      contents: readFileSync(file, 'utf8').replace(IMPORT_OF_ENTRY, (whole, list, entry) => {
        const files = filesBehind(path.resolve(file, '..', entry.replace(/js$/, 'ts')));
        const names = valuesIn(list);
        if (names.some((name) => !files.has(name))) return whole;
        return names.map((name) => `import { ${name} } from '${files.get(name)}';`).join(' ');
      }),
    }));
  },
};

// Joins the ES modules of the public entries into a few files: Node takes longer to find a module than to run it.
import { cpSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { entries, filesUnder } from './project.mjs';

const PUBLISHED = './dist/esm/';

/** Moves what was compiled into `esm` to `modules`; leaves in `esm` the types, the entries, and what entries share. */
export async function bundleEntries(esm, modules) {
  renameSync(esm, modules);
  cpSync(modules, esm, { recursive: true, filter: (file) => !file.endsWith('.js') });
  await build({
    // Comments and names of shared files hold paths from here: every build gives the same bytes.
    absWorkingDir: modules,
    entryPoints: entries().map(({ module }) => path.relative(PUBLISHED, module)),
    outdir: esm,
    outbase: modules,
    chunkNames: 'shared/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    packages: 'external',
    target: 'es2022',
    logLevel: 'warning',
    plugins: [importedOnce('rxjs', namesImported('rxjs', modules))],
  });
}

/** Gives the names that the modules import from a package. */
function namesImported(from, modules) {
  const statement = new RegExp(`^import \\{([^}]*)\\} from '${from}';$`, 'gm');
  const lists = filesUnder('.', modules)
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [...readFileSync(path.join(modules, file), 'utf8').matchAll(statement)])
    .flatMap(([, list]) => list.split(','));
  return [...new Set(lists.map((name) => name.trim().split(' as ')[0]))].filter(Boolean).sort();
}

/** Makes one import of a package out of one for each module: less to link, and less for a browser to load. */
const importedOnce = (from, names) => ({
  name: `${from} once`,
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: new RegExp(`^${from}$`) }, ({ namespace }) =>
      namespace === 'once' ? { path: from, external: true } : { path: from, namespace: 'once', sideEffects: false },
    );
    onLoad({ filter: /.*/, namespace: 'once' }, () => ({ contents: `export { ${names.join(', ')} } from '${from}';` }));
  },
});

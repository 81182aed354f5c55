// Bundles the portable entries for a browser: nothing of Node, nothing but the peers outside; then loads the bundle
// where there is only what a browser has, and no timer or request starts by itself.
import { existsSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';
import { ROOT, filesUnder } from './project.mjs';

const PEERS = ['rxjs', 'io-ts', 'fp-ts'];
const ENTRIES = [
  'lib/index.ts',
  ...filesUnder('lib/aggregators').filter((file) => /^lib\/aggregators\/[^/]+\/index\.ts$/.test(file)),
  ...['lib/bridge/client/index.ts'].filter((file) => existsSync(path.join(ROOT, file))),
];
const PLATFORM = { URL, URLSearchParams, TextDecoder, TextEncoder, AbortController, Date, console: undefined };

const bundle = (entry, settings) =>
  build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    metafile: true,
    logLevel: 'silent',
    ...settings,
  });

/** Fails with what the entry drags in beside its own code and the peers. */
async function standsAlone(entry) {
  const { metafile } = await bundle(entry, { format: 'esm', external: PEERS });
  const foreign = Object.keys(metafile.inputs).filter((input) => input.includes('node_modules/'));
  if (foreign.length > 0) throw new Error(`bundles ${foreign.join(', ')}`);
}

/** Fails if loading the entry needs, or starts, anything that a bare browser page does not give. */
async function loadsQuietly(entry) {
  const { outputFiles } = await bundle(entry, { format: 'iife', globalName: 'loaded' });
  const started = [];
  const refuse = (name) => () => started.push(name);
  const page = {
    ...PLATFORM,
    ...Object.fromEntries(['setTimeout', 'setInterval', 'queueMicrotask', 'fetch'].map((name) => [name, refuse(name)])),
  };
  vm.runInNewContext(outputFiles[0].text, page, { filename: entry });
  if (started.length > 0) throw new Error(`starts ${started.join(', ')} when it is imported`);
  return outputFiles[0].contents.length;
}

let failed = false;
for (const entry of ENTRIES) {
  try {
    await standsAlone(entry);
    const bytes = await loadsQuietly(entry);
    console.log(`${entry}: runs in a browser; ${(bytes / 1024).toFixed(0)} KiB unminified, peers included`);
  } catch (error) {
    failed = true;
    console.error(`${entry}: ${error.message}`);
  }
}
process.exitCode = failed ? 1 : 0;

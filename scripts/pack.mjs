// Packs the built package as npm would publish it: temp/pack/millrace.tgz, and temp/pack/package unpacked.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, run } from './project.mjs';

const FOLDER = path.join(ROOT, 'temp', 'pack');
export const TARBALL = path.join(FOLDER, 'millrace.tgz');
export const UNPACKED = path.join(FOLDER, 'package');

/** Packs what is in dist/ now; throws with npm's own words when it cannot. */
export async function pack() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', FOLDER]);
  const name = /"filename":\s*"([^"]+)"/.exec(packed.output)?.[1];
  if (packed.code !== 0 || name === undefined) throw new Error(packed.output);
  renameSync(path.join(FOLDER, path.basename(name)), TARBALL);
  const unpacked = await run('tar', ['-xzf', TARBALL, '-C', FOLDER]);
  if (unpacked.code !== 0) throw new Error(unpacked.output);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await pack();
  console.log(path.relative(ROOT, TARBALL));
}

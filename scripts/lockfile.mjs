// Every optional dependency that the lockfile names must be in it, or `npm ci` refuses it on some npm or platform.
import path from 'node:path';
import { ROOT, option, readJson } from './project.mjs';

const { packages } = readJson('package-lock.json', path.resolve(option('root', ROOT)));

/** Gives the places where Node would look for `name` as seen from the package at `from`, nearest first. */
function places(from, name) {
  const parts = from === '' ? [] : from.split('/node_modules/');
  const parents = parts.map((_part, index) => parts.slice(0, parts.length - index).join('/node_modules/'));
  return [...parents.map((parent) => `${parent}/node_modules/${name}`), `node_modules/${name}`];
}

const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !places(from, name).some((place) => place in packages))
    .map((name) => `${from || 'package.json'}: optional dependency ${name} has no entry`),
);
const foreign = Object.entries(packages)
  .filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))
  .map(([place]) => `${place}: resolved outside the public registry`);

for (const line of [...missing, ...foreign]) console.error(line);
console.log(
  `${Object.keys(packages).length - 1} packages, ${missing.length} missing, ${foreign.length} from elsewhere`,
);
process.exitCode = missing.length + foreign.length > 0 ? 1 : 0;

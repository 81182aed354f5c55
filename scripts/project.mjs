// What every script needs to know about the project: where it is, which files it has, how to run a tool of it.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Reads a JSON file of the project, `package.json` say. */
export function readJson(file, root = ROOT) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

/** Lists the files under a folder, as paths from `root` with forward slashes, sorted; none if there is no such folder. */
export function filesUnder(folder, root = ROOT) {
  const visit = (relative) =>
    readdirSync(path.join(root, relative), { withFileTypes: true }).flatMap((entry) => {
      const inner = `${relative}/${entry.name}`;
      if (entry.name === 'node_modules') return [];
      return entry.isDirectory() ? visit(inner) : [inner];
    });
  try {
    return visit(folder).sort();
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Gives the value of `--name VALUE` or `--name=VALUE` on the command line. */
export function option(name, fallback) {
  const args = process.argv.slice(2);
  const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  if (at === -1) return fallback;
  return args[at].includes('=') ? args[at].slice(name.length + 3) : args[at + 1];
}

/** Tells whether `--name` is on the command line. */
export function flag(name) {
  return process.argv.includes(`--${name}`);
}

/** Gives the path of an installed tool's start file, so that it runs without a shell and without npx. */
export function tool(packageName, bin) {
  const folder = path.join(ROOT, 'node_modules', packageName);
  const declared = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).bin;
  return path.join(folder, typeof declared === 'string' ? declared : declared[bin]);
}

/** Runs a command to its end; resolves with its exit code and everything it printed. */
export function run(command, args, { cwd = ROOT, env = process.env, echo = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    const keep = (target) => (chunk) => {
      chunks.push(chunk);
      if (echo) target.write(chunk);
    };
    child.stdout.on('data', keep(process.stdout));
    child.stderr.on('data', keep(process.stderr));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** Runs a script or an installed tool with this Node. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** Lists the package's code entries: `.` and its subpaths with the files that they name. */
export function entries(root = ROOT) {
  return Object.entries(readJson('package.json', root).exports)
    .filter(([, target]) => typeof target === 'object')
    .map(([subpath, target]) => ({
      subpath,
      name: subpath === '.' ? 'index' : subpath.slice(2).replaceAll('/', '-'),
      specifier: subpath === '.' ? 'millrace' : `millrace${subpath.slice(1)}`,
      types: target.import.types,
      module: target.import.default,
    }));
}

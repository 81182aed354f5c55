// npm run bench -- [--json] [--only sync|notify|T2,T3] [--gate] [--list]
import { writeSync } from 'node:fs';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS, TABLES } from './tables.mjs';

const USAGE = 'usage: node bench/run.mjs [--json] [--only sync|notify|T1,T2] [--gate] [--list]';

const options = optionsOf(process.argv.slice(2));
const wanted = TABLES.filter(
  ({ id, group }) => options.only.length === 0 || options.only.some((name) => name === id || name === group),
);
if (wanted.length === 0)
  fail(`no such table; there are ${TABLES.map(({ id }) => id).join(', ')} and the groups sync, notify`);

if (options.list) {
  for (const { id, group, load } of wanted) {
    if (typeof (await load()).run !== 'function') fail(`${id} cannot be run`);
    console.log(`${id} ${group}`);
  }
  process.exit();
}

const figures = [];
for (const { id } of wanted) {
  const started = performance.now();
  figures.push(...(await figuresOf(id)));
  process.stderr.write(`${id} took ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}
const missed = figures.filter(({ holds }) => !holds);
if (!options.json) console.log(missed.length === 0 ? 'every target holds' : `${missed.length} targets do not hold`);
if (options.gate && missed.length > 0) process.exitCode = 1;

/** Each table runs in a process of its own, so that none meets code that another has trained. */
function figuresOf(id) {
  const found = [];
  const child = fork(fileURLToPath(new URL('table.mjs', import.meta.url)), [id], {
    execArgv: NODE_FLAGS,
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  child.on('message', (one) => {
    found.push(one);
    print(one);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(found) : reject(new Error(`${id} ended with ${String(code)}`))));
  });
}

function print({ detail, ...one }) {
  if (options.json) return void writeSync(1, `${JSON.stringify(one)}\n`);
  const { name, subject, base, ratio, spread, target, holds } = one;
  const verdict = target === null ? '' : holds ? `≤ ${target} holds` : `≤ ${target} MISSED`;
  console.log(
    `${name.padEnd(46)} ${`${subject} / ${base}`.padEnd(30)} ${String(ratio).padStart(7)} ±${(spread * 100).toFixed(0).padStart(3)} %  ${verdict.padEnd(16)} ${detail}`,
  );
}

function optionsOf(args) {
  const options = { json: false, gate: false, list: false, only: [] };
  for (let at = 0; at < args.length; at++) {
    if (args[at] === '--json') options.json = true;
    else if (args[at] === '--gate') options.gate = true;
    else if (args[at] === '--list') options.list = true;
    else if (args[at] === '--only' && args[at + 1] !== undefined) options.only = args[++at].split(',');
    else fail(`${args[at]} is not known`);
  }
  return options;
}

function fail(reason) {
  process.stderr.write(`${reason}\n${USAGE}\n`);
  process.exit(2);
}

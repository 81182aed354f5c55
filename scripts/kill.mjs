// Kills a real `serve` under load at random moments and starts it again: nothing that was acknowledged may be lost, and
// in the end its book must equal the sandbox's truth. Sweeps are off, or they would mend what was lost.
// Usage: node scripts/kill.mjs [--loops N] [--signal SIGKILL|SIGTERM] [--seed N] [--users N] [--changes-per-s N]
//                              [--control ack-before-commit|ack-before-delivery]
// With --control it ends with 0 only when it has found the mistake out.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { firstValueFrom } from 'rxjs';
import { compareBooks } from './kill/compareBooks.mjs';
import { startServed } from './kill/served.mjs';
import { ROOT, option } from './project.mjs';

const loops = Number(option('loops', '25'));
const signal = option('signal', 'SIGKILL');
const seed = Number(option('seed', '1'));
const users = Number(option('users', '60'));
const changesPerS = Number(option('changes-per-s', '60'));
const control = option('control');
const CONTROLS = ['ack-before-commit', 'ack-before-delivery'];
if (control !== undefined && !CONTROLS.includes(control)) throw new Error(`--control: one of ${CONTROLS.join(', ')}`);
if (!['SIGKILL', 'SIGTERM'].includes(signal)) throw new Error('--signal: SIGKILL or SIGTERM');

const dist = pathToFileURL(path.join(ROOT, 'dist/esm/')).href;
const { startSandbox } = await import(`${dist}sandbox/index.js`);
const { openSqliteStore, readBook } = await import(`${dist}node/store/sqlite/index.js`);
const { seededEntropy } = await import(`${dist}testing/index.js`);

/** Longest life of a process after it is ready, and longest wait for books that will not become right. Unit: ms */
const LONGEST_LIFE_MS = 1_200;
const PATIENCE_MS = control === undefined ? 60_000 : 12_000;
const DRAIN_LIMIT_MS = 20_000;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

const { random } = seededEntropy(seed);
const began = performance.now();
const folder = mkdtempSync(path.join(tmpdir(), 'millrace-kill-'));
const file = path.join(folder, 'inbox.db');
const port = await freePort();
const sandbox = await startSandbox({
  seed,
  users,
  changesPerS,
  scenarios: ['add'],
  switches: { notifyEveryS: '1', retryFirstS: '1', retries: '10000', usersPerNotice: '10' },
});
const origin = new URL(sandbox.baseUrl).origin;
const env = { PATH: process.env.PATH, ...sandbox.env };
const serveArgs = [
  path.join(ROOT, 'dist/cli/millrace.mjs'),
  ...['serve', '--listen', `127.0.0.1:${port}`, '--inbox', `sqlite:${file}`, '--sink', 'book'],
  ...['--reconcile-every', 'never', '--settle', '50ms', '--after-window', '500ms', '--requests-per-second', '1000'],
];
const controlArgs = [path.join(ROOT, 'scripts/kill/controlledServe.mjs'), dist, file, String(port), control];
const start = () => startServed(control === undefined ? serveArgs : controlArgs, env);
const post = (page, body) => fetch(`${origin}/__sandbox/${page}`, { method: 'POST', body: JSON.stringify(body) });

async function subscribed() {
  const args = [serveArgs[0], 'subscribe', '--json', '--callback-base-url', `http://127.0.0.1:${port}`];
  const { code } = await startServed(args, env).ended;
  if (code !== 0) throw new Error('no subscription');
}

async function trueBooks() {
  const books = [];
  for (let skip = 0; skip !== undefined;) {
    const page = await (await fetch(`${origin}/__sandbox/truth/book?skip=${skip}`)).json();
    books.push(...page.books);
    skip = page.next;
  }
  return books;
}

async function compared() {
  const truth = await trueBooks();
  const store = await openSqliteStore({ file, readOnly: true });
  try {
    return await firstValueFrom(store.query((transaction) => compareBooks(transaction, readBook, truth)));
  } finally {
    await firstValueFrom(store.close());
  }
}

/** Waits until the books are right, or patience ends after the last notification was acknowledged. */
async function finalState() {
  let until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { settled } = sandbox.yodlee.truth();
    if (!settled) until = Math.min(performance.now() + PATIENCE_MS, began + 3_600_000);
    const state = await compared();
    if (settled && state.wrong.length === 0) return state;
    if (performance.now() > until) return state;
    await wait(200);
  }
}

let slowestEndMs = 0;
let early = 0;
let served = start();
try {
  if ((await served.ready) === undefined) throw new Error(`serve did not start: ${served.errors()}`);
  await subscribed();
  for (let loop = 0; loop < loops; loop += 1) {
    const whileStarting = loop > 0 && random() < 0.15;
    if (whileStarting) early += 1;
    else if ((await served.ready) === undefined) throw new Error(`loop ${loop}: did not start: ${served.errors()}`);
    await wait(random() * (whileStarting ? 400 : LONGEST_LIFE_MS));
    const endedAt = performance.now();
    const { code } = await served.end(signal);
    slowestEndMs = Math.max(slowestEndMs, performance.now() - endedAt);
    const isDrained = signal !== 'SIGTERM' || whileStarting || control !== undefined || code === 0;
    if (!isDrained) throw new Error(`loop ${loop}: ended with ${code}: ${served.errors()}`);
    served = start();
  }
  await post('load', { changesPerS: 0 });
  const { wrong, duplicates, rows } = await finalState();
  const { notices, changes } = sandbox.yodlee.truth();
  const figures = [
    `kill: ${loops} × ${signal} (${early} while starting), seed ${seed}, ${((performance.now() - began) / 1_000).toFixed(0)} s`,
    `${changes} changes, ${notices.acknowledged} webhooks acknowledged, ${notices.discarded} given up by the sender`,
    `${rows} rows, ${users - wrong.length} of ${users} books right, ${wrong.length} lost, ${duplicates} duplicates`,
    ...(signal === 'SIGTERM' ? [`slowest end ${slowestEndMs.toFixed(0)} ms`] : []),
  ].join('; ');
  // What the sender gave up explains nothing: a book may be wrong for it.
  const isHeard = notices.discarded === 0;
  if (control === undefined) {
    console.log(figures);
    process.exitCode = isHeard && wrong.length + duplicates === 0 && slowestEndMs < DRAIN_LIMIT_MS ? 0 : 1;
  } else {
    const isCaught = isHeard && wrong.length > 0;
    console.log(`${figures}; control ${control} ${isCaught ? '' : 'NOT '}caught`);
    process.exitCode = isCaught ? 0 : 1;
  }
} finally {
  await served.end('SIGKILL');
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}

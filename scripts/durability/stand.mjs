// What the parts share: the built package, a SQLite library whose settings can be spoilt, notices, children under strace.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { firstValueFrom, NEVER } from 'rxjs';
import { ROOT } from '../project.mjs';

const dist = (entry) => import(pathToFileURL(path.join(ROOT, 'dist/esm', entry, 'index.js')).href);
export const SECRET = 'durability-secret-0123456789';
const QUARTER_S = 900;
const UNTIL = 'DURABILITY_WINDOW_UNTIL';

/** A quarter of an hour that ended an hour before the run began; the same in all of its processes. */
export const WINDOW = windowUntil(Number(process.env[UNTIL] ?? lastQuarterS()));

function lastQuarterS() {
  return Math.floor(Date.now() / 1_000 / QUARTER_S) * QUARTER_S - 3_600;
}

function windowUntil(untilS) {
  return { from: new Date((untilS - QUARTER_S) * 1_000), until: new Date(untilS * 1_000) };
}

/** Makes a folder that goes with the part that wanted it. */
export async function withFolder(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'millrace-durability-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Opens SQLite as the store does. With `synchronous` the setting is spoilt behind the store's back: what the controls
 * are made of. `checkpointPages` lets the log be moved more often.
 */
export async function sqliteDriver({ synchronous, checkpointPages, onCommit } = {}) {
  const { DatabaseSync } = await import('node:sqlite').catch(() => import('@photostructure/sqlite'));
  return (file, options) => {
    const database = new DatabaseSync(file, options);
    let isSpoilt = file.endsWith('.lock');
    const spoil = () => {
      isSpoilt = true;
      if (synchronous) database.exec(`PRAGMA synchronous = ${synchronous}`);
      if (checkpointPages) database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
    };
    return {
      exec: (sql) => {
        if (!isSpoilt && sql === 'BEGIN IMMEDIATE') spoil();
        if (sql === 'COMMIT') onCommit?.(() => database.exec(sql));
        if (sql !== 'COMMIT' || onCommit === undefined) database.exec(sql);
      },
      prepare: (sql) => database.prepare(sql),
      isInTransaction: () => database.isTransaction,
      close: () => database.close(),
    };
  };
}

/** Opens the store of the build. */
export async function openStore(file, { driver, ...options } = {}) {
  const { openSqliteStore } = await dist('node/store/sqlite');
  return openSqliteStore({ file, driver: driver ?? (await sqliteDriver()), ...options });
}

/** Gives the same numbers for the same seed, 0 ≤ n < 1. */
export async function chanceOf(seed) {
  const { seededEntropy } = await dist('testing');
  return seededEntropy(seed).random;
}

/** Serves the build's intake over a store on any port; `close` ends both. */
export async function intakeOver(store) {
  const { createYodlee, receiveNotification } = await dist('aggregators/yodlee');
  const { notificationListener, INTAKE_SERVER_OPTIONS } = await dist('node');
  const api = createYodlee({
    baseUrl: 'https://yodlee.invalid/ysl',
    tokens: { admin: { tokenKind: 'admin', token: () => NEVER } },
    http: { supports: {}, request: () => NEVER },
  });
  const receive = receiveNotification(api, store.inbox, { pathSecret: SECRET, settleMs: 0, maxWaitMs: 0 });
  const listener = notificationListener(receive);
  const server = createServer(INTAKE_SERVER_OPTIONS, (request, response) => void listener(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: server.address().port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await firstValueFrom(store.close());
    },
  };
}

/** Puts the window of the run under each user, to be had at once; says how many of them were not there before. */
export async function putWindow(store, users) {
  const intents = users.map((userId) => ({ userId, window: WINDOW }));
  const options = { origin: 'notice', settleMs: 0, maxWaitMs: 0 };
  const { added } = await firstValueFrom(store.inbox.put('default', intents, options));
  return added;
}

/** How many of those who were acknowledged are not in the file; all bounds are off when that was replaced. */
export async function lostOf(file, acknowledged) {
  const store = await openStore(file);
  const added = await putWindow(store, acknowledged);
  await firstValueFrom(store.close());
  return store.brokenFile === undefined ? added : Infinity;
}

/** Writes a notice of changed data about the window of the run. */
export function noticeOf(users) {
  const instant = (date) => `${date.toISOString().slice(0, 19)}Z`;
  const fromDate = instant(WINDOW.from);
  const toDate = instant(new Date(WINDOW.until.getTime() - 1_000));
  const query = `fromDate=${fromDate}&toDate=${toDate}`;
  const entries = users.map(
    (user) =>
      `{"user":{"loginName":"${user}"},"links":[{"methodType":"GET","rel":"getUserData","href":"dataExtracts/userData?${query}&loginName=${user}"}]}`,
  );
  const head = `{"event":{"info":"DATA_UPDATES.USER_DATA","notificationId":"n-1","data":{"userData":[`;
  return Buffer.from(
    `${head}${entries.join(',')}],"userCount":${users.length},"fromDate":"${fromDate}","toDate":"${toDate}"}}}`,
  );
}

/** Posts a body; gives the status, or 0 when there was no answer. */
export async function post(port, body) {
  try {
    const url = `http://127.0.0.1:${port}/hooks/${SECRET}`;
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/** Tells whether strace is there and may trace. */
export function canTrace() {
  return spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * Starts a program of this folder, under strace when `trace` holds its options; `ready` gives its first line, parsed.
 */
export function startProgram(name, args, { trace, nodeFlags = [] } = {}) {
  const program = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const node = [...nodeFlags, program, ...args];
  const options = {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, [UNTIL]: String(WINDOW.until.getTime() / 1_000) },
  };
  const child = trace
    ? spawn('strace', ['-f', ...trace, process.execPath, ...node], options)
    : spawn(process.execPath, node, options);
  const ended = once(child, 'exit');
  let text = '';
  const lines = [];
  const waiting = [];
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    const parts = (text + piece).split('\n');
    text = parts.pop();
    for (const line of parts) {
      const next = waiting.shift();
      if (next === undefined) lines.push(line);
      else next(line);
    }
  });
  const nextLine = () =>
    Promise.race([
      new Promise((resolve) => {
        const line = lines.shift();
        if (line === undefined) waiting.push(resolve);
        else resolve(line);
      }),
      ended.then(([code, signal]) => {
        throw new Error(`${name} ended with ${String(signal ?? code)}`);
      }),
    ]);
  return {
    /** Gives what the program says next. */
    hear: async () => JSON.parse(await nextLine()),
    say: (word) => child.stdin.write(`${word}\n`),
    /** Lets it end by itself. */
    end: async () => {
      child.stdin.end();
      const [code, signal] = await ended;
      if (code !== 0) throw new Error(`${name} ended with ${String(signal ?? code)}`);
    },
  };
}

/** Runs jobs, some at a time, in order. */
export async function someAtATime(count, atOnce, job) {
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < count; n = next++) await job(n);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

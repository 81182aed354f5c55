// What the parts share: the built package, a SQLite library whose settings can be spoilt, notices, children under strace.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { NEVER } from 'rxjs';
import { ROOT } from '../project.mjs';

const dist = (entry) => import(pathToFileURL(path.join(ROOT, 'dist/esm', entry, 'index.js')).href);
export const SECRET = 'durability-secret-0123456789';
const QUARTER_S = 900;

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

/** The handler of the build's intake over a store. */
export async function listenerOver(store) {
  const { createYodlee, receiveNotification } = await dist('aggregators/yodlee');
  const { notificationListener, INTAKE_SERVER_OPTIONS } = await dist('node');
  const api = createYodlee({
    baseUrl: 'https://yodlee.invalid/ysl',
    tokens: { admin: { tokenKind: 'admin', token: () => NEVER } },
    http: { supports: {}, request: () => NEVER },
  });
  const receive = receiveNotification(api, store.inbox, { pathSecret: SECRET, settleMs: 0, maxWaitMs: 0 });
  return { listener: notificationListener(receive), receive, serverOptions: INTAKE_SERVER_OPTIONS };
}

/** The quarter of an hour that ended an hour ago. */
export function lastQuarter() {
  const until = Math.floor(Date.now() / 1_000 / QUARTER_S) * QUARTER_S - 3_600;
  return { from: new Date((until - QUARTER_S) * 1_000), until: new Date(until * 1_000) };
}

/** Writes a notice of changed data about that quarter of an hour. */
export function noticeOf(users, window = lastQuarter()) {
  const instant = (date) => `${date.toISOString().slice(0, 19)}Z`;
  const fromDate = instant(window.from);
  const toDate = instant(new Date(window.until.getTime() - 1_000));
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
  const child = trace
    ? spawn('strace', ['-f', ...trace, process.execPath, ...node], { stdio: ['pipe', 'pipe', 'inherit'] })
    : spawn(process.execPath, node, { stdio: ['pipe', 'pipe', 'inherit'] });
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

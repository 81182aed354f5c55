// Disks that are full, read-only, broken, locked or corrupted: 503 or a clear error, nothing acknowledged lost, and it
// heals by itself.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { firstValueFrom } from 'rxjs';
import { lostOf, noticeOf, openStore, post, sqliteDriver, startProgram, WINDOW, withFolder } from './stand.mjs';

const USERS_OF_A_NOTICE = 20;

export async function run({ traces, isCi }) {
  const injected = [
    ['EIO of a sync', 'inject=fsync,fdatasync:error=EIO:when=14+11'],
    ['EIO of a write', 'inject=pwrite64:error=EIO:when=60+90'],
    [
      'EIO of syncs and reads',
      'inject=fsync,fdatasync:error=EIO:when=14+11',
      'inject=pread64:error=EIO:when=70..400+31',
    ],
    ['ENOSPC of a write', 'inject=pwrite64:error=ENOSPC:when=60+90'],
    ['EROFS of a write', 'inject=pwrite64:error=EROFS:when=60+90'],
  ];
  const results = [];
  for (const [name, ...injects] of injected) {
    results.push(traces ? await withInjected(name, injects) : missing(name, isCi, 'strace may not trace'));
  }
  const mounts = canMount();
  const noMount = 'mounting is not permitted';
  results.push(mounts ? await fullDisk() : missing('full disk', isCi, noMount));
  results.push(mounts ? await readOnlyDisk() : missing('read-only disk', isCi, noMount));
  results.push(await lockedFile(), await corruptedFile());
  return results;
}

const missing = (name, isCi, reason) => ({ holds: !isCi, line: `${name}: not tried, because ${reason}` });

/** A server, what was acknowledged by it, and how it answered. */
async function withServer(file, options, use) {
  const server = startProgram('server', [file], options);
  const { port } = await server.hear();
  const acknowledged = [];
  const statuses = new Map();
  let notices = 0;
  const send = async () => {
    notices += 1;
    const users = Array.from({ length: USERS_OF_A_NOTICE }, (_, at) => `user${process.pid}n${notices}u${at}`);
    const status = await post(port, noticeOf(users));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 200) acknowledged.push(...users);
    return status;
  };
  try {
    await use({ send, statuses });
  } finally {
    await server.end();
  }
  return { acknowledged, statuses };
}

function told(name, { statuses, acknowledged }, lost, { healed = true, more = '' } = {}) {
  const strange = [...statuses.keys()].filter((status) => status !== 200 && status !== 503);
  const [kept = 0, refused = 0] = [statuses.get(200), statuses.get(503)];
  return {
    holds: strange.length === 0 && kept > 0 && refused > 0 && lost === 0 && healed,
    line: `${name}: ${kept} × 200, ${refused} × 503${strange.map((status) => `, ${statuses.get(status)} × ${status}`).join('')}, ${lost} of ${acknowledged.length} lost, ${healed ? 'healed by itself' : 'did NOT heal'}${more}`,
  };
}

function withInjected(name, injects) {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'inbox.db');
    await firstValueFrom((await openStore(file)).close());
    let isHealed = false;
    const seen = await withServer(
      file,
      {
        trace: [
          '-qq',
          '-o',
          '/dev/null',
          '-e',
          'trace=fsync,fdatasync,pwrite64,pread64',
          ...injects.flatMap((inject) => ['-e', inject]),
        ],
      },
      async ({ send }) => {
        let wasRefused = false;
        for (let n = 0; n < 120; n++) {
          const status = await send();
          if (status === 503) wasRefused = true;
          else if (wasRefused && status === 200) isHealed = true;
        }
      },
    );
    return told(name, seen, await lostOf(file, seen.acknowledged), { healed: isHealed });
  });
}

const mount = (...args) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;

function canMount() {
  return withMountSync(() => true) ?? false;
}

function withMountSync(use) {
  const folder = path.join('/tmp', `millrace-durability-mount-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  if (!mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder)) {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  try {
    return use(folder);
  } finally {
    unmount(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

function unmount(folder) {
  // A program that died on the way may still hold it for a moment: it goes when the last one lets go.
  for (const args of [[folder], ['-l', folder]])
    if (spawnSync('umount', args, { stdio: 'ignore' }).status === 0) return;
  throw new Error(`${folder} could not be unmounted`);
}

function withDisk(size, use) {
  return withFolder(async (folder) => {
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk)) throw new Error('no disk was mounted');
    try {
      return await use(disk);
    } finally {
      unmount(disk);
    }
  });
}

function fullDisk() {
  return withDisk('4m', async (disk) => {
    const file = path.join(disk, 'inbox.db');
    const ballast = path.join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(2_097_152));
    let isHealed = false;
    const seen = await withServer(file, {}, async ({ send, statuses }) => {
      for (let n = 0; n < 2_000 && (statuses.get(503) ?? 0) < 5; n++) await send();
      rmSync(ballast);
      isHealed = (await send()) === 200;
    });
    return told('full disk', seen, await lostOf(file, seen.acknowledged), { healed: isHealed });
  });
}

function readOnlyDisk() {
  return withDisk('8m', async (disk) => {
    const file = path.join(disk, 'inbox.db');
    const seen = await withServer(file, {}, async ({ send }) => {
      for (let n = 0; n < 10; n++) await send();
    });
    mount('-o', 'remount,ro', disk);
    const fault = await faultOf(() => openStore(file));
    mount('-o', 'remount,rw', disk);
    const lost = await lostOf(file, seen.acknowledged);
    return {
      holds: fault === 'readOnly' && lost === 0,
      line: `read-only disk: refused at opening as ${fault}, ${lost} of ${seen.acknowledged.length} lost once it is writable again`,
    };
  });
}

async function faultOf(open) {
  try {
    await firstValueFrom((await open()).close());
    return 'nothing';
  } catch (error) {
    return error.fault ?? error.name;
  }
}

function lockedFile() {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'inbox.db');
    let second = '';
    let isHealed = false;
    const seen = await withServer(file, {}, async ({ send }) => {
      await send();
      second = await faultOf(() => openStore(file));
      const other = (await sqliteDriver())(file, { readOnly: false });
      other.exec('BEGIN IMMEDIATE');
      await send();
      other.exec('ROLLBACK');
      other.close();
      isHealed = (await send()) === 200;
    });
    const more = `; a second writer is refused as ${second}`;
    const result = told('locked file', seen, await lostOf(file, seen.acknowledged), { healed: isHealed, more });
    return { ...result, holds: result.holds && second === 'locked' };
  });
}

function corruptedFile() {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'inbox.db');
    const before = await withServer(file, {}, async ({ send }) => {
      for (let n = 0; n < 30; n++) await send();
    });
    const first = await openStore(file);
    await firstValueFrom(first.inbox.markSwept('default', WINDOW));
    await firstValueFrom(first.close());
    const bytes = readFileSync(file);
    for (let at = 100; at < bytes.length; at += 97) bytes[at] ^= 0xff;
    writeFileSync(file, bytes);
    const after = await withServer(file, {}, async ({ send }) => {
      for (let n = 0; n < 10; n++) await send();
    });
    const lost = await lostOf(file, after.acknowledged);
    const store = await openStore(file);
    const coverage = await firstValueFrom(
      store.inbox.coverage('default', { from: new Date(WINDOW.from.getTime() - 3_600_000), until: WINDOW.until }),
    );
    await firstValueFrom(store.close());
    const isUnproven = coverage.every(({ state }) => state === 'unproven' || state === 'noticed');
    const aside = setAside(folder);
    return {
      holds: lost === 0 && isUnproven && aside === 1 && after.statuses.get(200) === 10,
      line: `corrupted file: ${aside} set aside with its ${before.acknowledged.length} users, ${after.statuses.get(200) ?? 0} × 200 from then on, ${lost} of ${after.acknowledged.length} lost; nothing counts as swept (${isUnproven})`,
    };
  });
}

function setAside(folder) {
  const found = spawnSync('ls', [folder]).stdout.toString().split('\n');
  return found.filter((name) => /\.broken-\d+$/.test(name) && existsSync(path.join(folder, name))).length;
}

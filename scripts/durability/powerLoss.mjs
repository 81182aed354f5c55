// Power loss at any moment: what a process wrote is recorded, and of what was not synced any sector may be gone.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { firstValueFrom, toArray } from 'rxjs';
import { chanceOf, openStore, putWindow, startProgram, withFolder } from './stand.mjs';
import { readTrace, traceOptions } from './trace.mjs';

const COMMITS = 120;
const CHECKPOINT_PAGES = 60;
const SECTOR = 512;
/** What is left of what was not synced. */
const LEFT = ['nothing', 'some sectors', 'some writes', 'all'];

export async function run({ cuts = 60, seed = 1 } = {}) {
  const real = await lossesOf('', cuts, seed);
  const control = await lossesOf('NORMAL', Math.min(cuts, 20), seed);
  return {
    holds: real.lost === 0 && real.undone === 0 && real.rebuilt === 0 && real.acknowledged > 0 && control.lost > 0,
    line:
      `${real.cuts} cuts of ${real.events} recorded calls (seed ${seed}, ${real.checkpoints} syncs of the file itself): ${real.acknowledged} acknowledged in all, ` +
      `${real.lost} lost, ${real.undone} acks undone, ${real.rebuilt} files broken; control with synchronous=NORMAL: ${control.lost} of ${control.acknowledged} lost`,
  };
}

function lossesOf(synchronous, cuts, seed) {
  return withFolder(async (folder) => {
    const log = path.join(folder, 'trace');
    const args = [path.join(folder, 'inbox.db'), String(COMMITS), synchronous, String(CHECKPOINT_PAGES)];
    const writer = startProgram('writer', args, { trace: traceOptions(log, 65_536) });
    await writer.end();
    const events = [];
    for await (const event of readTrace(log)) {
      if (event.kind === 'said' || (event.kind !== 'sent' && event.file?.startsWith('inbox.db'))) events.push(event);
    }
    const sum = { cuts, events: events.length, acknowledged: 0, lost: 0, undone: 0, rebuilt: 0 };
    sum.checkpoints = events.filter(({ kind, file }) => kind === 'sync' && file === 'inbox.db').length;
    const chance = await chanceOf(seed);
    for (let n = 0; n < cuts; n++) {
      const at = n === 0 ? events.length : Math.floor(chance() * events.length);
      const after = await openedAfter(folder, events.slice(0, at), LEFT[n % LEFT.length], chance);
      for (const key of Object.keys(after)) sum[key] += after[key];
    }
    return sum;
  });
}

/** Lays the files out as the disk may hold them, opens the store and asks for everything that was acknowledged. */
async function openedAfter(folder, events, left, chance) {
  const file = path.join(folder, 'after.db');
  for (const side of ['', '-wal', '-shm', '.lock']) rmSync(file + side, { force: true });
  for (const [name, bytes] of disksOf(events, left, chance)) {
    // The index of the log is shared memory: it is made anew.
    if (name === 'inbox.db' || name === 'inbox.db-wal') writeFileSync(name.replace('inbox.db', file), bytes);
  }
  const told = events.filter(({ kind }) => kind === 'said').flatMap(({ text }) => text.trim().split('\n'));
  const whose = (word) => told.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const store = await openStore(file);
  try {
    const [put, acked] = [whose('put'), new Set(whose('acked'))];
    const entries = await firstValueFrom(store.inbox.list({ tenant: 'default' }).pipe(toArray()));
    return {
      acknowledged: put.length + acked.size,
      lost: await putWindow(store, put),
      undone: entries.filter(({ userId }) => acked.has(userId)).length,
      rebuilt: store.brokenFile === undefined ? 0 : 1,
    };
  } finally {
    await firstValueFrom(store.close());
  }
}

/** What was synced is there; of the rest what `left` says. */
function disksOf(events, left, chance) {
  const disks = new Map();
  const pending = new Map();
  for (const event of events) {
    const { kind, file } = event;
    if (kind === 'unlink') {
      // A deletion is the file system's own business: SQLite's logs and locks only.
      disks.delete(file);
      pending.delete(file);
    } else if (kind === 'write' || kind === 'truncate') {
      if (!pending.has(file)) pending.set(file, []);
      pending.get(file).push(event);
    } else if (kind === 'sync') {
      for (const change of pending.get(file) ?? []) disks.set(file, changed(disks.get(file), change));
      pending.delete(file);
    }
  }
  for (const [file, changes] of pending) {
    for (const change of changes) {
      for (const part of survivors(change, left, chance)) disks.set(file, changed(disks.get(file), part));
    }
  }
  return disks;
}

function survivors(change, left, chance) {
  if (left === 'nothing') return [];
  if (left === 'all') return [change];
  if (change.kind === 'truncate' || left === 'some writes') return chance() < 0.5 ? [change] : [];
  const parts = [];
  for (let from = 0; from < change.bytes.length;) {
    const until = Math.min(change.bytes.length, from + SECTOR - ((change.at + from) % SECTOR));
    if (chance() < 0.5) parts.push({ ...change, at: change.at + from, bytes: change.bytes.subarray(from, until) });
    from = until;
  }
  return parts;
}

function changed(disk = Buffer.alloc(0), change) {
  if (change.kind === 'truncate') {
    const cut = Buffer.alloc(change.size);
    disk.copy(cut, 0, 0, change.size);
    return cut;
  }
  const size = Math.max(disk.length, change.at + change.bytes.length);
  const grown = size === disk.length ? disk : Buffer.concat([disk, Buffer.alloc(size - disk.length)]);
  change.bytes.copy(grown, change.at);
  return grown;
}

// T11: the inbox under 128 callers, each of whom waits for its own ack, against an append to a file that syncs as often.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { firstValueFrom } from 'rxjs';
import { AT_ONCE, countingStore, quarterOf, withFolder } from '../fixtures/store.mjs';
import { alternate, timesFigure } from '../harness/alternate.mjs';
import { figure } from '../harness/figures.mjs';
import { median, slope } from '../harness/statistics.mjs';

const CALLERS = 128;
const PUTS = 4_096;
const ONE_BY_ONE = 256;
const RECORD = Buffer.alloc(1_024, 'r');
const SIZES = [1_000, 10_000, 100_000];

export const run = () =>
  withFolder(async (folder) => {
    const opened = await countingStore(path.join(folder, 'inbox.db'));
    const file = openSync(path.join(folder, 'append.log'), 'a');
    const puts = putter(opened);
    const seen = await alternate(
      [
        { name: 'millrace', run: () => puts.together(PUTS) },
        { name: 'append + fdatasync', run: () => appendTogether(file, PUTS) },
        { name: 'millrace, commit per row', run: () => puts.oneByOne(ONE_BY_ONE) },
      ],
      { rounds: 7, warmUps: 2 },
    );
    const perRow = seen.get('millrace, commit per row');
    for (const clock of ['wall', 'own', 'cpu']) perRow[clock] = perRow[clock].map((ms) => (ms * PUTS) / ONE_BY_ONE);
    const commits = median(seen.get('millrace').given.map((given) => given.commits));
    closeSync(file);
    await opened.close();
    const name = `T11 ${CALLERS} callers, union upsert`;
    return [
      timesFigure(name, seen, 'millrace', 'append + fdatasync', {
        target: 4,
        detail: 'at most 4 × the time is at least 0.25 × the rate',
      }),
      timesFigure(name, seen, 'millrace', 'millrace, commit per row', { target: 0.125 }),
      figure('T11 commits for each group of callers', {
        subject: 'millrace',
        base: 'groups',
        ratio: commits / (PUTS / CALLERS),
        target: 1.1,
        detail: `${commits} commits for ${PUTS} puts; syncs per commit are counted by scripts/durability.mjs`,
      }),
    ];
  });

/** What a put costs with more users in the file. */
export async function growth() {
  const costs = [];
  for (const size of SIZES) {
    costs.push(
      await withFolder(async (folder) => {
        const opened = await countingStore(path.join(folder, 'inbox.db'));
        const puts = putter(opened);
        await puts.fill(size);
        const seen = await alternate([{ name: 'millrace', run: () => puts.together(2_048) }], { rounds: 3 });
        await opened.close();
        return median(seen.get('millrace').cpu);
      }),
    );
  }
  return [
    { curve: 'T11 inbox, puts with N users waiting', sizes: SIZES, costs, slope: slope(SIZES, costs), target: 0.3 },
  ];
}

/** Puts that are half of users who wait already, so that windows unite. */
function putter({ inbox, counts }) {
  let next = 0;
  const put = async (n) => {
    const userId = `YSL${1_484_052_178_554 + ((n * 7_919) % 2_000_003)}`;
    const { added } = await firstValueFrom(inbox.put('default', [{ userId, window: quarterOf(0) }], AT_ONCE));
    const again = n % 2 === 0 ? 0 : 1;
    const more = await firstValueFrom(inbox.put('default', [{ userId, window: quarterOf(1 + again) }], AT_ONCE));
    if (added + more.added !== 2) throw new Error(`${2 - added - more.added} windows were known before`);
  };
  return {
    together: async (count) => {
      const before = counts.commits;
      await callers(count / 2, CALLERS, () => put(next++));
      return { commits: counts.commits - before };
    },
    oneByOne: (count) => callers(count / 2, 1, () => put(next++)),
    fill: async (count) => {
      const intents = Array.from({ length: count }, (_, n) => ({
        userId: `waiting${n * 7_919}`,
        window: quarterOf(0),
      }));
      for (let from = 0; from < count; from += 5_000) {
        await firstValueFrom(inbox.put('default', intents.slice(from, from + 5_000), AT_ONCE));
      }
    },
  };
}

/** Records of one turn of the loop share a write and a sync, as the callers of the store do. */
async function appendTogether(file, count) {
  let waiting = [];
  let synced = 0;
  const flush = () => {
    const group = waiting;
    waiting = [];
    writeSync(file, Buffer.concat(group.map(() => RECORD)));
    fdatasyncSync(file);
    synced += group.length;
    for (const resolve of group) resolve();
  };
  await callers(
    count,
    CALLERS,
    () =>
      new Promise((resolve) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push(resolve);
      }),
  );
  if (synced !== count) throw new Error(`${synced} of ${count} records were synced`);
}

async function callers(count, atOnce, job) {
  let left = count;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      await job();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
}

// T7: what a process holds after many distinct (user, window), whose duplicates it must know, against a Set of them all.
import path from 'node:path';
import { firstValueFrom } from 'rxjs';
import { AT_ONCE, countingStore, quarterOf, withFolder } from '../fixtures/store.mjs';
import { collectGarbage } from '../harness/collectGarbage.mjs';
import { dice } from '../harness/dice.mjs';
import { figure } from '../harness/figures.mjs';

/** A tenth of what the target speaks of; `MILLRACE_BENCH_FULL=1` takes it all. */
const IDS = process.env.MILLRACE_BENCH_FULL === '1' ? 1_000_000 : 100_000;
const GROUP = 5_000;
const AGAIN = 5;

export const run = () =>
  withFolder(async (folder) => {
    const numbers = shuffled(IDS);
    const { inbox, close } = await countingStore(path.join(folder, 'inbox.db'));
    // What is compiled and cached with the first ids is not what grows.
    await take(inbox, numbers.slice(0, GROUP));
    const before = held();
    await take(inbox, numbers.slice(GROUP, IDS / 2));
    const half = held() - before;
    await take(inbox, numbers.slice(IDS / 2));
    const ours = held() - before;
    const again = shuffled(IDS).slice(0, IDS / AGAIN);
    const { known, added } = await put(inbox, again);
    if (known !== again.length || added !== 0) throw new Error(`${added} of ${again.length} duplicates were new`);
    await close();
    const empty = held();
    const all = new Set(numbers.map(idOf));
    const theirs = held() - empty;
    if (all.size !== IDS) throw new Error('ids were not distinct');
    const mib = (bytes) => (bytes / 1_048_576).toFixed(2);
    const name = `T7 heap after ${IDS.toLocaleString('en')} distinct ids in any order`;
    return [
      figure(name, {
        subject: 'millrace',
        base: 'Set of all ids',
        ratio: Math.max(0, ours) / theirs,
        target: 0.25,
        detail: `${mib(ours)} MiB (${mib(half)} after half of them) against ${mib(theirs)} MiB; none lost, every duplicate known`,
      }),
    ];
  });

async function take(inbox, numbers) {
  for (let from = 0; from < numbers.length; from += GROUP) {
    const group = numbers.slice(from, from + GROUP);
    const { added } = await put(inbox, group);
    if (added !== group.length) throw new Error(`${group.length - added} ids were lost`);
  }
}

const put = (inbox, numbers) =>
  firstValueFrom(
    inbox.put(
      'default',
      numbers.map((n) => ({ userId: userOf(n), window: WINDOWS[n % WINDOWS.length] })),
      AT_ONCE,
    ),
  );

const WINDOWS = Array.from({ length: 8 }, (_, n) => quarterOf(2 * n));
const userOf = (n) => `YSL${1_484_052_178_554 + Math.floor(n / WINDOWS.length)}`;
const idOf = (n) => `${userOf(n)} ${WINDOWS[n % WINDOWS.length].from.toISOString()}`;

function shuffled(count) {
  const chance = dice(7);
  const numbers = Array.from({ length: count }, (_, n) => n);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1));
    [numbers[at], numbers[other]] = [numbers[other], numbers[at]];
  }
  return numbers;
}

function held() {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

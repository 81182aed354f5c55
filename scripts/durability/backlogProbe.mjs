// Works on a store for a while and says how big the heap is then; `fill` puts a backlog in first and says nothing more.
// Usage: node backlogProbe.mjs FILE (fill N | work)
import { firstValueFrom, toArray } from 'rxjs';
import { openStore, putWindow } from './stand.mjs';

const [, , file, mode, count] = process.argv;
const AT_ONCE = 5_000;
const ROUNDS = 20;
const store = await openStore(file);
const { inbox } = store;
const put = (prefix, from, n) =>
  putWindow(
    store,
    Array.from({ length: n }, (_, at) => `${prefix}${from + at}`),
  );
if (mode === 'fill') {
  for (let from = 0; from < Number(count); from += AT_ONCE) {
    await put('backlog', from, Math.min(AT_ONCE, Number(count) - from));
  }
} else await work();
await firstValueFrom(store.close());

async function work() {
  for (let round = 0; round < ROUNDS; round++) {
    await put(`round${round}user`, 0, 100);
    const request = { tenant: 'default', consumer: 'default', limit: 100, leaseMs: 60_000, until: new Date() };
    const { leases } = await firstValueFrom(inbox.lease(request));
    await Promise.all(leases.map((lease) => firstValueFrom(inbox.ack(lease))));
  }
  await firstValueFrom(inbox.list({ tenant: 'default', limit: 1_000 }).pipe(toArray()));
  const { entries } = await firstValueFrom(inbox.stats('default'));
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  console.log(JSON.stringify({ waiting: entries.waiting, heapUsed, external, rss }));
}

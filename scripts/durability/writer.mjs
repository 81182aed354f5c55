// Puts and acks as fast as it is answered, and says on stdout what was acknowledged to it, one line each.
// Usage: node writer.mjs FILE COMMITS SYNCHRONOUS CHECKPOINT_PAGES
import { writeSync } from 'node:fs';
import { firstValueFrom } from 'rxjs';
import { openStore, putWindow, sqliteDriver } from './stand.mjs';

const [, , file, commits, synchronous, checkpointPages] = process.argv;
const store = await openStore(file, {
  driver: await sqliteDriver({ synchronous, checkpointPages }),
});
const { inbox } = store;
const tell = (line) => writeSync(1, `${line}\n`);
for (let n = 0; n < Number(commits); n++) {
  const users = Array.from({ length: 1 + (n % 7) }, (_, at) => `user${n}x${at}`);
  await Promise.all(
    users.map(async (userId) => {
      await putWindow(store, [userId]);
      tell(`put ${userId}`);
    }),
  );
  if (n % 3 > 0) continue;
  const request = { tenant: 'default', consumer: 'default', limit: 2, leaseMs: 60_000, until: new Date() };
  for (const lease of (await firstValueFrom(inbox.lease(request))).leases) {
    await firstValueFrom(inbox.ack(lease));
    tell(`acked ${lease.userId}`);
  }
}
await firstValueFrom(store.close());

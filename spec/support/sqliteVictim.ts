import { firstValueFrom } from 'rxjs';
import { openSqliteStore } from '../../lib/node/store/sqlite/openSqliteStore.js';
import { intentOf, leaseBatch, put } from '../../lib/testing/inboxStand.js';

/** Puts, leases and acks until it is killed; says on stdout what was acknowledged to it, line by line. */
const [, , file = '', first = '0'] = process.argv;
const { inbox } = await openSqliteStore({ file, horizonMs: Infinity });
const tell = (line: string): boolean => process.stdout.write(`${line}\n`);
tell('open');
const work = async (): Promise<void> => {
  const { leases } = await leaseBatch(inbox, { limit: 3 });
  for (const lease of leases) {
    await firstValueFrom(inbox.ack(lease));
    tell(`acked ${lease.userId}`);
  }
};
for (let n = Number(first); ; n += 5) {
  const users = Array.from({ length: 5 }, (_, at) => `user${String(n + at)}`);
  await Promise.all([
    ...users.map(async (user) => {
      await put(inbox, [intentOf(user, 0, 15)]);
      tell(`put ${user}`);
    }),
    work(),
  ]);
}

import { firstValueFrom } from 'rxjs';
import { account, deliverPages, transaction } from './bookStand.js';
import type { SqliteFolder } from './sqliteFolder.js';

/** A closed file with a dead entry and a book of `ann-of-4567`, and a waiting entry of `bob-of-8901`. */
export async function filledInbox(folder: SqliteFolder): Promise<string> {
  const file = folder.newFile();
  const { inbox, ...store } = await folder.open({ file });
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  const window = { from: new Date(now - 120_000), until: new Date(now - 60_000) };
  const options = { origin: 'notice', settleMs: 0, maxWaitMs: 0, covers: window } as const;
  await firstValueFrom(inbox.put('default', [{ userId: 'ann-of-4567', window }], options));
  const request = { tenant: 'default', consumer: 'default', limit: 1, leaseMs: 60_000, until: new Date(now) };
  const { leases } = await firstValueFrom(inbox.lease(request));
  for (const lease of leases) await firstValueFrom(inbox.deadLetter(lease, 'DecodeError'));
  await firstValueFrom(inbox.put('default', [{ userId: 'bob-of-8901', window }], options));
  const failures = [{ path: 'links', expected: 'a link' }];
  const notice = { receivedAt: new Date(now), digest: 'd', bytes: 3, userId: 'ann-of-4567', failures };
  await firstValueFrom(inbox.quarantine('default', [notice]));
  await deliverPages(
    { ...store, inbox },
    [
      {
        accounts: [
          account({ id: 'A', at: 1, name: 'Savings-0000', balance: '12.5', currency: 'USD', status: 'ACTIVE' }),
        ],
        transactions: [
          transaction({
            ...{
              id: '1',
              at: 1,
              container: 'bank',
              accountId: 'A',
              status: 'POSTED',
              baseType: 'DEBIT',
              amount: '3.5',
            },
            ...{ currency: 'USD', date: '2026-11-21', description: 'Something personal' },
          }),
        ],
      },
    ],
    { userId: 'ann-of-4567' },
  );
  await firstValueFrom(store.close());
  return file;
}

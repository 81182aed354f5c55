import { expectTypeOf } from 'expect-type';
import type {
  consumeNotifications,
  Delivery,
  InboxStore,
  memoryInbox,
  NotificationHandler,
  receiveNotification,
  reconcile,
} from '../../lib/aggregators/yodlee/index.js';
import { type SqliteStore, type SqlTransaction, writeBook } from '../../lib/node/store/sqlite/index.js';
import type { inboxStoreSuite } from '../../lib/testing/index.js';

// What stands here is checked by the compiler.
describe('InboxStore', () => {
  type Sqlite = SqliteStore['inbox'];
  type Memory = ReturnType<typeof memoryInbox>;
  type Consume<Tx> = typeof consumeNotifications<Tx>;

  it('is any inbox where nothing is said of transactions', () => {
    expectTypeOf<Sqlite>().toExtend<InboxStore>();
    expectTypeOf<Memory>().toExtend<InboxStore>();
    expectTypeOf<Sqlite>().toExtend<Parameters<typeof receiveNotification>[1]>();
    expectTypeOf<Sqlite>().toExtend<Parameters<typeof reconcile>[1]>();
    expectTypeOf<Sqlite>().toExtend<Awaited<ReturnType<Parameters<typeof inboxStoreSuite>[0]['create']>>>();
  });

  it('takes every handler that commits nothing, and one that commits only over its own transactions', () => {
    expectTypeOf<Sqlite>().toExtend<Parameters<Consume<SqlTransaction>>[1]>();
    expectTypeOf<(delivery: Delivery) => Promise<void>>().toExtend<NotificationHandler<SqlTransaction>>();
    expectTypeOf<(delivery: Delivery) => Promise<void>>().toExtend<NotificationHandler>();
    expectTypeOf(writeBook).toExtend<NotificationHandler<SqlTransaction>>();
    expectTypeOf(writeBook).not.toExtend<NotificationHandler>();
    expectTypeOf<InboxStore>().not.toExtend<Sqlite>();
  });
});

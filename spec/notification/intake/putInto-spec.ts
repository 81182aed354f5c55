import { expect } from 'chai';
import { EMPTY, lastValueFrom, NEVER, of, throwError } from 'rxjs';
import { StoreUnavailableError } from '../../../lib/errors/StoreUnavailableError.js';
import type { KnownBatch } from '../../../lib/notification/intake/keepKnownUsers.js';
import type { WholeNotice } from '../../../lib/notification/intake/NoticeBatch.js';
import { putInto } from '../../../lib/notification/intake/putInto.js';
import { Refusal } from '../../../lib/notification/intake/Refusal.js';
import { fakeInbox } from '../../support/fakeInbox.js';
import {
  FAKE_WINDOW,
  fakeNotificationApi,
  fakeQuarantined,
  noticed,
  notificationOf,
} from '../../support/fakeNotificationApi.js';
import { marbles } from '../../../lib/testing/marbles.js';

const WAITS = { settleMs: 7, maxWaitMs: 9, storeDeadlineMs: 5 };

function known(
  users: readonly string[],
  own: { readonly bad?: number; readonly whole?: WholeNotice } = {},
): KnownBatch {
  const { bad = 0, whole } = own;
  const quarantined = Array.from({ length: bad }, () => fakeQuarantined());
  return { batch: { intents: noticed(users).intents, quarantined, ...(whole && { whole }) }, strangers: 0 };
}

const receiptOf = (added: number) => ({ added, known: 0, erased: 0, expired: 0 });

describe('putInto', () => {
  it(
    'gives a batch when it is on stable storage',
    marbles(({ hot, cold, expectObservable, scheduler }) => {
      const b = known(['u']);
      const source = hot('-b|', { b });
      const put = cold('   ---(k|)');
      const expected = '  ----(k|)';
      const kept = source.pipe(
        putInto(
          fakeInbox(() => put),
          fakeNotificationApi({ scheduler }),
          WAITS,
        ),
      );
      expectObservable(kept).toBe(expected, { k: { ...b, receipt: receiptOf(1) } });
    }),
  );

  it('says whose they are, where they come from, how long they settle, and what time it is upstream', async () => {
    const inbox = fakeInbox();
    const now = new Date('2026-11-21T10:00:00Z');
    const api = { ...fakeNotificationApi({ tenant: 't' }), upstreamNow: () => now };
    await lastValueFrom(of(known(['u'], { bad: 1 })).pipe(putInto(inbox, api, WAITS)));
    const options = { origin: 'notice', settleMs: 7, maxWaitMs: 9, now };
    expect(inbox.puts).to.deep.equal([{ tenant: 't', intents: noticed(['u']).intents, options }]);
    expect(inbox.quarantined).to.deep.equal([{ tenant: 't', notices: [fakeQuarantined()] }]);
  });

  it('does not trouble the store with nothing', async () => {
    const inbox = fakeInbox(() => NEVER);
    await lastValueFrom(of(known([])).pipe(putInto(inbox, fakeNotificationApi(), WAITS)));
  });

  const whole = (own: Partial<WholeNotice> & { readonly userCount?: number } = {}): WholeNotice => {
    const { userCount, ...rest } = own;
    return { users: 1, bad: 0, notification: notificationOf(userCount === undefined ? {} : { userCount }), ...rest };
  };
  const covering: readonly [string, WholeNotice | undefined, boolean][] = [
    ['the last batch of a notice', whole(), true],
    ['a notice with as many users as announced', whole({ userCount: 1 }), true],
    ['a notice with fewer users than announced', whole({ userCount: 2 }), false],
    ['a notice with more users than announced', whole({ users: 2, userCount: 1 }), false],
    ['a notice with a bad entry', whole({ bad: 1 }), false],
    ['another kind of notification', whole({ notification: notificationOf({ kind: 'insights' }) }), false],
    ['a batch that is not the last', undefined, false],
  ];
  for (const [what, of_, covers] of covering) {
    it(`${covers ? 'says' : 'does not say'} which stretch is covered with ${what}`, async () => {
      const inbox = fakeInbox();
      const batch = known(['u'], of_ === undefined ? {} : { whole: of_ });
      await lastValueFrom(of(batch).pipe(putInto(inbox, fakeNotificationApi(), WAITS)));
      expect(inbox.puts[0]?.options.covers).to.equal(covers ? FAKE_WINDOW : undefined);
    });
  }

  it('says it also when no user is left', async () => {
    const inbox = fakeInbox();
    await lastValueFrom(of(known([], { whole: whole() })).pipe(putInto(inbox, fakeNotificationApi(), WAITS)));
    expect(inbox.puts[0]?.options.covers).to.equal(FAKE_WINDOW);
  });

  it(
    'refuses when the store is late, broken, or ends without a word',
    marbles(({ hot, expectObservable, scheduler }) => {
      const api = fakeNotificationApi({ scheduler });
      const b = known(['u']);
      const q = known([], { bad: 1 });
      const into = (stored: Parameters<typeof fakeInbox>[0]) => putInto(fakeInbox(stored), api, WAITS);
      const late = new Refusal('storeDeadline');
      expectObservable(hot('-b', { b }).pipe(into(() => NEVER))).toBe('------#', {}, late);
      expectObservable(hot('-q', { q }).pipe(into(() => NEVER))).toBe('------#', {}, late);
      expectObservable(hot('-b', { b }).pipe(into(() => EMPTY))).toBe('-#', {}, late);
      const cause = new StoreUnavailableError('full', 'put');
      const broken = new Refusal('store', { cause });
      expectObservable(hot('-b', { b }).pipe(into(() => throwError(() => cause)))).toBe('-#', {}, broken);
    }),
  );
});

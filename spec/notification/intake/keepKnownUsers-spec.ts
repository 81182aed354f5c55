import { expect } from 'chai';
import { defer, delay, finalize, lastValueFrom, NEVER, type Observable, of } from 'rxjs';
import { keepKnownUsers } from '../../../lib/notification/intake/keepKnownUsers.js';
import { type IntakeSettings, resolveIntakeOptions } from '../../../lib/notification/intake/options.js';
import { Refusal } from '../../../lib/notification/intake/Refusal.js';
import { fakeNotificationApi, fakeQuarantined, noticed } from '../../support/fakeNotificationApi.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { SECRET } from '../../support/webhook.js';

const batchOf = (users: readonly string[], bad: readonly (string | undefined)[] = []) => ({
  intents: noticed(users).intents,
  quarantined: bad.map((userId) => fakeQuarantined(new Date(0), userId)),
});

function settings(own: Partial<IntakeSettings>): IntakeSettings {
  return { ...resolveIntakeOptions({ pathSecret: SECRET }), ...own };
}

describe('keepKnownUsers', () => {
  it(
    'passes a batch when the answers are there',
    marbles(({ hot, cold, expectObservable, scheduler }) => {
      const b = batchOf(['ours']);
      const source = hot('   -b|', { b });
      const answer = cold('  --(k|)', { k: true });
      const expected = '     ---(k|)';
      const api = fakeNotificationApi({ scheduler });
      const known = source.pipe(keepKnownUsers(api, settings({ knownUser: () => answer })));
      expectObservable(known).toBe(expected, { k: { batch: b, strangers: 0 } });
    }),
  );

  const ours = (_: string, userId: string): boolean => userId.startsWith('o');
  const ways: Readonly<Record<string, Partial<IntakeSettings>>> = {
    'a boolean': { knownUser: ours },
    'a promise': { knownUser: (tenant, userId) => Promise.resolve(ours(tenant, userId)) },
    'an Observable': { knownUser: (tenant, userId) => of(ours(tenant, userId)) },
    'a set': { knownUsers: (tenant, ids) => Promise.resolve(new Set(ids.filter((id) => ours(tenant, id)))) },
  };
  for (const [way, asked] of Object.entries(ways)) {
    it(`drops strangers by ${way}, their bad entries too, and counts them`, async () => {
      const batch = batchOf(['o1', 's1', 'o2', 'o1'], ['o3', 's2', undefined]);
      const known = await lastValueFrom(of(batch).pipe(keepKnownUsers(fakeNotificationApi(), settings(asked))));
      expect(known).to.deep.equal({ batch: batchOf(['o1', 'o2', 'o1'], ['o3', undefined]), strangers: 2 });
    });
  }

  it('asks about nobody twice in a batch, and about nobody at all when nobody asked for it', async () => {
    const asked: string[] = [];
    const knownUser = (tenant: string, userId: string): boolean => asked.push(`${tenant} ${userId}`) > 0;
    await lastValueFrom(
      of(batchOf(['a', 'a', 'b'], ['b'])).pipe(keepKnownUsers(fakeNotificationApi(), settings({ knownUser }))),
    );
    expect(asked).to.deep.equal(['default a', 'default b']);
    const batch = batchOf(['a']);
    expect(await lastValueFrom(of(batch).pipe(keepKnownUsers(fakeNotificationApi(), settings({}))))).to.deep.equal({
      batch,
      strangers: 0,
    });
  });

  it('asks about so many at once', async () => {
    let open = 0;
    let most = 0;
    const knownUser = (): Observable<boolean> =>
      defer(() => {
        most = Math.max(most, ++open);
        return of(true).pipe(
          delay(1),
          finalize(() => (open -= 1)),
        );
      });
    const batch = batchOf(Array.from({ length: 20 }, (_, at) => `u${String(at)}`));
    await lastValueFrom(
      of(batch).pipe(keepKnownUsers(fakeNotificationApi(), settings({ knownUser, knownUserConcurrency: 3 }))),
    );
    expect(most).to.equal(3);
  });

  it(
    'refuses when the answers do not come, or fail',
    marbles(({ hot, expectObservable, scheduler }) => {
      const api = fakeNotificationApi({ scheduler });
      const b = batchOf(['u']);
      const cause = new Error('database');
      const never = settings({ knownUser: () => NEVER, storeDeadlineMs: 5 });
      expectObservable(hot('-b', { b }).pipe(keepKnownUsers(api, never))).toBe('------#', {}, new Refusal('knownUser'));
      const broken = settings({
        knownUsers: () => {
          throw cause;
        },
      });
      expectObservable(hot('-b', { b }).pipe(keepKnownUsers(api, broken))).toBe(
        '-#',
        {},
        new Refusal('knownUser', { cause }),
      );
    }),
  );
});

import { expect } from 'chai';
import fc from 'fast-check';
import { BATCH_ENTRIES, Batcher } from '../../../lib/notification/intake/NoticeBatch.js';
import { fakeQuarantined, noticed, notificationOf } from '../../support/fakeNotificationApi.js';

const names = (count: number, from = 0): string[] => Array.from({ length: count }, (_, at) => `u${String(from + at)}`);

describe('Batcher', () => {
  it('keeps small groups together until there is a batch of them', () => {
    const batcher = new Batcher();
    for (let at = 64; at < BATCH_ENTRIES; at += 64) expect(batcher.add(noticed(names(64, at)))).to.deep.equal([]);
    const [batch] = batcher.add(noticed(names(64)));
    expect(batch?.intents).to.have.length(BATCH_ENTRIES);
    expect(batch).to.not.have.property('whole');
    expect(batcher.rest()).to.deep.equal({ intents: [], quarantined: [], whole: { users: BATCH_ENTRIES, bad: 0 } });
  });

  it('says at the end what the whole was', () => {
    const batcher = new Batcher();
    batcher.add(noticed(['a', 'a', 'b']));
    batcher.add({ kind: 'quarantined', notices: [fakeQuarantined()] });
    batcher.add({ kind: 'notification', notification: notificationOf({ userCount: 3 }) });
    const { intents, quarantined, whole } = batcher.rest();
    expect([intents.length, quarantined.length]).to.deep.equal([3, 1]);
    expect(whole).to.deep.equal({ users: 3, bad: 1, notification: notificationOf({ userCount: 3 }) });
  });

  it('loses and doubles nothing, whatever comes in whatever groups', () => {
    const groups = fc.array(fc.record({ bad: fc.boolean(), size: fc.nat(900) }), { maxLength: 12 });
    fc.assert(
      fc.property(groups, (sizes) => {
        const batcher = new Batcher();
        let made = 0;
        const notices = sizes.map(({ bad, size }) => {
          const users = names(size, made);
          made += size;
          return bad
            ? { kind: 'quarantined' as const, notices: users.map((u) => fakeQuarantined(new Date(0), u)) }
            : noticed(users);
        });
        const batches = [...notices.flatMap((notice) => batcher.add(notice)), batcher.rest()];
        const users = batches.flatMap(({ intents, quarantined }) =>
          [...intents, ...quarantined].map(({ userId }) => userId),
        );
        expect(users).to.have.members(names(made)).and.have.length(made);
        expect(batches.at(-1)?.whole?.users).to.equal(made);
      }),
      { numRuns: 50 },
    );
  });
});

import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { inboxStoreSuite } from '../../lib/testing/inboxStoreSuite.js';
import { intentOf, leaseOnly, put } from '../../lib/testing/inboxStand.js';

describe('memoryInbox', () => {
  const skipped = inboxStoreSuite({ describe, it, supports: memoryInbox().supports, create: memoryInbox });

  it('claims neither to survive nor to commit', () => {
    expect(skipped).to.have.length(6);
    expect(memoryInbox().durability.survives).to.equal('nothing');
  });

  it('emits at once when it is subscribed', () => {
    const seen: unknown[] = [];
    const options = { origin: 'notice', settleMs: 0, maxWaitMs: 0 } as const;
    memoryInbox({ horizonMs: Infinity })
      .put('t1', [intentOf('ann', 0, 15)], options)
      .subscribe((receipt) => seen.push(receipt));
    expect(seen).to.deep.equal([{ added: 1, known: 0, erased: 0, expired: 0 }]);
  });

  it('refuses to commit, and names who can', async () => {
    const inbox = memoryInbox({ horizonMs: Infinity });
    await put(inbox, [intentOf('ann', 0, 15)]);
    const lease = await leaseOnly(inbox);
    const error: unknown = await firstValueFrom(inbox.commit(lease, () => 1)).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(InvalidOptionError);
    await firstValueFrom(inbox.close());
  });

  it('completes its arrivals when it is closed', async () => {
    const inbox = memoryInbox();
    let isComplete = false;
    inbox.arrivals.subscribe({ complete: () => (isComplete = true) });
    await firstValueFrom(inbox.close());
    expect(isComplete).to.equal(true);
  });

  it('keeps the newest keepQuarantined notices', async () => {
    const inbox = memoryInbox({ keepQuarantined: 2, horizonMs: Infinity });
    const notices = ['1', '2', '3'].map((digest) => ({ receivedAt: new Date(), digest, bytes: 1, failures: [] }));
    await firstValueFrom(inbox.quarantine('t1', notices));
    expect((await firstValueFrom(inbox.stats('t1'))).quarantined).to.equal(2);
    expect((await firstValueFrom(inbox.listQuarantined('t1'))).digest).to.equal('2');
  });

  for (const [option, value] of [
    ['horizonMs', 0],
    ['maxAttempts', 0],
    ['keepQuarantined', NaN],
    ['consumers', []],
    ['consumers', ['a', 'a']],
  ] as const) {
    it(`refuses ${JSON.stringify(value)} for ${option}`, () => {
      expect(() => memoryInbox({ [option]: value })).to.throw(InvalidOptionError, option);
    });
  }
});

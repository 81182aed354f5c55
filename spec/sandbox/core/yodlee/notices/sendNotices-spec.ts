import { expect } from 'chai';
import { addNotice } from '../../../../../lib/sandbox/core/yodlee/notices/addNotice.js';
import { queueNotice, sendNotices } from '../../../../../lib/sandbox/core/yodlee/notices/sendNotices.js';
import { advanceYodlee, settleEffect } from '../../../../../lib/sandbox/core/yodlee/settleEffect.js';
import { CALLBACK, YodleeDriver } from '../../../../support/yodleeDriver.js';

const subscribed = (switches: Readonly<Record<string, string>> = {}): YodleeDriver => {
  const driver = new YodleeDriver({ switches }).admin();
  driver.subscribe();
  return driver;
};
const give = { event: 'DATA_UPDATES', parts: [{ from: 0, to: 1, users: [0] }] };

describe('sendNotices', () => {
  it('has no more on their way than there are senders; a free one takes the next', () => {
    let { state } = subscribed({ senders: '2' });
    for (let n = 0; n < 3; n += 1) state = addNotice(state, give, 0);
    const first = advanceYodlee(state, 1);
    expect(first.effects).to.have.length(2);
    expect(advanceYodlee(first.state, 2).effects).to.have.length(0);
    const [one] = first.effects;
    const next = settleEffect(first.state, { id: one?.id ?? -1, status: 200 }, 3);
    expect(next.effects).to.have.length(1);
  });

  it('posts to the callback, and a forgery to where it says', () => {
    const { state } = subscribed();
    const forged = addNotice(state, { event: 'DATA_UPDATES', payload: 'x', forged: { path: '/wrong' } }, 0);
    const sent = advanceYodlee(addNotice(forged, give, 0), 1).effects;
    expect(sent.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      'POST http://127.0.0.1:9/wrong',
      `POST ${CALLBACK}`,
    ]);
  });

  it('discards what nobody is subscribed to', () => {
    const { state } = advanceYodlee(addNotice(new YodleeDriver().state, give, 0), 1);
    expect(state.effects).to.deep.equal([]);
    expect(state.flying).to.equal(0);
  });

  it('fails unsent during an outage', () => {
    const { state } = subscribed();
    const after = sendNotices(queueNotice(addNotice({ ...state, outageUntil: 10_000 }, give, 0), 0, 0), 0);
    expect(after.effects).to.deep.equal([]);
    expect(after.agenda).not.to.equal(undefined);
  });
});

describe('queueNotice', () => {
  it('waits in the order of time', () => {
    const { state } = new YodleeDriver();
    expect(queueNotice(queueNotice(state, 1, 5), 2, 4).outbox?.item).to.equal(2);
  });
});

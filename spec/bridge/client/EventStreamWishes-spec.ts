import { expect } from 'chai';
import { EventStreamWishes } from '../../../lib/bridge/client/EventStreamWishes.js';
import { parseWishes } from '../../../lib/node/bridge/parseWishes.js';

const say = (message: object) => JSON.stringify(message);

describe('EventStreamWishes', () => {
  it('writes topics and positions as the server reads them', () => {
    const wishes = new EventStreamWishes();
    wishes.take(say({ kind: 'subscribe', topic: 'a&b=c/ü' }));
    wishes.take(say({ kind: 'subscribe', topic: 'x', since: { epoch: '1f.0', offset: 7 } }));
    const read = parseWishes({ query: wishes.query(), headers: { 'last-event-id': wishes.lastEventId() } });
    expect(read).to.deep.equal([{ topic: 'a&b=c/ü' }, { topic: 'x', since: { epoch: '1f.0', offset: 7 } }]);
  });

  it('tells that something is asked for, even if it was before', () => {
    const wishes = new EventStreamWishes();
    expect(wishes.take(say({ kind: 'subscribe', topic: 'a' }))).to.be.true;
    expect(wishes.take(say({ kind: 'subscribe', topic: 'a' }))).to.be.true;
    expect(wishes.query()).to.equal('topic=a');
  });

  it('forgets what is no longer wished', () => {
    const wishes = new EventStreamWishes();
    wishes.take(say({ kind: 'subscribe', topic: 'a' }));
    wishes.take(say({ kind: 'subscribe', topic: 'b' }));
    expect(wishes.take(say({ kind: 'unsubscribe', topic: 'a' }))).to.be.false;
    expect(wishes.query()).to.equal('topic=b');
  });

  it('has no use for a pong', () => {
    const wishes = new EventStreamWishes();
    expect(wishes.take(say({ kind: 'pong' }))).to.be.false;
    expect(wishes.query()).to.equal('');
  });
});

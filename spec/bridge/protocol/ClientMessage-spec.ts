import { expect } from 'chai';
import { isRight } from 'fp-ts/lib/Either.js';
import { ClientMessage } from '../../../lib/bridge/protocol/ClientMessage.js';

const decoded = (value: unknown): unknown => {
  const result = ClientMessage.decode(value);
  return isRight(result) ? result.right : 'refused';
};

describe('ClientMessage', () => {
  for (const message of [
    { kind: 'subscribe', topic: 'a' },
    { kind: 'subscribe', topic: 'a', since: { epoch: 'x', offset: 3 } },
    { kind: 'subscribe', topic: 'a', from: 'earliest' },
    { kind: 'subscribe', topic: 'a', from: 'now', since: { epoch: 'x', offset: 0 } },
    { kind: 'unsubscribe', topic: 'a' },
    { kind: 'pong' },
  ]) {
    it(`takes ${JSON.stringify(message)}`, () => {
      expect(decoded(message)).to.deep.equal(message);
    });
  }

  for (const message of [
    null,
    [],
    'pong',
    {},
    { kind: 'publish', topic: 'a' },
    { kind: 'subscribe' },
    { kind: 'subscribe', topic: 7 },
    { kind: 'subscribe', topic: 'a', since: 'x:3' },
    { kind: 'subscribe', topic: 'a', since: { epoch: 'x' } },
    { kind: 'subscribe', topic: 'a', since: { epoch: 1, offset: 3 } },
    { kind: 'subscribe', topic: 'a', from: 'yesterday' },
    { kind: 'unsubscribe' },
  ]) {
    it(`refuses ${JSON.stringify(message)}`, () => {
      expect(decoded(message)).to.equal('refused');
    });
  }

  it('leaves out what it does not know, so that nothing but the message is kept', () => {
    const ballast = 'x'.repeat(1_000);
    const since = { epoch: 'x', offset: 3 };
    expect(decoded({ kind: 'pong', ballast })).to.deep.equal({ kind: 'pong' });
    expect(decoded({ kind: 'subscribe', topic: 'a', ballast, since: { ...since, ballast } })).to.deep.equal({
      kind: 'subscribe',
      topic: 'a',
      since,
    });
  });
});

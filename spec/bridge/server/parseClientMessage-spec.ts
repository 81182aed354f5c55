import { expect } from 'chai';
import fc from 'fast-check';
import { parseClientMessage } from '../../../lib/bridge/server/parseClientMessage.js';

const since = (epoch: unknown, offset: unknown): string =>
  JSON.stringify({ kind: 'subscribe', topic: 'a', since: { epoch, offset } });

describe('parseClientMessage', () => {
  for (const text of [
    '{"kind":"pong"}',
    '{"kind":"unsubscribe","topic":"a"}',
    `{"kind":"subscribe","topic":"${'é'.repeat(256)}"}`,
    since('x'.repeat(64), Number.MAX_SAFE_INTEGER),
    since('', 0),
  ]) {
    it(`reads ${text.slice(0, 60)}`, () => {
      expect(parseClientMessage(text)).to.deep.equal(JSON.parse(text));
    });
  }

  for (const text of [
    '',
    'null',
    '{',
    '[{"kind":"pong"}]',
    '{"kind":"welcome"}',
    '{"kind":"subscribe","topic":""}',
    `{"kind":"subscribe","topic":"${'x'.repeat(257)}"}`,
    `{"kind":"unsubscribe","topic":"${'x'.repeat(257)}"}`,
    since('x'.repeat(65), 1),
    since('x', -1),
    since('x', 0.5),
    since('x', '1'),
    since('x', null),
    '{"kind":"subscribe","topic":"a","since":{"epoch":"x","offset":1e400}}',
    '[object Blob]',
  ]) {
    it(`refuses ${text.slice(0, 60)}`, () => {
      expect(parseClientMessage(text)).to.equal(undefined);
    });
  }

  it('throws at nothing, and keeps nothing but a message', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseClientMessage(text)).to.equal(undefined);
      }),
    );
    expect(parseClientMessage('{"kind":"pong","more":"x"}')).to.deep.equal({ kind: 'pong' });
  });
});

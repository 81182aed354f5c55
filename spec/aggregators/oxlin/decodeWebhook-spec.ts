import { expect } from 'chai';
import { decodeWebhook } from '../../../lib/aggregators/oxlin/decodeWebhook.js';

const webhook = {
  id: 'abc123456',
  event_type: 'UPDATED',
  resource_type: 'CONNECTIONS',
  creation_date: 1_528_112_097,
  channel_definition_id: '8701',
  new_transactions: true,
  resource: { id: '1001', user_id: '501', status: 'SUCCESS', channels: 'odd' },
};

describe('decodeWebhook', () => {
  it('reads a hint from an object, a text and bytes', () => {
    const text = JSON.stringify(webhook);
    for (const body of [webhook, text, new Uint8Array(Buffer.from(text)), Buffer.from(text)]) {
      expect(decodeWebhook(body)).to.deep.equal({
        connectionId: '1001',
        id: 'abc123456',
        at: new Date('2018-06-04T11:34:57Z'),
        channelId: '8701',
        newTransactions: true,
      });
    }
  });

  it('needs no more than a connection', () => {
    expect(decodeWebhook({ resource: { id: 9 }, creation_date: 0, new_transactions: null })).to.deep.equal({
      connectionId: '9',
    });
    expect(decodeWebhook('{"resource":{"id":9007199254740993}}').connectionId).to.equal('9007199254740993');
  });

  it('refuses the rest with DecodeError, without a value', () => {
    for (const body of [
      '',
      'secret',
      '{"secret":',
      {},
      { resource: 'secret' },
      { resource_type: 'secret', resource: { id: 1 } },
      null,
      7,
    ]) {
      expect(() => decodeWebhook(body)).to.throw(/^decode webhook: unexpected shape((?!secret).)*$/);
    }
  });
});

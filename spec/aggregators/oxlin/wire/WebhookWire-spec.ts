import { expect } from 'chai';
import { WebhookWire } from '../../../../lib/aggregators/oxlin/wire/WebhookWire.js';

describe('WebhookWire', () => {
  it('takes what names a connection, extra members too', () => {
    expect(WebhookWire.is({ id: 'abc', resource: { id: '1001', user_id: '501' }, new_transactions: true })).to.equal(
      true,
    );
  });

  it('refuses what names none', () => {
    expect(WebhookWire.is({ id: 'abc', resource: {} })).to.equal(false);
  });
});

import { expect } from 'chai';
import { deliveryJson } from '../../../lib/cli/serve/deliveryJson.js';
import { deliveryOf } from '../../support/deliveryOf.js';

describe('deliveryJson', () => {
  it('writes what the receiver needs in one line, and no pages', () => {
    const text = deliveryJson(deliveryOf());
    expect(text).not.to.include('\n');
    expect(JSON.parse(text)).to.deep.equal({
      kind: 'delivery',
      key: 'key-1',
      tenant: 'default',
      userId: 'ann',
      window: { from: '1970-01-01T00:00:00.000Z', until: '1970-01-01T00:01:00.000Z' },
      attempt: 1,
      replayed: false,
      unsettled: false,
      changes: [{ kind: 'tombstone', entity: 'account', key: 'account A', id: 'A' }],
    });
  });
});

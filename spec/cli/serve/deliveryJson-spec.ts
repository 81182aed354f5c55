import { expect } from 'chai';
import { DeliveryTooLargeError } from '../../../lib/cli/serve/DeliveryTooLargeError.js';
import type { Change } from '../../../lib/model/Change.js';
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

  it('reads no further than to its bound, and says of a delivery that is larger no more than that', () => {
    let read = 0;
    function* changes(): Generator<Change> {
      for (;;) {
        read += 1;
        yield { kind: 'tombstone', entity: 'account', key: 'account A', id: 'A' };
      }
    }
    expect(() => deliveryJson(deliveryOf({ changes: changes() }), 1_000)).to.throw(DeliveryTooLargeError, '1000');
    expect(read).to.be.within(10, 20);
    const text = deliveryJson(deliveryOf());
    expect(deliveryJson(deliveryOf(), text.length)).to.equal(text);
    expect(() => deliveryJson(deliveryOf(), text.length - 1)).to.throw(DeliveryTooLargeError);
  });

  it('writes no change and several', () => {
    const changesOf = (count: number): unknown => {
      const [one] = deliveryOf().changes;
      const changes = one === undefined ? [] : Array.from({ length: count }, () => one);
      return (JSON.parse(deliveryJson(deliveryOf({ changes }))) as { readonly changes: unknown }).changes;
    };
    expect([changesOf(0), changesOf(2)].map((changes) => [changes].flat().length)).to.deep.equal([0, 2]);
  });
});

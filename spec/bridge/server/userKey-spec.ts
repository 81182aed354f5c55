import { expect } from 'chai';
import fc from 'fast-check';
import { userKey } from '../../../lib/bridge/server/userKey.js';

describe('userKey', () => {
  it('is the same for the same user of the same tenant only', () => {
    expect(userKey({ tenant: 'a', userId: 'b' })).to.equal(userKey({ tenant: 'a', userId: 'b' }));
    const user = fc.record({ tenant: fc.string(), userId: fc.string() });
    fc.assert(
      fc.property(user, user, (one, other) => {
        const isSame = one.tenant === other.tenant && one.userId === other.userId;
        expect(userKey(one) === userKey(other)).to.equal(isSame);
      }),
    );
  });
});

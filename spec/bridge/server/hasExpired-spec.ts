import { expect } from 'chai';
import { hasExpired } from '../../../lib/bridge/server/hasExpired.js';

const session = { tenant: 'acme', userId: 'u1' };

describe('hasExpired', () => {
  it('is true from the very millisecond on, and never without an end', () => {
    const expiresAt = new Date(1_000);
    expect([999, 1_000, 1_001].map((now) => hasExpired({ ...session, expiresAt }, now))).to.deep.equal([
      false,
      true,
      true,
    ]);
    expect(hasExpired(session, Number.MAX_SAFE_INTEGER)).to.equal(false);
  });
});

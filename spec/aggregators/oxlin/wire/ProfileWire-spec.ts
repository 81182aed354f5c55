import { expect } from 'chai';
import { ProfileWire, toProfile } from '../../../../lib/aggregators/oxlin/wire/ProfileWire.js';

describe('ProfileWire', () => {
  it('takes an id, extra members too', () => {
    expect(ProfileWire.is({ id: 501, email: null, locale: 'fr' })).to.equal(true);
  });

  it('refuses a user without an id', () => {
    expect(ProfileWire.is({ email: 'ada@example.com' })).to.equal(false);
  });

  it('becomes a profile', () => {
    expect(toProfile({ id: 501 })).to.deep.equal({ id: '501' });
    expect(toProfile({ id: '501', email: 'ada@example.com' })).to.deep.equal({ id: '501', email: 'ada@example.com' });
  });
});

import { expect } from 'chai';
import { placeOfOption, withPlaces } from '../../../lib/cli/settings/placeOfOption.js';

describe('placeOfOption', () => {
  it('names the flag, or the variable', () => {
    expect(['leaseMs', 'everyMs', 'adminLogin'].map(placeOfOption)).to.deep.equal([
      '--lease',
      '--reconcile-every',
      'MILLRACE_YODLEE_ADMIN_LOGIN',
    ]);
  });

  it('leaves what is given nowhere', () => {
    expect(['holdings', 'constructor'].map(placeOfOption)).to.deep.equal(['holdings', 'constructor']);
  });
});

describe('withPlaces', () => {
  it('names the flags in a sentence', () => {
    expect(withPlaces('at most `retryCapMs`, or `other`')).to.equal('at most --retry-cap, or other');
  });
});

import { expect } from 'chai';
import { callbackUrl } from '../../../lib/cli/yodlee/callbackUrl.js';

describe('callbackUrl', () => {
  it('puts the secret behind the hooks, whether or not the base ends in a slash', () => {
    for (const base of ['https://bank.example', 'https://bank.example/']) {
      expect(callbackUrl(base, 's')).to.equal('https://bank.example/hooks/s');
    }
    expect(callbackUrl('https://bank.example/a', 's')).to.equal('https://bank.example/a/hooks/s');
  });
});

import { expect } from 'chai';
import { tokenUrl } from '../../../lib/http/tokens/tokenUrl.js';

describe('tokenUrl', () => {
  it('puts the path behind the server, whatever slashes it has', () => {
    for (const url of ['https://a.example/base', 'https://a.example/base/', 'https://a.example/base//']) {
      expect(tokenUrl('authUrl', url, 'auth/token').href).to.equal('https://a.example/base/auth/token');
    }
  });

  it('refuses whatever is more than a place, and repeats no password', () => {
    for (const url of [
      '',
      'auth.example',
      'https://me:canary@auth.example',
      'https://auth.example?canary',
      'https://auth.example#canary',
    ]) {
      expect(() => tokenUrl('authUrl', url, 'token'), url).to.throw(/^authUrl: expected (?!.*canary)/);
    }
  });
});

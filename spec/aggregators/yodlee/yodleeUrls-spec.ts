import { expect } from 'chai';
import { yodleeUrls } from '../../../lib/aggregators/yodlee/yodleeUrls.js';

describe('yodleeUrls', () => {
  it('keeps the prefix and escapes the rest', () => {
    const { origin, url } = yodleeUrls('https://api.test/ysl/');
    expect(origin).to.equal('https://api.test');
    expect(url(['a', 'b/../c'], { x: 'a+b&c', none: undefined }).href).to.equal(
      'https://api.test/ysl/a/b%2F..%2Fc?x=a%2Bb%26c',
    );
  });

  it('takes plain http on loopback only', () => {
    for (const base of ['http://127.0.0.1:8080', 'http://localhost/ysl', 'http://[::1]/ysl'])
      expect(yodleeUrls(base).origin).to.match(/^http:/);
    for (const base of [
      'http://api.test',
      'https://u:canary@api.test',
      'https://api.test?canary',
      'https://api.test#canary',
      'canary',
      'ftp://api.test',
    ]) {
      expect(() => yodleeUrls(base)).to.throw(/^baseUrl: (?!.*canary)/);
    }
  });
});

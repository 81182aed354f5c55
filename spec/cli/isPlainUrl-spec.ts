import { expect } from 'chai';
import { isPlainUrl } from '../../lib/cli/isPlainUrl.js';

describe('isPlainUrl', () => {
  it('takes https anywhere, and http on loopback', () => {
    for (const text of ['https://a.example', 'https://a.example:8443/x/y', 'http://localhost:1/', 'http://[::1]/x'])
      expect(isPlainUrl(text), text).to.equal(true);
  });

  it('takes nothing that sends in clear or holds a secret', () => {
    for (const text of [
      '',
      'a.example',
      'ftp://a.example',
      'http://a.example',
      'https://u@a',
      'https://:p@a',
      'https://a?t',
      'https://a#t',
    ])
      expect(isPlainUrl(text), text).to.equal(false);
  });
});

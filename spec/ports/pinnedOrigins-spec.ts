import { expect } from 'chai';
import { pinnedOrigins } from '../../lib/ports/pinnedOrigins.js';

describe('pinnedOrigins', () => {
  it('lets an origin and every path under it pass', () => {
    const origins = pinnedOrigins(['https://api.example/v2.1', 'https://auth.example']);
    origins.check('read', new URL('https://api.example/other?x=1'));
    origins.check('read', new URL('https://AUTH.example:443/token'));
  });

  for (const url of [
    'https://api.example.evil/',
    'https://evil/?https://api.example',
    'https://api.example:8443/',
    'http://api.example/',
    'https://api.example@evil/',
    'https://user:word@api.example/',
    'https://user@api.example/',
  ]) {
    it(`refuses ${url.replace('word', '…')}`, () => {
      const check = (): void => {
        pinnedOrigins(['https://api.example']).check('read queue', new URL(url));
      };
      expect(check)
        .to.throw(/^read queue: /)
        .with.property('name', 'OriginNotAllowedError');
      expect(check).not.to.throw(/word/);
    });
  }

  for (const origin of [
    'http://localhost:1',
    'http://127.0.0.1',
    'http://127.9.9.9',
    'http://[::1]:3',
    'http://2130706433',
  ]) {
    it(`takes ${origin} without TLS, being loopback`, () => {
      expect(pinnedOrigins([origin]).encrypted).to.equal(false);
    });
  }

  for (const origin of [
    'http://api.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://128.0.0.1',
    'http://[::2]',
    'ftp://localhost',
    'file:///etc',
    'api.example',
    '',
    'https://user:word@api.example',
  ]) {
    it(`refuses to be made for ${origin.replace('word', '…') || 'nothing'}`, () => {
      expect(() => pinnedOrigins([origin]))
        .to.throw(/^origins: expected/)
        .with.property('name', 'InvalidOptionError');
      expect(() => pinnedOrigins([origin])).not.to.throw(/word/);
    });
  }

  it('refuses to be made for no origin at all', () => {
    expect(() => pinnedOrigins([])).to.throw(/at least one/);
  });
});

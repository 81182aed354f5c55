import { expect } from 'chai';
import { ADDRESS_EXPECTED, originOf, parseAddress } from '../../../lib/cli/serve/parseAddress.js';

describe('parseAddress', () => {
  it('reads host and port', () => {
    expect(parseAddress('127.0.0.1:8080')).to.deep.equal({ host: '127.0.0.1', port: 8_080 });
    expect(parseAddress('localhost:0')).to.deep.equal({ host: 'localhost', port: 0 });
    expect(parseAddress('[::1]:80')).to.deep.equal({ host: '::1', port: 80 });
  });

  it('reads nothing else', () => {
    for (const text of [
      '',
      '8080',
      ':8080',
      'host',
      'host:',
      'host:65536',
      '::1:80',
      'http://host:80',
      'a b:80',
      '[x:80',
    ]) {
      expect(parseAddress(text), text).to.equal(undefined);
    }
  });
});

describe('ADDRESS_EXPECTED', () => {
  it('shows what is read', () => {
    for (const [text] of ADDRESS_EXPECTED.matchAll(/\S+:\d+/g)) expect(parseAddress(text)).not.to.equal(undefined);
  });
});

describe('originOf', () => {
  it('writes what parseAddress reads as part of a URL', () => {
    expect(originOf({ host: '::1', port: 80 })).to.equal('http://[::1]:80');
    expect(new URL(originOf({ host: '127.0.0.1', port: 8_080 })).port).to.equal('8080');
  });
});

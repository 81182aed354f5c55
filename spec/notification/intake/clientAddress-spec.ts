import { expect } from 'chai';
import { clientAddress } from '../../../lib/notification/intake/clientAddress.js';
import { createAddressList } from '../../../lib/notification/intake/createAddressList.js';
import { webhook } from '../../support/webhook.js';

const isTrusted = createAddressList('trustedProxies', ['10.0.0.0/8']);

function from(remoteAddress: string, forwarded?: string): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddress(webhook(new Uint8Array(), { remoteAddress, headers }), isTrusted);
}

describe('clientAddress', () => {
  it('is that of the socket when no proxy is trusted there, whatever the header says', () => {
    expect(from('203.0.113.9')).to.equal('203.0.113.9');
    expect(from('203.0.113.9', '192.0.2.7')).to.equal('203.0.113.9');
  });

  it('is the one that the trusted proxies saw', () => {
    expect(from('10.0.0.1', '192.0.2.7')).to.equal('192.0.2.7');
    expect(from('10.0.0.1', '192.0.2.7, 10.0.0.2')).to.equal('192.0.2.7');
    expect(from('::ffff:10.0.0.1', '192.0.2.7')).to.equal('192.0.2.7');
  });

  it('is not what the caller wrote in front of that', () => {
    expect(from('10.0.0.1', '192.0.2.7, 203.0.113.9')).to.equal('203.0.113.9');
    expect(from('10.0.0.1', '192.0.2.7, 203.0.113.9, 10.0.0.2')).to.equal('203.0.113.9');
    expect(from('10.0.0.1', '192.0.2.7, nonsense')).to.equal('nonsense');
  });

  it('is that of the proxy itself when it does not say', () => {
    expect(from('10.0.0.1')).to.equal('10.0.0.1');
    expect(from('10.0.0.1', '')).to.equal('10.0.0.1');
    expect(from('10.0.0.1', '192.0.2.7,')).to.equal('10.0.0.1');
  });
});

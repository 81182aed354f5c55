import { expect } from 'chai';
import { createAddressList } from '../../../lib/notification/intake/createAddressList.js';
import { caught } from '../../support/caught.js';

describe('createAddressList', () => {
  it('finds addresses in ranges of any length', () => {
    const lies = createAddressList('allowFrom', ['192.0.2.0/24', '198.51.100.7', '10.1.2.128/25', '2001:db8::/33']);
    const inside = ['192.0.2.0', '192.0.2.255', '198.51.100.7', '::ffff:10.1.2.200', '2001:db8:7fff::1'];
    const outside = ['192.0.3.0', '198.51.100.8', '10.1.2.127', '2001:db8:8000::1', '::1', 'nonsense', ''];
    for (const address of inside) expect(lies(address), address).to.equal(true);
    for (const address of outside) expect(lies(address), address).to.equal(false);
  });

  it('takes /0 for all of one family, and an empty list for nobody', () => {
    expect(createAddressList('allowFrom', ['0.0.0.0/0'])('203.0.113.9')).to.equal(true);
    expect(createAddressList('allowFrom', ['0.0.0.0/0'])('2001:db8::1')).to.equal(false);
    expect(createAddressList('allowFrom', ['::/0'])('2001:db8::1')).to.equal(true);
    expect(createAddressList('allowFrom', [])('203.0.113.9')).to.equal(false);
  });

  it('refuses at the call what is no range', async () => {
    for (const range of ['example.org', '1.2.3.4/33', '1.2.3.4/', '1.2.3.4/8/8', '::/129', '1.2.3.4/-1']) {
      const error = await caught(() => createAddressList('trustedProxies', [range]));
      expect(error, range).to.include({ name: 'InvalidOptionError', option: 'trustedProxies' });
    }
  });
});

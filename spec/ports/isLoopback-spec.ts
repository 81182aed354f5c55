import { expect } from 'chai';
import { isLoopback } from '../../lib/ports/isLoopback.js';

const hostOf = (host: string): string => new URL(`http://${host}/`).hostname;

describe('isLoopback', () => {
  it('knows this machine by every spelling', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1', '0x7f.0.0.1', '127.255.255.255', '[::1]', '[0:0::1]']) {
      expect(isLoopback(hostOf(host)), host).to.equal(true);
    }
  });

  it('takes no other machine for it', () => {
    for (const host of ['localhost.evil.test', '127.0.0.1.evil.test', '128.0.0.1', '[::2]', 'api.test']) {
      expect(isLoopback(hostOf(host)), host).to.equal(false);
    }
  });
});

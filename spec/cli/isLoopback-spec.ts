import { expect } from 'chai';
import { isLoopback } from '../../lib/cli/isLoopback.js';

describe('isLoopback', () => {
  it('knows this machine, however it is spelled, and nobody else', () => {
    const hostOf = (host: string): string => new URL(`http://${host}`).hostname;
    for (const host of ['localhost', '127.0.0.1', '127.1', '0x7f.1', '[::1]', '[0:0::1]'])
      expect(isLoopback(hostOf(host)), host).to.equal(true);
    for (const host of ['a.example', '127.0.0.1.a.example', 'localhost.a.example', '10.0.0.1', '[::2]'])
      expect(isLoopback(hostOf(host)), host).to.equal(false);
  });
});

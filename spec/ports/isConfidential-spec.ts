import { expect } from 'chai';
import { isConfidential } from '../../lib/ports/isConfidential.js';

const judged = (url: string): boolean => isConfidential(new URL(url));

describe('isConfidential', () => {
  it('takes https wherever it goes, and http to this machine by every spelling', () => {
    expect(judged('https://api.test')).to.equal(true);
    for (const host of ['localhost', '127.0.0.1', '127.1', '0x7f.0.0.1', '127.255.255.255', '[::1]', '[0:0::1]']) {
      expect(judged(`http://${host}:8080/x`), host).to.equal(true);
    }
  });

  it('takes no other machine for this one, and no other protocol', () => {
    for (const host of ['localhost.evil.test', '127.0.0.1.evil.test', '128.0.0.1', '[::2]', 'api.test']) {
      expect(judged(`http://${host}/`), host).to.equal(false);
    }
    for (const url of ['ftp://localhost', 'ws://127.0.0.1', 'file:///localhost']) {
      expect(judged(url), url).to.equal(false);
    }
  });
});

import { expect } from 'chai';
import { readAdvance } from '../../lib/sandbox/readAdvance.js';

const read = (body: string, method = 'POST', target = '/__sandbox/advance', origin: 'api' | 'auth' = 'api') =>
  readAdvance({ origin, method, target, headers: {}, body });

describe('readAdvance', () => {
  it('reads how far to jump', () => {
    expect(read('{"ms": 250}')).to.equal(250);
    expect(read('{"ms": 0}')).to.equal(0);
  });

  for (const body of ['', '{}', '7', 'null', '{"ms":-1}', '{"ms":"1"}', '{"ms":1e999}']) {
    it(`refuses ${JSON.stringify(body)}`, () => {
      expect(read(body)).to.equal('invalid');
    });
  }

  it('leaves other requests alone', () => {
    expect(read('{"ms":1}', 'GET')).to.equal(undefined);
    expect(read('{"ms":1}', 'POST', '/__sandbox/log')).to.equal(undefined);
    expect(read('{"ms":1}', 'POST', '/__sandbox/advance', 'auth')).to.equal(undefined);
  });
});

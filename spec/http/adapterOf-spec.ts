import { create } from 'axios';
import { expect } from 'chai';
import { adapterOf } from '../../lib/http/adapterOf.js';

describe('adapterOf', () => {
  it('gives a function of the caller as it is', () => {
    const own = (): Promise<never> => Promise.reject(new Error('not called'));
    expect(adapterOf(create({ adapter: own }))).to.equal(own);
  });

  it('gives one of axios for a name, a list, or nothing', () => {
    const http = adapterOf(create({ adapter: 'http' }));
    expect(http).to.be.a('function');
    expect(adapterOf(create({ adapter: ['xhr', 'http'] }))).to.equal(http);
    const unset = create();
    delete unset.defaults.adapter;
    expect(adapterOf(unset)).to.equal(http);
  });

  it('refuses XMLHttpRequest alone, however it is written', () => {
    for (const adapter of ['xhr', 'XHR', ['xhr']]) {
      expect(() => adapterOf(create({ adapter }))).to.throw(/xhr follows redirects/);
    }
  });
});

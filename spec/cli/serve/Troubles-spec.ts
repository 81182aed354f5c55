import { expect } from 'chai';
import { Troubles } from '../../../lib/cli/serve/Troubles.js';
import { fakeHost } from '../../support/fakeHost.js';

describe('Troubles', () => {
  it('lists what does not work until it works, and tells the operator', () => {
    const { stderr } = fakeHost();
    const troubles = new Troubles(stderr);
    troubles.begin('delivery', new Error('no luck'));
    troubles.begin('delivery', new Error('no luck'));
    expect(troubles.list()).to.deep.equal(['delivery']);
    troubles.end('delivery');
    expect(troubles.list()).to.deep.equal([]);
    expect(stderr.text()).to.equal('millrace: delivery: Error: no luck\n'.repeat(2));
  });
});

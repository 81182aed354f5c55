import { expect } from 'chai';
import { pullFrom } from '../../lib/operators/pullFrom.js';
import { watch } from '../support/fanOutStage.js';

describe('pullFrom', () => {
  it('gives up to the credit, and says when it is over', () => {
    const pull = pullFrom([1, 2, 3]);
    expect(watch(pull(2)).values).to.deep.equal([{ values: [1, 2], done: false }]);
    expect(watch(pull(2)).values).to.deep.equal([{ values: [3], done: true }]);
  });

  it('walks nothing before it is subscribed', () => {
    let made = 0;
    function* endless(): Generator<number> {
      for (;;) yield made++;
    }
    const pull = pullFrom(endless());
    const asked = pull(3);
    expect(made).to.equal(0);
    watch(asked);
    expect(made).to.equal(3);
  });
});

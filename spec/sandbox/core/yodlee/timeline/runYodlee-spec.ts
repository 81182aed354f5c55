import { expect } from 'chai';
import { runYodlee } from '../../../../../lib/sandbox/core/yodlee/timeline/runYodlee.js';
import { deepFreeze } from '../../../../support/sandboxDriver.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('runYodlee', () => {
  const driver = new YodleeDriver({ play: 'notify', users: 5 }).admin();
  driver.subscribe();
  const begun = deepFreeze(driver.state);

  it('lets everything due happen in order, at its own time, however late somebody looks', () => {
    const late = runYodlee(begun, 3_600_000);
    const often = [900, 1_800, 2_700, 3_600].reduce((state, at) => runYodlee(state, at * 1_000), begun);
    expect(late.changes).to.deep.equal(often.changes);
    expect(late.effects.map(({ body }) => body)).to.deep.equal(often.effects.map(({ body }) => body));
    expect(late.effects.length).to.be.greaterThan(2);
  });

  it('does nothing before anything is due', () => {
    expect(runYodlee(begun, 1).changes.length).to.equal(0);
  });
});

import { expect } from 'chai';
import { createInFlightBudget } from '../../../lib/notification/intake/createInFlightBudget.js';
import { caught } from '../../support/caught.js';

describe('createInFlightBudget', () => {
  it('gives as much as there is, to all claims together', () => {
    const budget = createInFlightBudget(10);
    const [one, two] = [budget.claim(), budget.claim()];
    expect([one.take(6), two.take(4), two.take(1), one.take(1)]).to.deep.equal([true, true, false, false]);
    expect(budget.usedBytes()).to.equal(10);
  });

  it('takes nothing when it refuses', () => {
    const budget = createInFlightBudget(10);
    expect(budget.claim().take(11)).to.equal(false);
    expect(budget.usedBytes()).to.equal(0);
  });

  it('gets a claim back once, and gives it nothing more', () => {
    const budget = createInFlightBudget(10);
    const claim = budget.claim();
    claim.take(10);
    claim.unsubscribe();
    claim.unsubscribe();
    expect(budget.usedBytes()).to.equal(0);
    expect(claim.take(1)).to.equal(false);
    expect(budget.claim().take(10)).to.equal(true);
  });

  it('refuses a size that is none', async () => {
    for (const bytes of [0, -1, Number.NaN]) {
      expect(await caught(() => createInFlightBudget(bytes))).to.include({ name: 'InvalidOptionError' });
    }
  });
});

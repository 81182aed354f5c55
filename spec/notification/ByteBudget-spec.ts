import { expect } from 'chai';
import { ByteBudget } from '../../lib/notification/ByteBudget.js';
import { watch } from '../support/fanOutStage.js';

describe('ByteBudget', () => {
  it('is spent at its limit, and may be overdrawn', () => {
    const budget = new ByteBudget(10);
    budget.take(9);
    expect(budget.isSpent).to.equal(false);
    budget.take(90);
    expect(budget.isSpent).to.equal(true);
  });

  it('tells once when it is spent no more', () => {
    const budget = new ByteBudget(10);
    const opened = watch(budget.opens);
    budget.take(30);
    budget.release(5);
    expect(opened.values).to.have.length(0);
    budget.release(20);
    budget.release(5);
    expect(opened.values).to.have.length(1);
  });
});

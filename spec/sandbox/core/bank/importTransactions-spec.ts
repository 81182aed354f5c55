import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('importTransactions', () => {
  it("brings rows with the channel's end as their import date, one of them dated long ago", () => {
    const driver = new SandboxDriver().logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    driver.pass(60);
    const [redirect] = driver.state.connections['1001']?.channels ?? [];
    const fresh = (driver.state.transactions['100101'] ?? []).filter(
      ({ importDate }) => importDate === redirect?.lastEnd,
    );
    expect(fresh.length).to.be.within(2, 4);
    expect(Math.min(...fresh.map(({ date }) => date))).to.be.lessThan(Number(redirect?.lastEnd) - 39 * 86_400);
  });

  it('moves the balance by the rows, to the cent', () => {
    const driver = new SandboxDriver().logIn();
    const before = driver.state;
    driver.ask('POST', '/connections/1001/synchronize');
    driver.pass(60);
    const rows = (driver.state.transactions['100101'] ?? []).slice(before.transactions['100101']?.length);
    const cents = rows.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
    expect(
      Number(driver.state.accounts['100101']?.balanceCents) - Number(before.accounts['100101']?.balanceCents),
    ).to.equal(cents);
  });

  it('brings nothing for a channel that failed, nor for a deleted account', () => {
    const driver = new SandboxDriver({ play: ['token-expired'] }).logIn();
    driver.ask('DELETE', '/accounts/100103');
    const before = driver.state.transactions;
    driver.ask('POST', '/connections/1001/synchronize');
    driver.pass(60);
    const grown = Object.keys(before).filter((id) => driver.state.transactions[id]?.length !== before[id]?.length);
    expect(grown).to.deep.equal(['100104']);
  });
});

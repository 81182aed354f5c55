import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('listConnections', () => {
  it('answers a bare list', () => {
    const rows = new SandboxDriver({ play: ['success', 'partial'] }).logIn().rows('/connections');
    expect(rows.map(({ id }) => id)).to.deep.equal(['1001', '1002']);
  });
});

describe('readConnection', () => {
  const statuses = (switches: Readonly<Record<string, string>>): readonly unknown[] => {
    const driver = new SandboxDriver({ switches: { runningAfterMs: '0', ...switches } }).logIn();
    driver.ask('POST', '/connections/1001/synchronize');
    return Array.from({ length: 30 }, () => driver.pass(1).rows('/connections')[0]?.['status']);
  };

  it('shows a change as late as the switch says', () => {
    expect(statuses({}).indexOf('RUNNING')).to.equal(0);
    expect(statuses({ getLagsMs: '5000' }).indexOf('RUNNING')).to.equal(4);
  });

  it('shows now the newest state and now an old one, where a replica may answer', () => {
    const shown = statuses({ staleReplicaMs: '20000' }).slice(0, 15);
    expect(new Set(shown)).to.deep.equal(new Set(['RUNNING', 'SUCCESS']));
    expect(shown.lastIndexOf('SUCCESS')).to.be.greaterThan(shown.indexOf('RUNNING'));
  });

  it('answers the very object of the list', () => {
    const driver = new SandboxDriver().logIn();
    expect(driver.json('GET', '/connections/1001')).to.deep.equal(driver.rows('/connections')[0]);
  });

  it('knows neither strangers nor what never was', () => {
    const driver = new SandboxDriver().logInAsClient();
    driver.ask('POST', '/users', { body: JSON.stringify({ email: 'x@sandbox.invalid', password: 'p' }) });
    const as = (user: string, id: string) =>
      driver.ask('GET', `/connections/${id}`, { headers: { 'x-linxo-user-id': user } }).status;
    expect([as('501', '1001'), as('502', '1001'), as('501', '1002'), as('501', '77')]).to.deep.equal([
      200, 404, 404, 404,
    ]);
  });
});

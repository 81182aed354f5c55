import { expect } from 'chai';
import type { SyncStep } from '../../../../lib/sandbox/core/script/ScenarioScript.js';
import { applyStep } from '../../../../lib/sandbox/core/timeline/applyStep.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const after = (step: SyncStep, connectionId = '1001') => {
  const driver = new SandboxDriver().logIn();
  const queue = driver.subscribe();
  driver.state = applyStep(driver.state, { at: driver.now, runId: '1', connectionId, step });
  return { driver, queue };
};

describe('applyStep', () => {
  it('begins: channels turn RUNNING', () => {
    expect(after({ at: 0, do: 'begin' }).driver.rows('/connections')[0]).to.include({ status: 'RUNNING' });
  });

  it('deletes: the connection and its accounts are gone', () => {
    const { driver } = after({ at: 0, do: 'delete' });
    expect(driver.rows('/connections')).to.deep.equal([]);
    expect(driver.rows('/accounts')).to.deep.equal([]);
    expect(driver.truth().connections[0]).to.include({ status: 'DELETED', result: 'gone' });
  });

  it('deletes: what was still to happen does not', () => {
    const driver = new SandboxDriver({ play: ['deleted-connection'] }).logIn();
    const queue = driver.subscribe();
    driver.ask('POST', '/connections/1001/synchronize');
    const types = driver
      .pass(120)
      .rows(queue)
      .map((event) => event['event_type']);
    expect(types).to.include('SYNC_STARTED').and.not.include('SYNC_ALL_SUCCESS');
  });

  it('expires queues', () => {
    const { driver, queue } = after({ at: 0, do: 'expireQueues' });
    expect(driver.ask('GET', queue).status).to.equal(404);
  });

  it('expires access tokens', () => {
    expect(after({ at: 0, do: 'expireTokens' }).driver.ask('GET', '/connections').status).to.equal(401);
  });

  it('writes raw text with the id filled in', () => {
    const { driver, queue } = after({
      at: 0,
      do: 'raw',
      text: '{"id": "7", "event_type": "T", "on": "{connection_id}"}',
    });
    expect(driver.ask('GET', queue).body).to.equal('[{"id": "7", "event_type": "T", "on": "1001"}]');
    expect(driver.truth().events).to.deep.equal([{ id: '7', connectionId: '1001', type: 'T' }]);
  });

  it('leaves a gap between LIST_ACCOUNTS and ALL by switch', () => {
    const driver = new SandboxDriver({ switches: { listGapMs: '2000' } }).logIn();
    driver.ask('POST', '/connections/1001/synchronize?type=LIST_ACCOUNTS');
    const statuses = Array.from({ length: 40 }, () => driver.pass(0.5).rows('/connections')[0]?.['status']);
    expect(statuses.slice(4).indexOf('SUCCESS')).to.be.greaterThan(-1);
    expect(
      driver
        .pass(60)
        .truth()
        .connections[0]?.syncs.map(({ type, startedBy }) => `${type} ${startedBy}`),
    ).to.deep.equal(['LIST_ACCOUNTS post', 'ALL chain']);
  });

  it('does nothing to a connection nobody knows', () => {
    const { state } = new SandboxDriver();
    expect(applyStep(state, { at: 0, runId: '', connectionId: '9', step: { at: 0, do: 'begin' } })).to.equal(state);
  });
});

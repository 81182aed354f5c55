import { expect } from 'chai';
import { ENDING_SCENARIOS } from '../../../../lib/sandbox/core/script/endingScenarios.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

type Name = keyof typeof ENDING_SCENARIOS;

const started = (name: Name): { readonly driver: SandboxDriver; readonly queue: string } => {
  const driver = new SandboxDriver({ play: [name] }).logIn();
  const queue = driver.subscribe();
  driver.ask('POST', '/connections/1001/synchronize');
  return { driver, queue };
};

const terminals = (driver: SandboxDriver, queue: string) =>
  driver.rows(queue).filter((event) => event['event_type'] === 'SYNC_ALL_SUCCESS');

describe('ENDING_SCENARIOS', () => {
  it('keys every scenario by its name', () => {
    for (const [key, { name }] of Object.entries(ENDING_SCENARIOS)) expect(name).to.equal(key);
  });

  it('shows RUNNING in the first terminal of two-ends and SUCCESS in the second', () => {
    const { driver, queue } = started('two-ends');
    const statuses = terminals(driver.pass(60), queue).map(
      ({ resource }) => JSON.stringify(resource).match(/"status":"(\w+)","creation_date"/)?.[1],
    );
    expect(statuses).to.deep.equal(['RUNNING', 'SUCCESS']);
  });

  it('writes no terminal for failed, and SYNC_ALL_SUCCESS about a FAILED connection for token-expired', () => {
    const failed = started('failed');
    expect(terminals(failed.driver.pass(60), failed.queue)).to.deep.equal([]);
    const expired = started('token-expired');
    const [end] = terminals(expired.driver.pass(60), expired.queue);
    expect(end?.['resource']).to.include({ status: 'FAILED' });
  });

  it('writes nothing at all for silent, whose connection stays RUNNING', () => {
    const { driver, queue } = started('silent');
    expect(driver.pass(3_000).rows(queue)).to.deep.equal([]);
    expect(driver.rows('/connections')[0]).to.include({ status: 'RUNNING' });
  });

  it('loses the answer of ambiguous-post but not the sync', () => {
    const driver = new SandboxDriver({ play: ['ambiguous-post'] }).logIn();
    expect(driver.ask('POST', '/connections/1001/synchronize').fault).to.equal('reset');
    expect(driver.truth().connections[0]?.posts.accepted).to.equal(1);
    expect(driver.pass(60).ask('POST', '/connections/1001/synchronize')).not.to.have.property('fault');
  });

  it('ends the night of nightly-sync before the POST, and its event says so after it', () => {
    const { driver, queue } = started('nightly-sync');
    const postS = Math.floor((driver.now + Date.UTC(2026, 0, 15, 9)) / 1000);
    const [night] = terminals(driver.pass(2), queue);
    expect(night).to.include({ creation_date: postS + 1 - 3 });
    expect(JSON.stringify(night)).to.contain(`"last_end_date":${postS - 3}`);
    expect(driver.rows('/connections')[0]).to.include({ status: 'SUCCESS' });
  });

  it('turns deleted-connection into a 404', () => {
    const { driver } = started('deleted-connection');
    expect(driver.ask('GET', '/connections/1001').status).to.equal(200);
    expect(driver.pass(30).ask('GET', '/connections/1001').status).to.equal(404);
  });

  it('marks the channels of provider-unavailable and their definitions', () => {
    const { driver } = started('provider-unavailable');
    expect(driver.pass(60).ask('GET', '/connections/1001').body).to.contain('"channel_definition_unavailable":true');
    expect(driver.ask('GET', '/providers/87').body).to.contain('"unavailable":true');
  });

  it('leaves nothing to synchronise in sync-all-empty', () => {
    const driver = new SandboxDriver({ play: ['sync-all-empty'] }).logIn();
    expect(driver.ask('POST', '/connections/synchronize').body).to.equal('{"connection_links":[]}');
    expect(driver.rows('/connections')[0]).to.deep.include({ status: 'NONE', channels: [] });
  });

  it('lists accounts first in list-accounts, whatever was asked, and then runs ALL', () => {
    const { driver, queue } = started('list-accounts');
    const types = driver
      .pass(120)
      .rows(queue)
      .map((event) => event['event_type']);
    expect(types.filter((type) => type === 'LIST_ACCOUNTS_SUCCESS' || type === 'SYNC_ALL_SUCCESS')).to.deep.equal([
      'LIST_ACCOUNTS_SUCCESS',
      'LIST_ACCOUNTS_SUCCESS',
      'SYNC_ALL_SUCCESS',
    ]);
  });
});

import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const listed = (switches: Readonly<Record<string, string>> = {}) => {
  const driver = new SandboxDriver({ switches }).logIn();
  driver.ask('DELETE', '/accounts/100101');
  const queue = driver.subscribe();
  driver.ask('POST', '/connections/1001/synchronize?type=LIST_ACCOUNTS');
  return { driver: driver.pass(120), queue };
};

describe('listAccounts', () => {
  it('announces one list per channel', () => {
    const { driver, queue } = listed();
    const lists = driver.rows(queue).filter((event) => event['event_type'] === 'LIST_ACCOUNTS_SUCCESS');
    const ids = lists.map(({ resource }) =>
      [...JSON.stringify(resource).matchAll(/"id":"(\d{6})"/g)].map(([, id]) => id),
    );
    expect(ids).to.deep.equal([
      ['100101', '100102'],
      ['100103', '100104', '100105'],
    ]);
    expect(lists.map((event) => event['channel_definition_id'])).to.deep.equal(['8701', '8700']);
  });

  it('brings deleted accounts back and finds new ones, as the documentation warns', () => {
    const { driver } = listed();
    expect(driver.rows('/accounts').map(({ id }) => id)).to.deep.equal([
      '100101',
      '100102',
      '100103',
      '100104',
      '100105',
    ]);
  });

  it('leaves a deleted account deleted in a sync of type ALL', () => {
    const driver = new SandboxDriver().logIn();
    driver.ask('DELETE', '/accounts/100101');
    driver.ask('POST', '/connections/1001/synchronize?type=ALL');
    expect(
      driver
        .pass(120)
        .rows('/accounts')
        .map(({ id }) => id),
    ).to.deep.equal(['100102', '100103', '100104']);
  });

  it('calls its event what the switch says', () => {
    const { driver } = listed({ listAccountsEvent: 'LIST_ACCOUNTS_END' });
    expect(driver.truth().events.filter(({ type }) => type === 'LIST_ACCOUNTS_END')).to.have.length(2);
  });
});

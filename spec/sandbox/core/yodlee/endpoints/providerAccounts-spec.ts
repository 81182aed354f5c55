import { expect } from 'chai';
import {
  deleteLink,
  linkProvider,
  listLinks,
  readLink,
  refreshLinks,
  setPreferences,
} from '../../../../../lib/sandbox/core/yodlee/endpoints/providerAccounts.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const LINK = '/providerAccounts/10000001';
const added = (switches: Readonly<Record<string, string>> = {}) =>
  new YodleeDriver({ switches }).act('add', 'user-1').pass(60).as('user-1');

describe(listLinks.name, () => {
  it('lists what is there, or nothing at all', () => {
    expect(added().json('GET', '/providerAccounts')).to.have.nested.property('providerAccount[0].id', 10_000_001);
    expect(new YodleeDriver().as('user-1').json('GET', '/providerAccounts')).to.deep.equal({});
    expect(added().json('GET', '/providerAccounts?providerIds=1')).to.deep.equal({});
  });
});

describe(readLink.name, () => {
  it('reads one of the user alone', () => {
    expect(added().json('GET', LINK)).to.have.nested.property('providerAccount[0].status', 'SUCCESS');
    expect(added().as('user-2').refusal('GET', LINK)).to.equal('400 Y800 Invalid value for providerAccountId');
  });
});

describe(linkProvider.name, () => {
  it('adds one', () => {
    const driver = added();
    expect(driver.json('POST', '/providerAccounts?providerId=5')).to.have.nested.property(
      'providerAccount[0].id',
      10_000_002,
    );
    expect(driver.refusal('POST', '/providerAccounts')).to.equal('400 Y803 providerId is mandatory');
  });
});

describe(refreshLinks.name, () => {
  it('refreshes those that are named', () => {
    const driver = added();
    const before = driver.book(0).transactions.length;
    expect(driver.ask('PUT', '/providerAccounts?providerAccountIds=10000001').status).to.equal(200);
    expect(driver.book(0).transactions.length).to.be.greaterThan(before);
    expect(driver.refusal('PUT', '/providerAccounts?providerAccountIds=1')).to.contain('Y800');
    expect(driver.ask('PUT', '/providerAccounts').status).to.equal(200);
  });
});

describe(deleteLink.name, () => {
  it('takes everything along, with the status of the switch', () => {
    const driver = added();
    expect(driver.ask('DELETE', LINK).status).to.equal(204);
    expect(driver.book(0)).to.deep.include({ providerAccounts: [], accounts: [], transactions: [], holdings: [] });
    expect(driver.refusal('DELETE', LINK)).to.contain('Y800');
    expect(added({ deleteStatus: '200' }).ask('DELETE', LINK).status).to.equal(200);
  });
});

describe(setPreferences.name, () => {
  it('hides a provider account from data extracts', () => {
    const driver = added();
    const set = (preferences: unknown) =>
      driver.ask('PUT', `${LINK}/preferences`, JSON.stringify({ preferences })).status;
    expect(set({ isDataExtractsEnabled: false })).to.equal(204);
    expect(driver.book(0).providerAccounts[0]).to.include({ isDataExtractsEnabled: false });
    driver.pass(60).act('refresh', 'user-1').pass(60).admin();
    const events =
      '/dataExtracts/events?eventName=DATA_UPDATES&fromDate=2026-01-15T09:00:00Z&toDate=2026-01-15T09:02:00Z';
    expect(driver.json('GET', events)).to.deep.equal({});
    driver.as('user-1');
    expect(set({ isDataExtractsEnabled: true, isAutoRefreshEnabled: false })).to.equal(204);
  });

  it('refuses what it cannot read', () => {
    const driver = added();
    const refuse = (body: string, path = LINK) => driver.refusal('PUT', `${path}/preferences`, body);
    expect(refuse('{}')).to.equal('400 Y800 Invalid value for preferences');
    expect(refuse('{"preferences":{"isDataExtractsEnabled":1}}')).to.equal(
      '400 Y800 Invalid value for preferences.isDataExtractsEnabled',
    );
    expect(refuse('{"preferences":{}}', '/providerAccounts/1')).to.equal('400 Y807 Resource not found');
  });
});

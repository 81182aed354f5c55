import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('connectionJson', () => {
  it('has the documented members, dates in seconds, absent ones left out', () => {
    const [connection] = new SandboxDriver({ play: ['empty-channel'] }).logIn().rows('/connections');
    expect(connection).to.include.keys(
      'id',
      'provider_id',
      'name',
      'status',
      'creation_date',
      'auto_sync',
      'logo_url',
      'owner',
      'consent_per_account',
      'user_id',
    );
    const channels: unknown = connection?.['channels'];
    const list: readonly unknown[] = Array.isArray(channels) ? channels : [];
    const [redirect, embedded] = list;
    expect(redirect).to.have.all.keys(
      'channel_definition_id',
      'mode',
      'status',
      'expires',
      'last_success_date',
      'last_end_date',
      'account_types',
      'channel_definition_unavailable',
    );
    expect(embedded).to.include({ status: 'EMPTY' }).and.not.have.any.keys('expires', 'last_end_date');
    expect(connection).to.include({ status: 'SUCCESS' });
  });

  it('knows both vocabularies of the mode', () => {
    const driver = new SandboxDriver({ switches: { modeVocabulary: 'interface' } }).logIn();
    expect(driver.ask('GET', '/connections').body)
      .to.contain('"DEDICATED_INTERFACE"')
      .and.to.contain('"DIRECT_ACCESS"');
  });
});

import { expect } from 'chai';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('providerJson', () => {
  it('lists channel definitions whose ids cannot be derived', () => {
    expect(new SandboxDriver().logIn().json('GET', '/providers/200')).to.deep.include({
      id: '200',
      name: 'WBX Test Bank',
      channel_definitions: [
        { id: '8701', mode: 'REDIRECT', account_types: ['CHECKINGS', 'CREDIT_CARD'], unavailable: false },
        { id: '8700', mode: 'EMBEDDED', account_types: ['SAVINGS', 'LOAN'], unavailable: false },
      ],
    });
  });
});

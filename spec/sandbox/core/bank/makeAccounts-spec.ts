import { expect } from 'chai';
import { makeAccounts } from '../../../../lib/sandbox/core/bank/makeAccounts.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const connection = new SandboxDriver().state.connections['1001'];
if (connection === undefined) throw new Error('the sandbox has a connection');

describe('makeAccounts', () => {
  it('puts payment accounts on REDIRECT, savings and loans on EMBEDDED, one of them undiscovered', () => {
    const rows = makeAccounts(1, connection, 0).map(({ mode, type, visibility }) => `${mode} ${type} ${visibility}`);
    expect(rows).to.deep.equal([
      'REDIRECT CHECKINGS listed',
      'REDIRECT CREDIT_CARD listed',
      'EMBEDDED SAVINGS listed',
      'EMBEDDED LOAN listed',
      'EMBEDDED SAVINGS undiscovered',
    ]);
  });

  it('makes none for a channel that was never set up', () => {
    const empty = { ...connection, channels: connection.channels.map((channel) => ({ ...channel, status: 'EMPTY' })) };
    expect(makeAccounts(1, empty, 0)).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { openConnection } from '../../../../lib/sandbox/core/bank/openConnection.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const open = (script: Parameters<typeof openConnection>[1]['script']) =>
  openConnection(new SandboxDriver().state, { userId: '501', scenario: 'x', script, now: 0 });

describe('openConnection', () => {
  it('numbers on and never uses an id twice', () => {
    expect(Object.keys(open({}).connections)).to.deep.equal(['1001', '1002']);
  });

  it('expires REDIRECT 90 days after the creation and EMBEDDED never', () => {
    const connection = open({}).connections['1002'];
    expect(connection?.channels.map(({ expires }) => expires)).to.deep.equal([
      Number(connection?.createdAt) + 90 * 86_400,
      undefined,
    ]);
  });

  it('ended its last sync before the sandbox started', () => {
    const start = Date.UTC(2026, 0, 15, 9) / 1000;
    for (const { lastEnd = start } of open({}).connections['1002']?.channels ?? [])
      expect(lastEnd).to.be.lessThan(start - 6 * 3600 + 1);
  });

  it('is RUNNING from the start where the script says so', () => {
    expect(open({ runningAtStart: true }).connections['1002']?.channels.map(({ status }) => status)).to.deep.equal([
      'RUNNING',
      'RUNNING',
    ]);
  });

  it('brings the newest rows in with the last sync', () => {
    const state = open({});
    const rows = state.transactions['100201'] ?? [];
    const lastEnd = state.connections['1002']?.channels[0]?.lastEnd;
    expect(rows).to.have.length(6);
    expect(rows.filter(({ importDate }) => importDate === lastEnd)).to.have.length(2);
  });

  it('refuses a bank the sandbox does not have', () => {
    expect(() => open({ providerId: '1' })).to.throw('providerId: expected one of 87, 200, 312, 318, got "1"');
  });
});

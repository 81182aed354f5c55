import { expect } from 'chai';
import { unseenEnd } from '../../../lib/cli/output/unseenEnd.js';
import type { Evidence } from '../../../lib/index.js';
import { channelOutcome, outcome } from '../../support/syncUpdates.js';

const evidence = (given: Partial<Evidence>): Evidence => ({
  rule: 'deadline',
  observedIn: 'connection',
  attached: false,
  endDates: [],
  ...given,
});

describe('unseenEnd', () => {
  it('takes RUNNING, of the connection or of a channel, for a sync that runs', () => {
    expect(unseenEnd(outcome('7', { evidence: evidence({ status: 'RUNNING' }) }))).to.equal('running');
    const channels = [channelOutcome(), channelOutcome({ status: 'RUNNING' })];
    expect(unseenEnd(outcome('7', { channels, evidence: evidence({ status: 'SUCCESS' }) }))).to.equal('running');
  });

  it('takes any other status for one at rest', () => {
    expect(unseenEnd(outcome('7', { evidence: evidence({ status: 'SUCCESS' }) }))).to.equal('atRest');
  });

  it('knows nothing of what was never read', () => {
    expect(unseenEnd(outcome('7', { evidence: evidence({}) }))).to.equal('unknown');
    const nowhere = evidence({ observedIn: 'nowhere', status: 'RUNNING' });
    expect(unseenEnd(outcome('7', { evidence: nowhere }))).to.equal('unknown');
    expect(unseenEnd({ channels: [] })).to.equal('unknown');
  });
});

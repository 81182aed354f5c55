import { expect } from 'chai';
import { tellTheUser } from '../../../lib/cli/output/tellTheUser.js';
import type { OutcomeResult } from '../../../lib/index.js';
import { channelOutcome, outcome } from '../../support/syncUpdates.js';

describe('tellTheUser', () => {
  it('has a sentence of its own for every result', () => {
    const results: readonly OutcomeResult[] = [
      'succeeded',
      'partial',
      'failed',
      'actionRequired',
      'timedOut',
      'gone',
      'notStarted',
      'notApplicable',
    ];
    const sentences = results.map((result) => tellTheUser(outcome('7', { result })));
    expect(new Set(sentences).size).to.equal(results.length);
  });

  it('says what the bank asks for', () => {
    for (const [status, word] of [
      ['AUTH_FAILED', 'password'],
      ['TOKEN_EXPIRED', 'consent'],
      ['PASSWORD_CHANGE_REQUIRED', 'new password'],
      ['CHALLENGE_REQUIRED', 'code'],
      ['USER_ACTION_REQUIRED', 'message'],
    ] as const) {
      const channels = [channelOutcome(), channelOutcome({ status })];
      expect(tellTheUser(outcome('7', { result: 'actionRequired', channels }))).to.include(word);
    }
  });

  it('blames the bank only for what the bank does', () => {
    const failed = outcome('7', { result: 'failed' });
    expect(tellTheUser({ ...failed, whoMustAct: 'bank' })).to.include('out of order');
    expect(tellTheUser({ ...failed, whoMustAct: 'aggregator' })).not.to.include('out of order');
  });
});

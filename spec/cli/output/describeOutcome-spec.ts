import { expect } from 'chai';
import { describeOutcome } from '../../../lib/cli/output/describeOutcome.js';
import { channelOutcome, outcome } from '../../support/syncUpdates.js';

describe('describeOutcome', () => {
  it('says the result, the reason of each channel, who must act and what to tell the user', () => {
    const ended = outcome('7', {
      result: 'actionRequired',
      whoMustAct: 'user',
      channels: [
        channelOutcome(),
        channelOutcome({ mode: 'EMBEDDED', status: 'TOKEN_EXPIRED', fresh: false, whoMustAct: 'user' }),
      ],
    });
    expect(describeOutcome(ended, new Map([['7', 'Banque 7']])).split('\n')).to.deep.equal([
      'Banque 7: action required: the bank waits for its customer; some data is fresh (proof: endDate, seen in the queue)',
      '  channel REDIRECT: SUCCESS, ended since the trigger',
      '  channel EMBEDDED: TOKEN_EXPIRED, as it was, user must act',
      '  The user must act. Tell the user: "Your consent has ended: allow the access at your bank again."',
      '',
    ]);
  });

  it('does without a name and without channels', () => {
    const lines = describeOutcome(outcome('7', { result: 'gone', channels: [], hasFreshData: false }), new Map());
    expect(lines).to.match(/^7: gone: the connection is closed or deleted \(proof/);
  });

  it('says when a bank is out of order, and commands no terminal', () => {
    const channel = {
      channelId: '11',
      status: 'UNAVAILABLE\u001b',
      fresh: false,
      unavailable: true,
      lastEndAt: new Date(0),
      whoMustAct: 'bank',
    } as const;
    expect(describeOutcome(outcome('7', { result: 'failed', channels: [channel] }), new Map())).to.include(
      'channel 11: UNAVAILABLE\\u001b, as it was, the bank is out of order, bank must act\n',
    );
  });

  it('tells a list that came from data that came', () => {
    const { evidence } = outcome('7');
    const listed = outcome('7', { evidence: { ...evidence, rule: 'accountList', status: 'RUNNING' } });
    const words = describeOutcome(listed, new Map());
    expect(words).to.match(
      /^7: succeeded: the account lists came; the data is still being fetched \(proof: accountList/,
    );
    expect(words)
      .to.include('still being fetched."')
      .and.not.match(/everything is fresh|up to date/);
  });

  it('says of an end that was not seen no more than is known', () => {
    const { evidence } = outcome('7');
    const unseen = (status: string | undefined): string =>
      describeOutcome(
        outcome('7', {
          result: 'timedOut',
          evidence: { ...evidence, rule: 'deadline', ...(status !== undefined && { status }) },
        }),
        new Map(),
      );
    expect(unseen('RUNNING')).to.include('it still runs, its end was not seen').and.include('longer than usual');
    expect(unseen('SUCCESS')).to.include('no end was seen in time').and.not.include('longer than usual');
    expect(unseen(undefined)).to.include('the aggregator could not be asked').and.not.include('longer than usual');
  });
});

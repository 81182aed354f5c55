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
      '  channel EMBEDDED: TOKEN_EXPIRED, no new end since the trigger, user must act',
      '  The user must act. Tell the user: "Your consent has ended: allow the access at your bank again."',
      '',
    ]);
  });

  it('does without a name and without channels', () => {
    const gone = outcome('7', { result: 'gone', channels: [], hasFreshData: false });
    const closed = { ...gone, evidence: { ...gone.evidence, status: 'CLOSED' } };
    expect(describeOutcome(closed, new Map())).to.match(/^7: gone: the connection is closed or deleted \(proof/);
    expect(describeOutcome(gone, new Map())).to.match(
      /^7: gone: .* no such connection: it was deleted, or the id is wrong \(/,
    );
  });

  it('says of a sync that was joined late no more than moved since', () => {
    const [old, fresh] = [channelOutcome({ fresh: false }), channelOutcome({ mode: 'EMBEDDED' })];
    const { evidence } = outcome('7');
    const joined = { evidence: { ...evidence, attached: true, rule: 'runningSeen' } } as const;
    const say = (changes: Parameters<typeof outcome>[1]) =>
      describeOutcome(outcome('7', { ...joined, ...changes }), new Map());
    expect(say({ channels: [old], hasFreshData: false }))
      .to.include('7: succeeded: it ended well, with no new end since it was joined (')
      .and.include('channel REDIRECT: SUCCESS, no new end since it was joined\n')
      .and.not.include('fresh');
    expect(say({ channels: [old, fresh] }))
      .to.include('7: succeeded: it ended well; some data is fresh (')
      .and.include('channel EMBEDDED: SUCCESS, ended since it was joined\n');
    expect(say({ channels: [fresh, channelOutcome({ fresh: false, status: 'EMPTY' })] })).to.include(
      'everything is fresh',
    );
    const unseen = { ...evidence, attached: false, rule: 'deadline', status: 'RUNNING' } as const;
    expect(
      say({ result: 'timedOut', channels: [channelOutcome({ fresh: false, status: 'RUNNING' })], evidence: unseen }),
    ).to.include('channel REDIRECT: RUNNING, no new end since the trigger\n');
  });

  it('says of what was never triggered that it is as it was', () => {
    const { evidence } = outcome('7');
    const left = outcome('7', {
      result: 'actionRequired',
      channels: [channelOutcome({ fresh: false, status: 'AUTH_FAILED' })],
      evidence: { ...evidence, rule: 'unattended' },
    });
    expect(describeOutcome(left, new Map())).to.include('channel REDIRECT: AUTH_FAILED, as it was');
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
      'channel 11: UNAVAILABLE\\u001b, no new end since the trigger, the bank is out of order, bank must act\n',
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

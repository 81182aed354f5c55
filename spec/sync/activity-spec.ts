import { expect } from 'chai';
import { isActive, isRunning } from '../../lib/sync/activity.js';
import { channelOf, connectionOf, runningOf } from '../support/builders.js';

describe('isActive', () => {
  it('leaves out channels that were never set up or are closed', () => {
    const active = ['SUCCESS', 'RUNNING', 'EMPTY', 'CLOSED', 'TOKEN_EXPIRED', 'NEW_WORD'].filter((status) =>
      isActive(channelOf({ status })),
    );
    expect(active).to.deep.equal(['SUCCESS', 'RUNNING', 'TOKEN_EXPIRED', 'NEW_WORD']);
  });
});

describe('isRunning', () => {
  it('asks the connection and each of its channels', () => {
    expect(isRunning(runningOf())).to.equal(true);
    expect(isRunning(connectionOf({ channels: [channelOf({ status: 'RUNNING' })] }))).to.equal(true);
    expect(isRunning(connectionOf({ status: 'RUNNING' }))).to.equal(true);
    expect(isRunning(connectionOf())).to.equal(false);
  });
});

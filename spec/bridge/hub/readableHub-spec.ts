import { expect } from 'chai';
import { createHub } from '../../../lib/bridge/hub/createHub.js';
import { readableHub } from '../../../lib/bridge/hub/readableHub.js';

describe('readableHub', () => {
  it('reads the topics that are published', () => {
    const hub = createHub();
    hub.topic<number>('numbers').next(1);
    expect(readableHub(hub).open('numbers')?.life.offset).to.equal(1);
  });

  it('refuses what only looks like a hub', () => {
    const { topic, erase } = { topic: () => undefined as never, erase: () => undefined };
    expect(() => readableHub({ topic, erase })).to.throw('hub: expected a hub from createHub, got an object');
  });
});

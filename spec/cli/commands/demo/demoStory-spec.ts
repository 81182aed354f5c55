import { expect } from 'chai';
import { DEMO_SPEED, DEMO_STORY, DEMO_SWITCHES, DEMO_USERS } from '../../../../lib/cli/commands/demo/demoStory.js';

describe('DEMO_STORY', () => {
  it('is about 1,000 users, of whom every other notification is lost', () => {
    expect([DEMO_USERS, DEMO_STORY.users, DEMO_STORY.sender?.drops]).to.deep.equal([1_000, 1_000, true]);
  });
});

describe('DEMO_SWITCHES', () => {
  it('make an interval a second of ours', () => {
    expect(Number(DEMO_SWITCHES.notifyEveryS)).to.equal(DEMO_SPEED);
  });
});

import type { YodleeScenario } from '../../../sandbox/index.js';

/** Users of the demo. */
export const DEMO_USERS = 1_000;
/** How many times faster its sandbox runs than our clock. */
export const DEMO_SPEED = 20;

/** Everybody opens accounts, later half of them are refreshed; every other notification is never sent. */
export const DEMO_STORY: YodleeScenario = {
  name: 'demo',
  summary: 'Everybody opens accounts, later half of them are refreshed; every other notification is never sent.',
  users: DEMO_USERS,
  sender: { drops: true },
  steps: [
    { at: 0.2, do: 'act', action: 'add', users: 'all' },
    { at: 1.4, do: 'act', action: 'refresh', users: 'half' },
  ],
};

/** A notification interval is a second of ours, and names 50 users at most. */
export const DEMO_SWITCHES = { notifyEveryS: String(DEMO_SPEED), usersPerNotice: '50' } as const;

import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
import { ACTION_SCENARIOS } from '../../lib/sandbox/core/yodlee/script/ACTION_SCENARIOS.js';
import type { YodleeScenario } from '../../lib/sandbox/index.js';
import { inPool } from '../support/inPool.js';
import { Patience } from '../support/Patience.js';
import { type NotifyOptions, type NotifyStand, serveScenario } from '../support/notifyStand.js';

interface Entry {
  readonly userId: string;
  readonly state: string;
  readonly cause?: string;
}

const OPEN: ReadonlySet<string> = new Set(['leased', 'waiting']);

/** What is left in the inbox when the book is right and what is still in flight has landed. */
async function leftOver(stand: NotifyStand): Promise<readonly Entry[]> {
  const patience = new Patience(45_000);
  for (;;) {
    const entries = await entriesOf(stand);
    const open = entries.filter(({ userId, state }) => !stand.except.includes(userId) && OPEN.has(state));
    if (open.length === 0 || patience.isOver(String(open.length))) return entries;
    await wait(250);
  }
}

async function entriesOf({ run, file }: NotifyStand): Promise<readonly Entry[]> {
  const { code, host } = await run('inbox', 'list', '--inbox', `sqlite:${file}`, '--json');
  expect(code).to.equal(0);
  return host.stdout
    .text()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
}

/** Things change in the very last second of three windows. */
const LAST_SECOND: YodleeScenario = {
  name: 'last-second',
  summary: 'Everybody does something one second before the next window begins.',
  steps: [
    { at: 59 / 60, do: 'act', action: 'add', users: 'all' },
    { at: 119 / 60, do: 'act', action: 'refresh', users: 'all' },
    { at: 179 / 60, do: 'mix' },
  ],
};

const JOBS: Readonly<Record<string, NotifyOptions>> = {
  notify: { isFirstStart: true },
  'dropped-webhooks': {},
  'duplicate-webhooks': {},
  'reordered-webhooks': {},
  'retried-with-more-users': {},
  'hundred-thousand-users': { users: 1_000 },
  'poison-user': { except: ['user-3'] },
  'outage-30h': {
    isFirstStart: true,
    switches: { notifyEveryS: '900', retryFirstS: '600' },
    meanwhile: async ({ sandbox }) => {
      for (let quarter = 0; quarter < 130; quarter += 1) sandbox.advance(900_000);
      for (let hour = 0; hour < 24 && !sandbox.yodlee.truth().settled; hour += 1) {
        await wait(300);
        sandbox.advance(3_600_000);
      }
    },
  },
  'page-mutation': { users: 3 },
  'clock-skew': { isFirstStart: true },
  'form-encoded': {},
  'legacy-dates': {},
  'rate-limited': { users: 4 },
  'token-expiry': {},
  migration: {},
  forged: {},
  'last-second': { scenarios: [LAST_SECOND] },
  'last-second, toDate excluded': { scenarios: [LAST_SECOND], switches: { toDateIs: 'excluded' } },
  'last-second, windows touch, toDate excluded': {
    scenarios: [LAST_SECOND],
    switches: { toDateIs: 'excluded', windowEnds: 'touching' },
  },
  // What waits for the end of a window waits for what shows up late, too.
  'last-second, shown late': {
    scenarios: [LAST_SECOND],
    switches: { extractsLagS: '15' },
    serve: ['--after-window', '20s'],
  },
  ...Object.fromEntries(Object.keys(ACTION_SCENARIOS).map((name) => [name, { users: 5 }])),
};

describe('scenarios of notifications, over sockets', function () {
  this.timeout(90_000);
  let stories: ReadonlyMap<string, Promise<readonly Entry[]>>;

  before(() => {
    stories = inPool(
      6,
      new Map(
        Object.entries(JOBS).map(([name, options]) => [
          name,
          () => serveScenario({ scenarios: [name], ...options }, leftOver),
        ]),
      ),
    );
  });

  for (const name of Object.keys(JOBS)) {
    if (name === 'poison-user' || name === 'forged') continue;
    it(`ends with the book as the truth is: ${name}`, async () => {
      expect(await stories.get(name)).to.deep.equal([]);
    });
  }

  it('delays nobody for a user who always fails, and keeps that user in sight', async () => {
    const left = await stories.get('poison-user');
    expect(new Set(left?.map(({ userId }) => userId))).to.deep.equal(new Set(['user-3']));
  });

  it('sets users aside whom nobody knows, and believes no forged notice', async () => {
    const left = await stories.get('forged');
    expect(left?.filter(({ userId }) => /^user-\d+$/.test(userId))).to.deep.equal([]);
  });
});

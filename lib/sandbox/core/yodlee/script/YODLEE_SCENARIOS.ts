import { ACTION_SCENARIOS, type ActionScenarioName } from './ACTION_SCENARIOS.js';
import { MIXED_STEPS } from './MIXED_STEPS.js';
import type { YodleeScenario } from './YodleeScenario.js';

/** The name of a built-in scenario of the notification service. */
export type YodleeScenarioName =
  | 'notify'
  | 'dropped-webhooks'
  | 'duplicate-webhooks'
  | 'reordered-webhooks'
  | 'retried-with-more-users'
  | 'hundred-thousand-users'
  | 'poison-user'
  | 'outage-30h'
  | 'page-mutation'
  | 'clock-skew'
  | 'form-encoded'
  | 'legacy-dates'
  | 'rate-limited'
  | 'token-expiry'
  | 'migration'
  | 'forged'
  | ActionScenarioName;

const mixed = (name: string, summary: string, rest: Partial<YodleeScenario> = {}): YodleeScenario => ({
  name,
  summary,
  steps: MIXED_STEPS,
  ...rest,
});

const added = { at: 0.2, do: 'act', action: 'add', users: 'all' } as const;

const SCENARIO_LIST = {
  notify: mixed('notify', 'Every user adds an account, then things change for two hours; every notification arrives.'),
  'dropped-webhooks': mixed('dropped-webhooks', 'Every other notification is never sent; the events API knows.', {
    sender: { drops: true },
  }),
  'duplicate-webhooks': mixed('duplicate-webhooks', 'Every notification comes three times, the last one late.', {
    sender: { copies: 2 },
  }),
  'reordered-webhooks': mixed('reordered-webhooks', 'Notifications overtake each other.', {
    sender: { reorders: true },
  }),
  'retried-with-more-users': mixed(
    'retried-with-more-users',
    'The first answer is lost; the retry carries the same id and twice the users.',
    { sender: { addsUsersOnRetry: true } },
  ),
  'hundred-thousand-users': {
    name: 'hundred-thousand-users',
    summary: 'One notification names every user: 100,000 unless told otherwise.',
    users: 100_000,
    steps: [added],
  },
  'poison-user': mixed('poison-user', 'The userData of one user always fails with 500.', { poison: [2] }),
  'outage-30h': mixed('outage-30h', 'For 30 hours nothing gets through; notifications of that time are discarded.', {
    steps: [
      ...MIXED_STEPS,
      { at: 2.5, do: 'outage', forS: 30 * 3_600 },
      ...[12, 40, 70, 110].map((at) => ({ at, do: 'mix' }) as const),
    ],
  }),
  'page-mutation': {
    name: 'page-mutation',
    summary: 'Every user has 1,200 transactions in one window; rows change between the first two pages, twice.',
    users: 5,
    transactionsPerAdd: 1_200,
    pageMutations: 2,
    switches: { userDataIs: 'last-updated' },
    steps: [added],
  },
  'clock-skew': mixed('clock-skew', "Upstream's clock is ten minutes behind.", { switches: { clockSkewS: '600' } }),
  'form-encoded': mixed('form-encoded', 'Notifications come as the form field payload.', {
    switches: { contentType: 'form' },
  }),
  'legacy-dates': mixed('legacy-dates', 'Notifications carry dates like 01-11-2017T10:18:44, no zone, no id.', {
    switches: { noticeDates: 'dd-MM' },
  }),
  'rate-limited': mixed('rate-limited', 'Every fourth call is refused with 429.', {
    switches: { rateLimitEvery: '4' },
  }),
  'token-expiry': mixed('token-expiry', 'Tokens live for a minute, and all of them expire in the middle.', {
    switches: { yodleeTokenLifeS: '60' },
    steps: [...MIXED_STEPS, { at: 2.1, do: 'expireTokens' }, { at: 3.1, do: 'expireTokens' }],
  }),
  migration: {
    name: 'migration',
    summary: 'Two provider accounts of every user are merged into a third; their accounts live on under it.',
    steps: [
      added,
      { at: 1.2, do: 'act', action: 'add', users: 'all' },
      { at: 2.2, do: 'act', action: 'migrate', users: 'all' },
      { at: 3.2, do: 'act', action: 'refresh', users: 'all' },
    ],
  },
  forged: mixed('forged', 'Notifications nobody sent: hostile links, users nobody knows, a wrong path, garbage.', {
    steps: [...MIXED_STEPS, { at: 1.6, do: 'forge' }, { at: 3.6, do: 'forge' }],
  }),
} as const satisfies Readonly<Record<Exclude<YodleeScenarioName, ActionScenarioName>, YodleeScenario>>;

/** Every built-in scenario of the notification service by name. */
export const YODLEE_SCENARIOS: Readonly<Record<YodleeScenarioName, YodleeScenario>> = {
  ...SCENARIO_LIST,
  ...ACTION_SCENARIOS,
};

import { SandboxOptionError } from '../SandboxOptionError.js';
import { seedAndSpeed } from '../seedAndSpeed.js';
import { emptyTable } from './collections/Table.js';
import { joinScenarios } from './script/joinScenarios.js';
import { YODLEE_SCENARIOS } from './script/YODLEE_SCENARIOS.js';
import { resolveYodleeSwitches } from './switches/resolveYodleeSwitches.js';
import { YODLEE_CREDENTIALS } from './YODLEE_CREDENTIALS.js';
import type { YodleeConfig } from './YodleeConfig.js';
import type { YodleeSettings, YodleeState } from './YodleeState.js';

const MOST_USERS = 1_000_000;

/**
 * Makes a notification service with users to whom nothing has happened yet.
 *
 * @param config what it is to be; everything has a default
 * @param now the caller's clock: any number, from 0 in virtual time. Unit: ms
 * @example
 * let state = initialYodlee({ seed: 7, startAt: Date.UTC(2026, 0, 15) }, 0);
 */
export function initialYodlee(config: YodleeConfig, now: number): YodleeState {
  const settings = resolve(config);
  const { clockSkewS, clockRuns } = settings.switches;
  const skewMs = Number(clockSkewS) * (clockRuns === 'ahead' ? 1_000 : -1_000);
  return {
    settings,
    clock: { shiftMs: (config.startAt ?? now) - now + skewMs },
    books: emptyTable(),
    bulks: [],
    changes: emptyTable(),
    registered: [],
    unregistered: {},
    tokens: emptyTable(),
    tokensExpired: 0,
    subscriptions: {},
    windowFrom: undefined,
    churn: { perS: config.changesPerS ?? 0, running: false, rest: 0 },
    notices: emptyTable(),
    agenda: undefined,
    outbox: undefined,
    inFlight: emptyTable(),
    flying: 0,
    effects: [],
    outageUntil: -Infinity,
    mutations: {},
    strangers: 0,
    requests: 0,
    order: 0,
    log: undefined,
  };
}

const resolve = (config: YodleeConfig): YodleeSettings => {
  const { scenarios = [YODLEE_SCENARIOS.notify], changesPerS = 0 } = config;
  if (!(changesPerS >= 0 && changesPerS <= 10_000)) {
    throw new SandboxOptionError('changesPerS', 'a number from 0 to 10000', changesPerS);
  }
  const script = joinScenarios(scenarios);
  const users = config.users ?? script.users ?? 10;
  if (!(Number.isInteger(users) && users >= 1 && users <= MOST_USERS)) {
    throw new SandboxOptionError('users', `an integer from 1 to ${MOST_USERS}`, users);
  }
  return {
    ...seedAndSpeed(config),
    users,
    script,
    names: scenarios.map(({ name }) => name),
    switches: resolveYodleeSwitches(...scenarios.map((scenario) => scenario.switches ?? {}), config.switches ?? {}),
    credentials: config.credentials ?? YODLEE_CREDENTIALS,
  };
};

import type { SandboxAnswer } from '../../lib/sandbox/core/SandboxAnswer.js';
import { YODLEE_SCENARIOS, type YodleeScenarioName } from '../../lib/sandbox/core/yodlee/script/YODLEE_SCENARIOS.js';
import { isoSecond } from '../../lib/sandbox/core/yodlee/wire/dates.js';
import type { YodleeConfig } from '../../lib/sandbox/core/yodlee/YodleeConfig.js';
import { readRecord, START_MS } from './sandboxDriver.js';
import { type Told, YodleeCustomer } from './yodleeCustomer.js';
import { YodleeDriver } from './yodleeDriver.js';

export interface Played {
  readonly driver: YodleeDriver;
  readonly customer: YodleeCustomer;
  /** Windows in the order of their arrival. */
  readonly told: readonly Told[];
  /** Users whose book differs from the truth, with both. */
  readonly wrong: readonly { readonly book: unknown; readonly truth: unknown }[];
}

/** Plays a scenario with an independent customer that listens, fetches, and sweeps the events API at the end. */
export function playYodlee(
  name: YodleeScenarioName,
  { sweep = true, hours = 3, ...config }: YodleeConfig & { readonly sweep?: boolean; readonly hours?: number } = {},
): Played {
  const driver = new YodleeDriver({ play: name, ...config });
  const get = (path: string): SandboxAnswer => {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const answer = driver.ask('GET', path);
      if (answer.status === 401) driver.admin();
      else if (answer.status !== 429) return answer;
    }
    return driver.ask('GET', path);
  };
  const users = YODLEE_SCENARIOS[name].users ?? 10;
  const known = (user: string): boolean => !user.startsWith('stranger');
  const customer = new YodleeCustomer(get, known);
  const told: Told[] = [];
  let open: Told[] = [];
  driver.receive = ({ kind, body }) => {
    if (kind === 'webhook') open.push(...YodleeCustomer.read(body, driver.clockS()));
    return 200;
  };
  for (let tries = 0; driver.token === undefined && tries < 3; tries += 1) driver.admin();
  for (let tries = 0; driver.subscribe().status !== 201 && tries < 3;) tries += 1;
  for (let round = 0; round < hours * 4; round += 1) {
    driver.pass(900);
    told.push(...open);
    const due = open;
    open = [];
    customer.fetchAll(due.filter(({ to }) => to <= driver.clockS()));
  }
  customer.fetchAll(customer.failed.splice(0));
  if (sweep) sweepEvents(driver, customer, get);
  const wrong = Array.from({ length: Math.min(config.users ?? users, 50) }, (_, user) => driver.book(user))
    .map((truth) => ({ truth, book: customer.book(truth.user) }))
    .filter(({ truth, book }) => JSON.stringify(truth) !== JSON.stringify(book));
  return { driver, customer, told, wrong };
}

function sweepEvents(driver: YodleeDriver, customer: YodleeCustomer, get: (path: string) => SandboxAnswer): void {
  const end = driver.clockS() - 1;
  for (let from = START_MS / 1000 - 3_600; from < end; from += 3_600) {
    const to = Math.min(end, from + 3_599);
    const { body } = get(
      `/dataExtracts/events?eventName=DATA_UPDATES&fromDate=${isoSecond(from)}&toDate=${isoSecond(to)}`,
    );
    if (readRecord(body)['event'] !== undefined) customer.fetchAll(YodleeCustomer.read(body, driver.clockS()));
  }
}

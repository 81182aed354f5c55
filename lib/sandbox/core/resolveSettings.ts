import type { OxlinConfig } from './OxlinConfig.js';
import type { Settings } from './OxlinState.js';
import { SANDBOX_CREDENTIALS } from './SANDBOX_CREDENTIALS.js';
import { SandboxOptionError } from './SandboxOptionError.js';
import { SCENARIOS } from './script/SCENARIOS.js';
import type { ServerScript } from './script/ScenarioScript.js';
import { seedAndSpeed } from './seedAndSpeed.js';
import { resolveSwitches } from './switches/resolveSwitches.js';

/**
 * Fills in the defaults of a simulator's configuration and joins what its scenarios do to the whole server.
 *
 * Server-wide behaviour applies to every connection; where two scenarios differ, the later one counts. Switches given
 * in the configuration win over those of a scenario.
 *
 * @param config the configuration
 * @example
 * resolveSettings({ seed: 7 }).speed; // 1
 */
export function resolveSettings(config: OxlinConfig): Settings {
  const { latencyMs = 40, pastTransactions = 30, scenarios = [SCENARIOS.success] } = config;
  if (!(latencyMs >= 0 && latencyMs < Infinity))
    throw new SandboxOptionError('latencyMs', 'a number of ms ≥ 0', latencyMs);
  if (!Number.isSafeInteger(pastTransactions) || pastTransactions < 0) {
    throw new SandboxOptionError('pastTransactions', 'an integer ≥ 0', pastTransactions);
  }
  if (scenarios.length === 0) throw new SandboxOptionError('scenarios', 'at least one scenario', scenarios);
  const server = scenarios.reduce<ServerScript>((joined, scenario) => ({ ...joined, ...scenario.server }), {});
  return {
    ...seedAndSpeed(config),
    latencyMs,
    pastTransactions,
    scenarios,
    switches: resolveSwitches(...scenarios.map((scenario) => scenario.switches ?? {}), config.switches ?? {}),
    credentials: config.credentials ?? SANDBOX_CREDENTIALS,
    faults: config.faults ?? {},
    faultFor: config.faultFor ?? (() => undefined),
    noQueue: server.noQueue ?? false,
    queueReadS: server.queueReadS,
    rateLimit: server.rateLimit ?? { everyNth: 1, polls: 0, posts: 0 },
    faultsOnGet: server.faultsOnGet ?? {},
  };
}

import type { OxlinConfig } from '../../lib/sandbox/core/OxlinConfig.js';
import type { OxlinState } from '../../lib/sandbox/core/OxlinState.js';
import type { SandboxAnswer } from '../../lib/sandbox/core/SandboxAnswer.js';
import type { SandboxRequest } from '../../lib/sandbox/core/SandboxRequest.js';
import { answerRequest } from '../../lib/sandbox/core/answerRequest.js';
import { initialState } from '../../lib/sandbox/core/initialState.js';
import { SANDBOX_CREDENTIALS } from '../../lib/sandbox/core/SANDBOX_CREDENTIALS.js';
import { sandboxTruth } from '../../lib/sandbox/core/sandboxTruth.js';
import { SCENARIOS, type ScenarioName } from '../../lib/sandbox/core/script/SCENARIOS.js';
import { applyEffects } from '../../lib/sandbox/core/timeline/applyEffects.js';

/** 15 January 2026, 09:00 UTC: where the simulator's clock starts in specs. */
export const START_MS = Date.UTC(2026, 0, 15, 9);

export interface Ask {
  readonly origin?: 'api' | 'auth';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Reads a JSON object. */
export function readRecord(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  return isRecord(value) ? value : {};
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A client of the pure simulator that holds its state, its clock and one token. */
export class SandboxDriver {
  state: OxlinState;
  now = 0;
  token: string | undefined;

  constructor(config: OxlinConfig & { readonly play?: readonly ScenarioName[] } = {}) {
    const { play, ...rest } = config;
    const scenarios = play === undefined ? {} : { scenarios: play.map((name) => SCENARIOS[name]) };
    this.state = initialState({ startAt: START_MS, pastTransactions: 6, ...scenarios, ...rest }, 0);
  }

  /** Asks the simulator; API paths are given below `/v2.1`. */
  ask(method: string, path: string, { origin = 'api', body = '', headers = {} }: Ask = {}): SandboxAnswer {
    const bearer: Record<string, string> =
      origin === 'api' && this.token !== undefined ? { authorization: `Bearer ${this.token}` } : {};
    const target = origin === 'auth' || path.startsWith('/__') ? path : `/v2.1${path}`;
    const request: SandboxRequest = { origin, method, target, headers: { ...bearer, ...headers }, body };
    const { state, answer } = answerRequest(this.state, request, this.now);
    this.state = state;
    return answer;
  }

  json(method: string, path: string, ask: Ask = {}): unknown {
    return JSON.parse(this.ask(method, path, ask).body);
  }

  rows(path: string): readonly Record<string, unknown>[] {
    const value: unknown = this.json('GET', path);
    return Array.isArray(value) ? value.filter(isRecord) : [];
  }

  grant(fields: Readonly<Record<string, string>>): SandboxAnswer {
    const { clientId, clientSecret } = SANDBOX_CREDENTIALS;
    const body = JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...fields });
    return this.ask('POST', '/token', { origin: 'auth', body, headers: { 'content-type': 'application/json' } });
  }

  logIn(scope?: string): this {
    const { username, password } = SANDBOX_CREDENTIALS;
    const scoped: Record<string, string> = scope === undefined ? {} : { scope };
    return this.take(this.grant({ grant_type: 'password', username, password, ...scoped }));
  }

  logInAsClient(scope?: string): this {
    const scoped: Record<string, string> = scope === undefined ? {} : { scope };
    return this.take(this.grant({ grant_type: 'client_credentials', ...scoped }));
  }

  /** Lets time pass and everything due in it happen. Unit: s. */
  pass(seconds: number): this {
    this.now += seconds * 1000;
    this.state = applyEffects(this.state, this.now);
    return this;
  }

  subscribe(): string {
    return this.ask('POST', '/queues').headers['location'] ?? '';
  }

  truth() {
    return sandboxTruth(this.state);
  }

  private take(answer: SandboxAnswer): this {
    const token = readRecord(answer.body)['access_token'];
    this.token = typeof token === 'string' ? token : undefined;
    return this;
  }
}

/** Freezes a state through and through, so that any change to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
  return value;
}

import type { SandboxAnswer } from '../../lib/sandbox/core/SandboxAnswer.js';
import { answerYodlee } from '../../lib/sandbox/core/yodlee/answerYodlee.js';
import { initialYodlee } from '../../lib/sandbox/core/yodlee/initialYodlee.js';
import { inspectYodlee } from '../../lib/sandbox/core/yodlee/inspectYodlee.js';
import type { OutboundEffect } from '../../lib/sandbox/core/yodlee/OutboundEffect.js';
import { YODLEE_SCENARIOS, type YodleeScenarioName } from '../../lib/sandbox/core/yodlee/script/YODLEE_SCENARIOS.js';
import type { YodleeScenario } from '../../lib/sandbox/core/yodlee/script/YodleeScenario.js';
import { advanceYodlee, nextYodleeAt, settleEffect } from '../../lib/sandbox/core/yodlee/settleEffect.js';
import { trueBook } from '../../lib/sandbox/core/yodlee/truth/trueBook.js';
import { yodleeTruth } from '../../lib/sandbox/core/yodlee/truth/yodleeTruth.js';
import { YODLEE_CREDENTIALS } from '../../lib/sandbox/core/yodlee/YODLEE_CREDENTIALS.js';
import type { YodleeConfig } from '../../lib/sandbox/core/yodlee/YodleeConfig.js';
import type { YodleeState } from '../../lib/sandbox/core/yodlee/YodleeState.js';
import { readRecord, START_MS } from './sandboxDriver.js';

export const CALLBACK = 'http://127.0.0.1:9/hooks/secret';

/** A scenario in which nothing happens by itself. */
export const QUIET: YodleeScenario = { name: 'quiet', summary: 'Nothing happens by itself.', users: 4, steps: [] };

/** What a receiver answers to a webhook or a probe; undefined = nothing. */
export type Receiver = (effect: OutboundEffect) => number | undefined;

/** A customer of the pure notification service: holds its state, its clock, tokens, and a receiver of webhooks. */
export class YodleeDriver {
  state: YodleeState;
  now = 0;
  token: string | undefined;
  readonly sent: OutboundEffect[] = [];
  receive: Receiver = () => 200;

  constructor({ play, ...config }: YodleeConfig & { readonly play?: YodleeScenarioName } = {}) {
    const scenarios = [play === undefined ? QUIET : YODLEE_SCENARIOS[play]];
    this.state = initialYodlee({ startAt: START_MS, scenarios, ...config }, 0);
  }

  /** Asks the service; paths are given below `/ysl`. An answer that waits for a probe is waited for. */
  ask(method: string, path: string, body = '', headers: Readonly<Record<string, string>> = {}): SandboxAnswer {
    const bearer: Record<string, string> = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    const all = { 'api-version': '1.1', ...bearer, ...headers };
    const request = { origin: 'api', method, target: `/ysl${path}`, headers: all, body } as const;
    const { state, answer, effects } = answerYodlee(this.state, request, this.now);
    this.state = state;
    const late = this.carryOut(effects);
    const final = answer ?? late;
    if (final === undefined) throw new Error('no answer');
    return final;
  }

  json(method: string, path: string, body = ''): Record<string, unknown> {
    const text = this.ask(method, path, body).body;
    return text === '' ? {} : readRecord(text);
  }

  /** The error code of an answer, with its status. */
  refusal(method: string, path: string, body = '', headers: Readonly<Record<string, string>> = {}): string {
    const answer = this.ask(method, path, body, headers);
    const record = answer.body.startsWith('{') ? readRecord(answer.body) : {};
    const { errorCode, errorMessage } = record;
    const said = typeof errorCode === 'string' ? ` ${errorCode} ${String(errorMessage)}` : '';
    return `${answer.status}${said}`;
  }

  mint(loginName: string): SandboxAnswer {
    const { clientId, clientSecret } = YODLEE_CREDENTIALS;
    const body = new URLSearchParams({ clientId, secret: clientSecret }).toString();
    this.token = undefined;
    const headers = { loginname: loginName, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = this.ask('POST', '/auth/token', body, headers);
    const token: unknown = answer.status === 201 ? readRecord(answer.body)['token'] : undefined;
    if (typeof token === 'object' && token !== null && 'accessToken' in token) this.token = String(token.accessToken);
    return answer;
  }

  as(loginName: string): this {
    this.mint(loginName);
    return this;
  }

  admin(): this {
    return this.as(YODLEE_CREDENTIALS.adminLogin);
  }

  subscribe(event = 'DATA_UPDATES', callbackUrl = CALLBACK): SandboxAnswer {
    return this.ask('POST', `/configs/notifications/events/${event}`, JSON.stringify({ event: { callbackUrl } }));
  }

  page(method: string, target: string, body = ''): { readonly status: number; readonly body: string } {
    const request = { origin: 'api', method, target, headers: {}, body } as const;
    const inspected = inspectYodlee(this.state, request, this.now);
    if (inspected === undefined) throw new Error('no such page');
    this.state = inspected.state;
    return inspected.answer;
  }

  act(action: string, user?: string, failing = false): this {
    this.page('POST', '/__sandbox/act', JSON.stringify({ action, failing, ...(user === undefined ? {} : { user }) }));
    return this;
  }

  /** Lets time pass, stopping wherever something is due, and carries out what the service wants. Unit: s. */
  pass(seconds: number): this {
    const end = this.now + seconds * 1000;
    for (let at = nextYodleeAt(this.state); at !== undefined && at <= end; at = nextYodleeAt(this.state)) {
      this.now = Math.max(this.now, at);
      this.step();
    }
    this.now = end;
    this.step();
    return this;
  }

  /** The service's date. Unit: epoch seconds. */
  clockS(): number {
    return Math.floor((this.now + this.state.clock.shiftMs) / 1000);
  }

  truth() {
    return yodleeTruth(this.state);
  }

  book(user: number) {
    return trueBook(this.state, user);
  }

  private step(): void {
    const { state, effects } = advanceYodlee(this.state, this.now);
    this.state = state;
    this.carryOut(effects);
  }

  private carryOut(effects: readonly OutboundEffect[]): SandboxAnswer | undefined {
    let answered: SandboxAnswer | undefined;
    for (const effect of effects) {
      this.sent.push(effect);
      const status = this.receive(effect);
      const settled = settleEffect(
        this.state,
        { id: effect.id, ...(status === undefined ? {} : { status }) },
        this.now,
      );
      this.state = settled.state;
      answered ??= settled.answer;
      answered ??= this.carryOut(settled.effects);
    }
    return answered;
  }
}

/** The webhooks among what was sent, bodies read. */
export function bodiesOf(driver: YodleeDriver): readonly Record<string, unknown>[] {
  return driver.sent.filter(({ kind }) => kind === 'webhook').map(({ body }) => readRecord(body));
}

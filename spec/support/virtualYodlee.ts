import {
  defer,
  map,
  type Observable,
  of,
  ReplaySubject,
  type SchedulerLike,
  Subscription,
  switchMap,
  timer,
} from 'rxjs';
import { createYodlee, type YodleeApi } from '../../lib/aggregators/yodlee/createYodlee.js';
import { yodleeTokens } from '../../lib/http/tokens/yodleeTokens.js';
import type { HttpPort } from '../../lib/ports/HttpPort.js';
import type { NotificationReceiver } from '../../lib/ports/NotificationReceiver.js';
import {
  advanceYodlee,
  answerYodlee,
  initialYodlee,
  inspectYodlee,
  type LogEntry,
  nextYodleeAt,
  type OutboundEffect,
  type SandboxAnswer,
  settleEffect,
  YODLEE_CREDENTIALS,
  type YodleeAction,
  type YodleeConfig,
  yodleeLog,
  type YodleeState,
} from '../../lib/sandbox/index.js';
import { seededEntropy } from '../../lib/testing/seededEntropy.js';

const ORIGIN = 'http://127.0.0.1:9';
const BASE_URL = `${ORIGIN}/ysl`;

/** The path secret of the receiver that a virtual service notifies. */
export const HOOK_SECRET = 'the-secret-of-this-test';

/** The whole notification service in virtual time: asked over a port, notifying a receiver, woken by the clock. */
export class VirtualYodlee {
  readonly api: YodleeApi;
  private state: YodleeState;
  private receive: NotificationReceiver | undefined;
  private readonly probes = new Map<number, ReplaySubject<SandboxAnswer>>();
  private timer = Subscription.EMPTY;
  private isStopped = false;

  constructor(
    private readonly scheduler: SchedulerLike,
    config: YodleeConfig,
  ) {
    // Its clock and ours agree: virtual time, so begin after a week of it.
    this.state = initialYodlee({ startAt: scheduler.now(), ...config }, scheduler.now());
    const { clientId, clientSecret, adminLogin } = YODLEE_CREDENTIALS;
    const http = this.port();
    const access = { baseUrl: BASE_URL, http, scheduler };
    const tokens = yodleeTokens({ ...access, clientId, clientSecret, adminLogin, knownUser: () => true });
    this.api = createYodlee({ ...access, tokens, entropy: seededEntropy(1) });
  }

  /** Subscribes to DATA_UPDATES; from then on webhooks go to this receiver. */
  notify(receive: NotificationReceiver): void {
    this.receive = receive;
    this.api.subscriptions.create('DATA_UPDATES', `${ORIGIN}/hooks/${HOOK_SECRET}`).subscribe();
  }

  act(action: YodleeAction, user: string): void {
    const body = JSON.stringify({ action, user });
    const request = { origin: 'api', method: 'POST', target: '/__sandbox/act', headers: {}, body } as const;
    const acted = inspectYodlee(this.state, request, this.scheduler.now());
    if (acted?.answer.status !== 200) throw new Error(`${action}: refused`);
    this.take(acted.state, []);
  }

  log(): readonly LogEntry[] {
    return yodleeLog(this.state);
  }

  /** Falls silent, so that virtual time can come to its end. */
  stop(): void {
    this.isStopped = true;
    this.timer.unsubscribe();
  }

  private port(): HttpPort {
    return {
      supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
      request: ({ method, url, headers, body = '' }) =>
        defer(() => this.ask(method, url.pathname + url.search, headers, body)).pipe(
          switchMap((answer) => timer(answer.delayMs, this.scheduler).pipe(map(() => answer))),
          map(({ status, headers: named, body: text }) => ({
            status,
            headers: named,
            body: new TextEncoder().encode(text),
          })),
        ),
    };
  }

  private ask(
    method: string,
    target: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Observable<SandboxAnswer> {
    const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const request = { origin: 'api', method, target, headers: lowered, body } as const;
    const { state, answer, effects } = answerYodlee(this.state, request, this.scheduler.now());
    const late = new ReplaySubject<SandboxAnswer>(1);
    for (const { kind, id } of effects) if (kind === 'probe') this.probes.set(id, late);
    this.take(state, effects);
    return answer === undefined ? late : of(answer);
  }

  private take(state: YodleeState, effects: readonly OutboundEffect[]): void {
    this.state = state;
    for (const effect of effects) this.carryOut(effect);
    this.timer.unsubscribe();
    const next = nextYodleeAt(this.state);
    if (this.isStopped || next === undefined) return;
    this.timer = timer(Math.max(0, next - this.scheduler.now()), this.scheduler).subscribe(() => {
      const woken = advanceYodlee(this.state, this.scheduler.now());
      this.take(woken.state, woken.effects);
    });
  }

  private carryOut({ id, method, url, headers, body }: OutboundEffect): void {
    const path = new URL(url).pathname;
    const raw = { method, path, headers, remoteAddress: '127.0.0.1', body: of(new TextEncoder().encode(body)) };
    this.receive?.(raw).subscribe(({ status }) => {
      const settled = settleEffect(this.state, { id, status }, this.scheduler.now());
      if (settled.answer !== undefined) this.probes.get(id)?.next(settled.answer);
      this.probes.get(id)?.complete();
      this.probes.delete(id);
      this.take(settled.state, settled.effects);
    });
  }
}

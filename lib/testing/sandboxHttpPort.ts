import { defer, NEVER, type Observable, of, type SchedulerLike, switchMap, throwError, timer } from 'rxjs';
import { OriginNotAllowedError } from '../errors/OriginNotAllowedError.js';
import { UpstreamUnreachableError } from '../errors/UpstreamUnreachableError.js';
import type { HttpPort, HttpRequest, HttpResponse } from '../ports/HttpPort.js';
import { keepContract } from './keepContract.js';
import type { RecordedRequest } from './RecordedRequest.js';
import { recordEnd } from './recordEnd.js';
import { recordRequest, type OpenRecord } from './recordRequest.js';
import type { CoreAnswer, CoreConfig, SandboxCore } from './SandboxCore.js';

const BASE_URL = 'https://api.sandbox.test/v2.1';
const AUTH_URL = 'https://auth.sandbox.test';
const START_AT = Date.UTC(2026, 0, 15, 9);

/** A sandbox behind a port, without sockets and without waiting. */
export interface SandboxHttpPort<State> extends HttpPort {
  /** Base URL of its API, version prefix included. */
  readonly baseUrl: string;
  /** Base URL of its authorization server. */
  readonly authUrl: string;
  /** Every request so far, in order. */
  readonly requests: readonly RecordedRequest[];
  /** The simulator as it stands now, to be read with `sandboxTruth` and `requestLog`. */
  state(): State;
}

/**
 * Puts the sandbox behind a port, on the clock of a scheduler: a whole client runs against it in virtual time.
 *
 * ```marble
 * request  a---b------   'a' takes 4 ms; the sandbox never answers 'b'
 * answer   ----(r|)
 * answer   ----------#   UpstreamTimeoutError, at the deadline
 * ```
 *
 * Keeps the contract of `HttpPort`: deadline, byte cap, and no origin but its own two. What the sandbox carries out stays
 * carried out when the answer is lost, or when the subscriber leaves. A reset and a body cut in the middle are
 * UpstreamUnreachableError. Memory: O(requests), for the record.
 *
 * @param core the exports of `millrace/sandbox`, or what has their shape
 * @param config what the sandbox is to be; `startAt` is 15 January 2026, 09:00 UTC unless it is given
 * @param scheduler clock of the sandbox and of every deadline
 * @example
 * import * as sandbox from 'millrace/sandbox';
 *
 * runMarbles(({ scheduler, flush }) => {
 *   const http = sandboxHttpPort(sandbox, { scenarios: [sandbox.SCENARIOS.success] }, scheduler);
 *   syncWith(http).subscribe();
 *   flush();
 *   sandbox.sandboxTruth(http.state()).connections[0]?.posts.accepted; // 1
 * });
 */
export function sandboxHttpPort<Config extends CoreConfig, State>(
  core: SandboxCore<Config, State>,
  config: Config,
  scheduler: SchedulerLike,
): SandboxHttpPort<State> {
  const { startAt = START_AT } = config;
  let state = core.initialState({ ...config, startAt }, scheduler.now());
  const requests: OpenRecord[] = [];
  const request = (asked: HttpRequest): Observable<HttpResponse> => {
    const origin = originOf(asked.url);
    if (origin === undefined) throw new OriginNotAllowedError(asked.operation, asked.url.origin);
    const record = recordRequest(asked, scheduler.now());
    requests.push(record);
    const { method, body = '' } = asked;
    const carried = { origin, method, target: record.path, headers: lowerCased(asked.headers), body };
    const answered = core.answerRequest(state, carried, scheduler.now());
    state = answered.state;
    return timer(answered.answer.delayMs, scheduler).pipe(
      switchMap(() => deliver(answered.answer, asked)),
      keepContract(asked, scheduler),
      recordEnd(record, scheduler),
    );
  };
  return {
    supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
    baseUrl: BASE_URL,
    authUrl: AUTH_URL,
    requests,
    state: () => (state = core.applyEffects(state, scheduler.now())),
    request: (asked) => defer(() => request(asked)),
  };
}

const originOf = ({ origin }: URL): 'api' | 'auth' | undefined =>
  origin === AUTH_URL ? 'auth' : BASE_URL.startsWith(`${origin}/`) ? 'api' : undefined;

const lowerCased = (headers: HttpRequest['headers']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function deliver({ status, headers, body, fault }: CoreAnswer, { operation }: HttpRequest): Observable<HttpResponse> {
  if (fault === 'hang') return NEVER;
  if (fault === undefined) return of({ status, headers, body: new TextEncoder().encode(body) });
  return throwError(() => new UpstreamUnreachableError(operation, true, 'ECONNRESET'));
}

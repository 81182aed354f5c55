import {
  defer,
  finalize,
  NEVER,
  type Observable,
  of,
  type SchedulerLike,
  switchMap,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import type { HttpPort, HttpRequest, HttpResponse } from '../../lib/ports/HttpPort.js';
import {
  applyEffects,
  answerRequest,
  initialState,
  type LogEntry,
  type OxlinConfig,
  requestLog,
  type SandboxAnswer,
  sandboxTruth,
  type SandboxTruth,
} from '../../lib/sandbox/index.js';

export const API_BASE_URL = 'https://api.sandbox.test/v2.1';
export const AUTH_URL = 'https://auth.sandbox.test';

/** The sandbox's pure core behind an HttpPort, on the clock of a scheduler: no sockets, no waiting. */
export interface VirtualSandbox extends HttpPort {
  truth(): SandboxTruth;
  log(): readonly LogEntry[];
  /** Requests that have been sent and neither answered nor aborted. */
  open(): number;
}

export function sandboxHttpPort(config: OxlinConfig, scheduler: SchedulerLike): VirtualSandbox {
  let state = initialState(config, scheduler.now());
  let open = 0;
  const carryOut = (request: HttpRequest): SandboxAnswer => {
    const { url, method, headers, body = '' } = request;
    const origin = url.origin === new URL(AUTH_URL).origin ? 'auth' : 'api';
    const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const asked = { origin, method, target: `${url.pathname}${url.search}`, headers: lowered, body } as const;
    const answered = answerRequest(state, asked, scheduler.now());
    state = answered.state;
    return answered.answer;
  };
  const settle = (): SandboxTruth => sandboxTruth((state = applyEffects(state, scheduler.now())));
  return {
    supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
    request: (request) =>
      defer(() => {
        open += 1;
        const answer = carryOut(request);
        return timer(answer.delayMs, scheduler).pipe(switchMap(() => deliver(answer, request)));
      }).pipe(
        timeout({
          first: request.deadlineMs,
          scheduler,
          with: () => throwError(() => new UpstreamTimeoutError(request.operation, request.deadlineMs)),
        }),
        finalize(() => {
          open -= 1;
        }),
      ),
    truth: settle,
    log: () => requestLog(state),
    open: () => open,
  };
}

function deliver(answer: SandboxAnswer, { operation, maxBytes }: HttpRequest): Observable<HttpResponse> {
  if (answer.fault === 'hang') return NEVER;
  if (answer.fault === 'reset' || answer.fault === 'truncate') {
    return throwError(() => new UpstreamUnreachableError(operation, true, 'ECONNRESET'));
  }
  const body = new TextEncoder().encode(answer.body);
  if (body.length > maxBytes) return throwError(() => new ResponseTooLargeError(operation, maxBytes));
  return of({ status: answer.status, headers: answer.headers, body });
}

import { defer, type Observable, of, throwError } from 'rxjs';
import { AccessToken } from '../../lib/model/AccessToken.js';
import type { HttpPort, HttpRequest, HttpResponse } from '../../lib/ports/HttpPort.js';
import type { TokenRequest, TokenSource } from '../../lib/ports/TokenSource.js';

export type Answer = HttpResponse | Error | Observable<HttpResponse>;

export interface FakeUpstream extends HttpPort {
  readonly requests: readonly HttpRequest[];
  readonly paths: readonly string[];
}

/** Answers each request with what `respond` makes of it; an array is taken in order, its last answer for ever. */
export function fakeUpstream(respond: ((request: HttpRequest) => Answer) | readonly Answer[]): FakeUpstream {
  const requests: HttpRequest[] = [];
  const answer = (request: HttpRequest): Answer =>
    typeof respond === 'function'
      ? respond(request)
      : (respond[Math.min(requests.length, respond.length) - 1] ?? answered(500));
  return {
    supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
    requests,
    get paths() {
      return requests.map(({ method, url }) => `${method} ${url.pathname}${url.search}`);
    },
    request: (request) =>
      defer(() => {
        requests.push(request);
        const given = answer(request);
        if (given instanceof Error) return throwError(() => given);
        return 'status' in given ? of(given) : given;
      }),
  };
}

export function answered(
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: new Uint8Array(bytes) };
}

export interface FakeTokens extends TokenSource {
  readonly asked: readonly TokenRequest[];
}

/** Gives these tokens one after the other, the last for ever. */
export function fakeTokens(...secrets: readonly string[]): FakeTokens {
  const asked: TokenRequest[] = [];
  return {
    asked,
    token: (request) =>
      defer(() => {
        asked.push(request);
        return of(new AccessToken(secrets[Math.min(asked.length, secrets.length) - 1] ?? 'token', undefined));
      }),
  };
}

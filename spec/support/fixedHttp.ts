import { defer, of, throwError } from 'rxjs';
import type { HttpPort, HttpRequest, HttpResponse } from '../../lib/ports/HttpPort.js';

/** Requests that are remembered. */
const MOST = 1_000;

/** An answer, an error, or what the request calls for. */
export type FixedAnswer = HttpResponse | Error | ((request: HttpRequest) => HttpResponse);

/** A port that answers one request after the other at once, the last answer for ever, and remembers what it was asked last. */
export function fixedHttp(...answers: readonly FixedAnswer[]): {
  readonly http: HttpPort;
  readonly requests: HttpRequest[];
} {
  const requests: HttpRequest[] = [];
  let asked = 0;
  const http: HttpPort = {
    supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
    request: (request) =>
      defer(() => {
        requests.push(request);
        asked += 1;
        if (requests.length > MOST) requests.shift();
        const answer = answers[Math.min(asked, answers.length) - 1];
        if (answer === undefined || answer instanceof Error) return throwError(() => answer ?? new Error('no answer'));
        return of(typeof answer === 'function' ? answer(request) : answer);
      }),
  };
  return { http, requests };
}

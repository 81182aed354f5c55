import { asyncScheduler, defer, finalize, map, take, throwError, throwIfEmpty, type Observable } from 'rxjs';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';
import { UpstreamUnreachableError } from '../errors/UpstreamUnreachableError.js';
import type { HttpPort, HttpRequest, HttpResponse } from '../ports/HttpPort.js';
import { findRoute, type HttpScript } from './httpScript.js';
import { keepContract } from './keepContract.js';
import type { RecordedRequest } from './RecordedRequest.js';
import { recordEnd } from './recordEnd.js';
import { recordRequest, type OpenRecord } from './recordRequest.js';

/** What a letter of a script stands for: a response, an error, or whichever of them the request calls for. */
export type FakeAnswer = HttpResponse | Error | ((request: HttpRequest) => HttpResponse | Error);

/** When one subscription began and ended, in frames; what RxJS itself makes of subscription marbles. */
export type SubscriptionLog = ReturnType<typeof TestScheduler.parseMarblesAsSubscriptions>;

/** A port that answers as its script says, and remembers what it was asked. */
export interface FakeHttpPort extends HttpPort {
  /** Every request so far, in order. */
  readonly requests: readonly RecordedRequest[];
  /** When the requests of one route were subscribed and unsubscribed; made for `expectSubscriptions`. */
  subscriptionsOf(key: string): SubscriptionLog[];
}

/**
 * Answers HTTP requests with marbles, in the TestScheduler's virtual time.
 *
 * ```marble
 * script   'GET /queues/7': ['--a', '#', '-']
 * first    --(a|)
 * second   #
 * third    -                 until the deadline, then UpstreamTimeoutError
 * ```
 *
 * In a diagram a letter answers and ends the exchange, `#` and a bare `|` break the connection after the request was
 * sent, and `-` for ever means that no answer comes. It keeps the contract of `HttpPort`: deadline, byte cap and
 * refusal of redirects included. Errors: throws when a letter has no answer; a request that no key matches fails with an
 * Error that names it.
 * Memory: O(requests), for the record.
 *
 * @param helpers what `runMarbles` gives
 * @param script diagrams by route, see `HttpScript`
 * @param answers what the letters stand for
 * @example
 * runMarbles(({ cold, expectObservable, expectSubscriptions }) => {
 *   const http = fakeHttpPort({ cold }, { 'GET /queues/7': ['--a', '5s #'] }, { a: jsonResponse(200, []) });
 *   expectObservable(readTwice(http)).toBe('--a 5s #', undefined, new UpstreamUnreachableError('read queue', true, 'ECONNRESET'));
 *   expectSubscriptions(http.subscriptionsOf('GET /queues/7')).toBe(['^-!', '---^ 4999ms !']);
 * });
 */
export function fakeHttpPort(
  helpers: Pick<RunHelpers, 'cold'>,
  script: HttpScript,
  answers: Readonly<Record<string, FakeAnswer>>,
): FakeHttpPort {
  requireAnswers(script, answers);
  const routeOf = findRoute(Object.keys(script));
  const requests: OpenRecord[] = [];
  const logOf = keepLogs();

  const request = (asked: HttpRequest): Observable<HttpResponse> => {
    const record = recordRequest(asked, asyncScheduler.now());
    requests.push(record);
    const key = routeOf(asked);
    if (key === undefined) {
      return throwError(() => new Error(`fakeHttpPort: nothing scripted for ${asked.method} ${record.path}`));
    }
    const log = logOf(key);
    const entry = openLog(record.at);
    log.push(entry);
    return helpers.cold<FakeAnswer>(diagramOf(script, key, log.length - 1), { ...answers }, brokenOff(asked)).pipe(
      take(1),
      throwIfEmpty(() => brokenOff(asked)),
      map((given) => resolveAnswer(given, asked)),
      keepContract(asked, asyncScheduler),
      recordEnd(record, asyncScheduler),
      finalize(() => (entry.unsubscribedFrame = asyncScheduler.now())),
    );
  };

  return {
    supports: { connectDeadline: false, headersDeadline: false, bodyDeadline: false },
    requests,
    subscriptionsOf: logOf,
    request: (asked) => defer(() => request(asked)),
  };
}

function keepLogs(): (key: string) => SubscriptionLog[] {
  const logs = new Map<string, SubscriptionLog[]>();
  return (key) => {
    const log = logs.get(key) ?? [];
    logs.set(key, log);
    return log;
  };
}

// RxJS keeps the class to itself, and compares by it.
function openLog(at: number): SubscriptionLog {
  const log = TestScheduler.parseMarblesAsSubscriptions('^', true);
  log.subscribedFrame = at;
  return log;
}

function brokenOff({ operation }: HttpRequest): Error {
  return new UpstreamUnreachableError(operation, true, 'ECONNRESET');
}

function requireAnswers(script: HttpScript, answers: Readonly<Record<string, FakeAnswer>>): void {
  for (const [key, diagrams] of Object.entries(script)) {
    for (const diagram of [diagrams].flat()) {
      const letters = diagram.replace(/(^|\s)\d+(\.\d+)?(ms|s|m)(?=\s|$)/g, '').replace(/[-|#()\s]/g, '');
      const unknown = Array.from(letters).find((letter) => !Object.hasOwn(answers, letter));
      if (unknown !== undefined) throw new Error(`fakeHttpPort: ${key}: no answer is called ${unknown}`);
    }
  }
}

function diagramOf(script: HttpScript, key: string, turn: number): string {
  const diagrams = script[key] ?? '-';
  return typeof diagrams === 'string' ? diagrams : (diagrams[turn] ?? diagrams.at(-1) ?? '-');
}

function resolveAnswer(answer: FakeAnswer, request: HttpRequest): HttpResponse {
  const given = typeof answer === 'function' ? answer(request) : answer;
  if (given instanceof Error) throw given;
  return given;
}

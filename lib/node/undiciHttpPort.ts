import { asyncScheduler, defer, Observable, throwError, timeout, type SchedulerLike } from 'rxjs';
import { Agent, request as send } from 'undici';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { RedirectRefusedError } from '../errors/RedirectRefusedError.js';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
import type { HttpPort, HttpRequest, HttpResponse } from '../ports/HttpPort.js';
import { pinnedOrigins } from '../ports/pinnedOrigins.js';
import { plainHeaders } from '../ports/plainHeaders.js';
import { ENCODINGS, readBody } from './readBody.js';
import { undiciFailure, type PartialDeadlines } from './undiciFailure.js';

/** Settings of an `undiciHttpPort`. */
export interface UndiciHttpPortOptions {
  /** The API's and the authorization server's URLs; only their origins count. https, or http on loopback. */
  readonly origins: readonly string[];
  /** Sockets for each origin. Unit: sockets, 1 to 10_000. @defaultValue `64` */
  readonly connections?: number | undefined;
  /** Time for a connection to come about. Unit: ms, 1 to 600_000. @defaultValue `10_000` */
  readonly connectDeadlineMs?: number | undefined;
  /** Time until the headers are there. Unit: ms, 0 to 600_000, 0 for none but the request's. @defaultValue `0` */
  readonly headersDeadlineMs?: number | undefined;
  /** Time between two pieces of a body. Unit: ms, 0 to 600_000, 0 for none but the request's. @defaultValue `0` */
  readonly bodyDeadlineMs?: number | undefined;
  /** Further root certificates, PEM. @defaultValue those of Node */
  readonly ca?: string | readonly string[] | undefined;
  /** Clock of the whole deadline. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike | undefined;
}

const LONGEST_MS = 600_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const MOST_CONNECTIONS = 10_000;

/**
 * Carries out HTTP exchanges with undici, which keeps connections and is the faster of the two adapters.
 *
 * Unsubscribing destroys the exchange. The request's deadline covers it whole; connecting, headers and body may have
 * their own. The byte cap is counted after decompression and stops the reading. Redirects are refused, origins are pinned
 * before any socket opens, certificates are verified whatever the environment says, proxies of the environment are
 * ignored, every status is a response. Idle sockets do not keep the process alive. Memory: O(`maxBytes`) for each
 * exchange under way. Errors are those of `HttpPort` and hold neither headers nor bodies.
 *
 * @param options origins, and optionally limits
 * @example
 * const http = undiciHttpPort({ origins: ['https://production.api.yodlee.com'] });
 */
export function undiciHttpPort(options: UndiciHttpPortOptions): HttpPort {
  const { connections = 64, connectDeadlineMs = 10_000, headersDeadlineMs = 0, bodyDeadlineMs = 0 } = options;
  const { scheduler = asyncScheduler } = options;
  const origins = pinnedOrigins(options.origins);
  requireWithin('connections', connections, 1, MOST_CONNECTIONS);
  requireWithin('connectDeadlineMs', connectDeadlineMs, 1, LONGEST_MS);
  requireWithin('headersDeadlineMs', headersDeadlineMs, 0, LONGEST_MS);
  requireWithin('bodyDeadlineMs', bodyDeadlineMs, 0, LONGEST_MS);
  const deadlines = { connect: connectDeadlineMs, headers: headersDeadlineMs, body: bodyDeadlineMs };
  const agent = agentFor(options, connections, deadlines);
  return {
    supports: { connectDeadline: true, headersDeadline: true, bodyDeadline: true },
    request: (request) =>
      defer(() => {
        origins.check(request.operation, request.url);
        requireWithin('deadlineMs', request.deadlineMs, 1, LONGEST_TIMER_MS);
        requireWithin('maxBytes', request.maxBytes, 0, Infinity);
        return exchanged(agent, request, deadlines).pipe(
          timeout({
            first: request.deadlineMs,
            scheduler,
            with: () => throwError(() => new UpstreamTimeoutError(request.operation, request.deadlineMs)),
          }),
        );
      }),
  };
}

function agentFor({ ca }: UndiciHttpPortOptions, connections: number, deadlines: PartialDeadlines): Agent {
  const roots = ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] };
  return new Agent({
    connections,
    pipelining: 1,
    headersTimeout: deadlines.headers,
    bodyTimeout: deadlines.body,
    // Said here, NODE_TLS_REJECT_UNAUTHORIZED cannot unsay it.
    connect: { timeout: deadlines.connect, rejectUnauthorized: true, ...roots },
  });
}

function exchanged(agent: Agent, request: HttpRequest, deadlines: PartialDeadlines): Observable<HttpResponse> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    let isOver = false;
    answer(agent, request, controller.signal).then(
      (response) => {
        isOver = true;
        subscriber.next(response);
        subscriber.complete();
      },
      (failure: unknown) => {
        isOver = true;
        subscriber.error(undiciFailure(failure, request, deadlines));
      },
    );
    return () => {
      // To abort makes an error with a stack, which costs more than many a step of an exchange.
      if (!isOver) controller.abort();
    };
  });
}

async function answer(agent: Agent, request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const { method, url, headers, body } = request;
  const {
    statusCode,
    headers: given,
    body: stream,
  } = await send(url, {
    dispatcher: agent,
    method,
    headers: { 'accept-encoding': ENCODINGS, ...headers },
    body: body ?? null,
    signal,
  });
  if (statusCode >= 300 && statusCode < 400) {
    stream.on('error', () => undefined).destroy();
    throw new RedirectRefusedError(request.operation, statusCode);
  }
  const plain = plainHeaders(given);
  const bytes = await readBody(stream, plain['content-encoding'] ?? '', request);
  return { status: statusCode, headers: plain, body: bytes };
}

function requireWithin(option: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw new InvalidOptionError(option, value, `${String(min)} to ${String(max)}`);
}

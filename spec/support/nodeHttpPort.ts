import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Observable, throwError, timeout } from 'rxjs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { OriginNotAllowedError } from '../../lib/errors/OriginNotAllowedError.js';
import { RedirectRefusedError } from '../../lib/errors/RedirectRefusedError.js';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import type { HttpPort, HttpRequest, HttpResponse } from '../../lib/ports/HttpPort.js';
import type { CreateHttpPort } from '../../lib/testing/node/HttpPortCase.js';

/** What a port may get wrong. */
export interface Flaws {
  readonly followsRedirects?: boolean;
  readonly ignoresAbort?: boolean;
  readonly ignoresCap?: boolean;
  readonly capsWireBytes?: boolean;
  readonly anyOrigin?: boolean;
  readonly ignoresDeadline?: boolean;
  readonly leaksRequest?: boolean;
  readonly eager?: boolean;
  readonly claimsDeadlines?: boolean;
}

const UNPACK = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** A small port over node:http, right in everything unless told to be wrong. */
export function nodeHttpPort(flaws: Flaws): CreateHttpPort {
  return ({ origins }) => {
    if (origins.some((origin) => origin.startsWith('http:') && !/^http:\/\/127\.0\.0\.1(:\d+)?$/.test(origin))) {
      throw new InvalidOptionError('origins', 'plain', 'https');
    }
    const claims = flaws.claimsDeadlines === true;
    return {
      supports: { connectDeadline: claims, headersDeadline: claims, bodyDeadline: claims },
      request: (request) => guarded(request, origins, flaws),
    } satisfies HttpPort;
  };
}

function guarded(request: HttpRequest, origins: readonly string[], flaws: Flaws): Observable<HttpResponse> {
  const { url, operation, deadlineMs } = request;
  if (flaws.anyOrigin !== true && (!origins.includes(url.origin) || url.username !== '')) {
    return throwError(() => new OriginNotAllowedError(operation, url.origin));
  }
  const exchange = exchanged(request, url, flaws);
  if (flaws.eager === true) exchange.subscribe({ error: () => undefined });
  if (flaws.ignoresDeadline === true) return exchange;
  return exchange.pipe(
    timeout({ first: deadlineMs, with: () => throwError(() => new UpstreamTimeoutError(operation, deadlineMs)) }),
  );
}

function exchanged(asked: HttpRequest, url: URL, flaws: Flaws): Observable<HttpResponse> {
  return new Observable((subscriber) => {
    let followed: { unsubscribe(): void } | undefined;
    const fail = (error: Error): void => {
      if (flaws.leaksRequest === true) Object.assign(error, { request: asked });
      subscriber.error(error);
    };
    const sent = httpRequest(url.href, {
      method: asked.method,
      headers: { ...asked.headers, 'accept-encoding': 'gzip, deflate, br' },
    });
    sent.on('error', (error) => {
      const code = 'code' in error ? String(error.code) : '';
      fail(new UpstreamUnreachableError(asked.operation, code !== 'ECONNREFUSED', code));
    });
    sent.on('response', (response) => {
      const status = response.statusCode ?? 0;
      if (status >= 300 && status < 400) {
        if (flaws.followsRedirects === true && response.headers.location !== undefined) {
          followed = exchanged(asked, new URL(response.headers.location, url), flaws).subscribe(subscriber);
        } else fail(new RedirectRefusedError(asked.operation, status));
        return;
      }
      collect(response, asked, flaws, fail, (body) => {
        subscriber.next({ status, headers: joined(response), body });
        subscriber.complete();
      });
    });
    sent.end(asked.body);
    return () => {
      followed?.unsubscribe();
      if (flaws.ignoresAbort !== true) sent.destroy();
    };
  });
}

function collect(
  response: IncomingMessage,
  asked: HttpRequest,
  flaws: Flaws,
  fail: (error: Error) => void,
  done: (body: Buffer) => void,
): void {
  const unpack = UNPACK.get(response.headers['content-encoding'] ?? '');
  const body = unpack === undefined ? response : response.pipe(unpack());
  const counted = flaws.capsWireBytes === true ? response : body;
  const pieces: Buffer[] = [];
  let size = 0;
  counted.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > asked.maxBytes && flaws.ignoresCap !== true)
      fail(new ResponseTooLargeError(asked.operation, asked.maxBytes));
  });
  body.on('data', (piece: Buffer) => pieces.push(piece));
  const broken = (): void => {
    fail(new UpstreamUnreachableError(asked.operation, true, 'ECONNRESET'));
  };
  response.on('error', broken);
  body.on('error', broken);
  body.on('end', () => {
    done(Buffer.concat(pieces));
  });
}

function joined(response: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { lastValueFrom, toArray } from 'rxjs';
import type { HttpPort, HttpRequest, HttpResponse } from '../../ports/HttpPort.js';
import { soon } from './suiteServer.js';

/** What no error may ever show. */
const CANARY = 'canary-6f1c2d';

/**
 * Makes a request of the suite: a GET with a bearer token, 10 s and 64 KiB, changed as told. The suite waits 3 s for
 * anything, so only the cases about deadlines ever meet one, however busy the machine.
 *
 * @param url where to
 * @param changes what differs
 * @example
 * suiteRequest(`${server.origin}/slow`, { deadlineMs: 50 });
 */
export function suiteRequest(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    operation: 'try port',
    method: 'GET',
    url: new URL(url),
    headers: { authorization: `Bearer ${CANARY}` },
    deadlineMs: 10_000,
    maxBytes: 65_536,
    ...changes,
  };
}

/**
 * Makes one exchange and gives its response, of which there must be exactly one.
 *
 * @param port under test
 * @param request what is asked
 * @example
 * const { status } = await answered(port, suiteRequest(server.origin));
 */
export async function answered(port: HttpPort, request: HttpRequest): Promise<HttpResponse> {
  const responses = await soon(lastValueFrom(port.request(request).pipe(toArray())));
  const [response, ...more] = responses;
  assert.ok(response !== undefined && more.length === 0, `one response, got ${String(responses.length)}`);
  return response;
}

/**
 * Makes one exchange that must fail, checks that its error shows nothing of the request, and gives its fields.
 *
 * @param port under test
 * @param request what is asked
 * @example
 * const { name } = await failed(port, suiteRequest(server.origin, { maxBytes: 1 }));
 */
export async function failed(port: HttpPort, request: HttpRequest): Promise<Record<string, unknown>> {
  const error: unknown = await answered(port, request).then(
    ({ status }) => assert.fail(`an error was expected, the answer was ${String(status)}`),
    (caught: unknown) => caught,
  );
  if (error instanceof assert.AssertionError) throw error;
  assert.ok(error instanceof Error, 'an Error was expected');
  assert.ok(!inspect(error, { depth: 20, showHidden: true }).includes(CANARY), 'the error shows the bearer token');
  return Object.fromEntries([...Object.entries(error), ['name', error.name], ['message', error.message]]);
}

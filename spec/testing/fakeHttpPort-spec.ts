import { expect } from 'chai';
import { map, type Observable } from 'rxjs';
import { RedirectRefusedError } from '../../lib/errors/RedirectRefusedError.js';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import { emptyResponse } from '../../lib/testing/emptyResponse.js';
import { fakeHttpPort } from '../../lib/testing/fakeHttpPort.js';
import { jsonResponse } from '../../lib/testing/jsonResponse.js';
import { marbles } from '../../lib/testing/marbles.js';
import type { HttpPort, HttpRequest } from '../../lib/ports/HttpPort.js';
import { tryRequest } from '../support/tryRequest.js';

const URL_7 = 'https://api.example/v2.1/queues/7';
const BROKEN = new UpstreamUnreachableError('try port', true, 'ECONNRESET');
const statusOf = (port: HttpPort, changes: Partial<HttpRequest> = {}): Observable<number> =>
  port.request(tryRequest(URL_7, changes)).pipe(map(({ status }) => status));

describe('fakeHttpPort', () => {
  it(
    'answers each request of a route with its diagram, and all further ones with the last',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const port = fakeHttpPort({ cold }, { 'GET /queues/7': ['--a', '#', '-'] }, { a: jsonResponse(200, []) });
      const first = '     --(a|)';
      const second = '    -----#';
      const third = '     ------ 2s #';
      const values = { a: 200 };
      const request = statusOf(port);
      expectObservable(request).toBe(first, values);
      expectObservable(request, '-----^').toBe(second, values, BROKEN);
      expectObservable(request, '------^').toBe(third, values, new UpstreamTimeoutError('try port', 2_000));
      expectObservable(request, '-------^--!').toBe('-');
      expectSubscriptions(port.subscriptionsOf('GET /queues/7')).toBe([
        '^-!',
        '-----(^!)',
        '------^ 1999ms !',
        '-------^--!',
      ]);
    }),
  );

  it(
    'breaks the connection where a diagram ends without an answer',
    marbles(({ cold, expectObservable }) => {
      expectObservable(statusOf(fakeHttpPort({ cold }, { 'GET /queues/7': '--|' }, {}))).toBe('--#', undefined, BROKEN);
    }),
  );

  it(
    'answers with errors and with what a function makes of the request',
    marbles(({ cold, expectObservable }) => {
      const refused = new UpstreamUnreachableError('try port', false, 'ECONNREFUSED');
      const port = fakeHttpPort(
        { cold },
        { 'GET /queues/7': ['a', 'b', 'c'] },
        {
          a: refused,
          b: (request) => emptyResponse(Number(request.headers['want'])),
          c: () => refused,
        },
      );
      expectObservable(statusOf(port)).toBe('#', undefined, refused);
      expectObservable(statusOf(port, { headers: { want: '418' } }), '-^').toBe('-(a|)', { a: 418 });
      expectObservable(statusOf(port), '--^').toBe('--#', undefined, refused);
    }),
  );

  it(
    'keeps the contract: cap and redirects',
    marbles(({ cold, expectObservable }) => {
      const port = fakeHttpPort(
        { cold },
        { 'GET /queues/7': ['a', 'b'] },
        { a: jsonResponse(200, 'four'), b: emptyResponse(302) },
      );
      expectObservable(statusOf(port, { maxBytes: 5 })).toBe('#', undefined, new ResponseTooLargeError('try port', 5));
      expectObservable(statusOf(port), '-^').toBe('-#', undefined, new RedirectRefusedError('try port', 302));
    }),
  );

  it(
    'remembers what it was asked and how each exchange ended',
    marbles(({ cold, expectObservable, flush }) => {
      const port = fakeHttpPort({ cold }, { 'try port': ['--a', '#', '-'] }, { a: emptyResponse(204) });
      const request = statusOf(port, { headers: { Authorization: 'Bearer canary' } });
      expect(port.requests).to.have.length(0);
      expectObservable(request).toBe('--(a|)', { a: 204 });
      expectObservable(request, '---^').toBe('---#', undefined, BROKEN);
      expectObservable(request, '----^--!').toBe('-');
      expectObservable(request, '-----^').toBe('----- 2s #', undefined, new UpstreamTimeoutError('try port', 2_000));
      flush();
      expect(port.requests.map(({ path, at, end, endedAt }) => [path, at, end, endedAt])).to.deep.equal([
        ['/v2.1/queues/7', 0, 'answered', 2],
        ['/v2.1/queues/7', 3, 'failed', 3],
        ['/v2.1/queues/7', 4, 'aborted', 7],
        ['/v2.1/queues/7', 5, 'failed', 2_005],
      ]);
      expect(JSON.stringify(port.requests)).not.to.include('canary');
    }),
  );

  it(
    'says what is missing from a script',
    marbles(({ cold, expectObservable }) => {
      expectObservable(statusOf(fakeHttpPort({ cold }, {}, {}))).toBe(
        '#',
        undefined,
        new Error('fakeHttpPort: nothing scripted for GET /v2.1/queues/7'),
      );
      expect(() => fakeHttpPort({ cold }, { 'GET /a': ['5ms a 1.5s (b|)', '-z'] }, { a: BROKEN, b: BROKEN })).to.throw(
        'fakeHttpPort: GET /a: no answer is called z',
      );
    }),
  );
});

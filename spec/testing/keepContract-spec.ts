import { RedirectRefusedError } from '../../lib/errors/RedirectRefusedError.js';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { emptyResponse } from '../../lib/testing/emptyResponse.js';
import { jsonResponse } from '../../lib/testing/jsonResponse.js';
import { keepContract } from '../../lib/testing/keepContract.js';
import { marbles } from '../../lib/testing/marbles.js';
import { tryRequest } from '../support/tryRequest.js';

const request = tryRequest('https://api.example/v2.1/queues/7', { deadlineMs: 5, maxBytes: 2 });

describe('keepContract', () => {
  it(
    'passes an answer in time and within the cap',
    marbles(({ cold, expectObservable, scheduler }) => {
      const source = '  --(a|)';
      const expected = '--(a|)';
      const values = { a: jsonResponse(200, []) };
      expectObservable(cold(source, values).pipe(keepContract(request, scheduler))).toBe(expected, values);
    }),
  );

  it(
    'gives up at the deadline, and not a moment before',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const values = { a: jsonResponse(200, []) };
      const late = cold(' -----------a', values);
      const expected = ' -----#';
      const subs = '     ^----!';
      const timeout = new UpstreamTimeoutError('try port', 5);
      expectObservable(late.pipe(keepContract(request, scheduler))).toBe(expected, undefined, timeout);
      expectSubscriptions(late.subscriptions).toBe(subs);
    }),
  );

  it(
    'refuses a body past the cap, and every redirect',
    marbles(({ cold, expectObservable, scheduler }) => {
      const tried = (response: ReturnType<typeof emptyResponse>) =>
        cold('--(a|)', { a: response }).pipe(keepContract(request, scheduler));
      const large = new ResponseTooLargeError('try port', 2);
      expectObservable(tried(jsonResponse(200, [1]))).toBe('--#', undefined, large);
      for (const status of [300, 302, 399]) {
        expectObservable(tried(emptyResponse(status))).toBe(
          '--#',
          undefined,
          new RedirectRefusedError('try port', status),
        );
      }
      const refusal = emptyResponse(400);
      expectObservable(tried(refusal)).toBe('--(a|)', { a: refusal });
    }),
  );
});

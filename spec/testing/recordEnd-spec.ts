import { expect } from 'chai';
import { marbles } from '../../lib/testing/marbles.js';
import { recordEnd } from '../../lib/testing/recordEnd.js';
import { recordRequest } from '../../lib/testing/recordRequest.js';
import { tryRequest } from '../support/tryRequest.js';

describe('recordEnd', () => {
  for (const { source, unsubscribed, end, endedAt } of [
    { source: '--(a|)', unsubscribed: undefined, end: 'answered', endedAt: 2 },
    { source: '---#', unsubscribed: undefined, end: 'failed', endedAt: 3 },
    { source: '------', unsubscribed: '^---!', end: 'aborted', endedAt: 4 },
  ] as const) {
    it(
      `tells that a request was ${end}, and when`,
      marbles(({ cold, expectObservable, flush, scheduler }) => {
        const record = recordRequest(tryRequest('https://api.example/v2.1/queues/7'), scheduler.now());
        expectObservable(cold(source).pipe(recordEnd(record, scheduler)), unsubscribed).toBe(source);
        expect([record.end, record.endedAt]).to.deep.equal([undefined, undefined]);
        flush();
        expect([record.end, record.endedAt]).to.deep.equal([end, endedAt]);
      }),
    );
  }
});

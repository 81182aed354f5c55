import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import type { QueueTick } from '../../lib/model/QueueTick.js';
import { pollDecoded } from '../../lib/sync/pollDecoded.js';
import { marbles } from '../../lib/testing/marbles.js';
import { pageOf, RETRYING, stageOf } from '../support/stage.js';

const TICKS: Readonly<Record<string, QueueTick>> = {
  r: { kind: 'retry', notice: RETRYING, error: new UpstreamTimeoutError('read queue', 1) },
  p: pageOf(),
};

describe('pollDecoded', () => {
  it(
    'polls the queue of the run from the first read that tells how it stands',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const queue = hot(' -r-p-p', TICKS);
      const subs = '      ^-----!';
      const expected = '  ---p-p';
      const { session } = stageOf({}, {}, { ticks: queue });
      expectObservable(pollDecoded(session), subs).toBe(expected, TICKS);
      expectSubscriptions(queue.subscriptions).toBe(subs);
    }),
  );
});

import { NEVER } from 'rxjs';
import { drainLate } from '../../lib/sync/drainLate.js';
import { marbles } from '../../lib/testing/marbles.js';
import { readOf, RETRYING, stageOf } from '../support/stage.js';

const NEWS = { r: readOf(), f: { kind: 'retry', notice: RETRYING, error: 'x' }, g: { kind: 'gone' } } as const;

describe('drainLate', () => {
  it(
    'passes as many reads as are asked for',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const news = hot(' ---r---r---r', NEWS);
      const subs = '     ^------!';
      const drain = '    ---r---(r|)';
      const { session } = stageOf({}, { drainPolls: 2 });
      expectObservable(drainLate(session, news)).toBe(drain, NEWS);
      expectSubscriptions(news.subscriptions).toBe(subs);
    }),
  );

  it(
    'asks for each read after its pause',
    marbles(({ hot, expectObservable }) => {
      const { session, wakes } = stageOf({}, { drainPolls: 2, drainEveryMs: 3 });
      expectObservable(wakes).toBe('---w---w');
      expectObservable(drainLate(session, hot('----r---r', NEWS))).toBe('----r---(r|)', NEWS);
    }),
  );

  it(
    'counts a failed read, and none of a queue that is gone',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf({}, { drainPolls: 2 });
      expectObservable(drainLate(session, hot('-g-f-r', NEWS))).toBe('---f-(r|)', NEWS);
    }),
  );

  it(
    'ends without the reads when the queue answers no more',
    marbles(({ expectObservable }) => {
      const { session } = stageOf({}, { drainPolls: 2, drainEveryMs: 500 });
      expectObservable(drainLate(session, NEVER)).toBe('11s |');
    }),
  );
});

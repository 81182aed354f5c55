import { expect } from 'chai';
import { concatMap, NEVER } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { followEnd } from '../../lib/sync/followEnd.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { marbles } from '../../lib/testing/marbles.js';
import {
  baselineOf,
  connectionOf,
  endedOf,
  endEventOf,
  eventOf,
  runningOf,
  runOf,
  triggerOf,
} from '../support/builders.js';
import { lettered } from '../support/lettered.js';
import { readOf, stageOf } from '../support/stage.js';
import { stepwise } from '../support/scriptedUser.js';

const BASELINE = baselineOf();
const start = startWatch(runOf(), triggerOf(), BASELINE, 'all');
const ended = endedOf(5);

const NEWS = {
  e: readOf({ events: [eventOf()] }),
  E: readOf({ events: [endEventOf(ended)] }),
  r: readOf(),
  s: readOf({ events: [endEventOf(connectionOf())] }),
};

describe('followEnd', () => {
  it(
    'observes, ends, drains and concludes',
    marbles(({ hot, expectObservable }) => {
      const news = hot(' -e--e--E---r---r', NEWS);
      const updates = '  -e--e--(ED)----(O|)';
      const { session } = stageOf({ connections: { 7: runningOf() } }, { drainPolls: 2 });
      expectObservable(
        followEnd(session, start, news).pipe(
          concatMap((batch) => batch),
          lettered(),
        ),
      ).toBe(updates);
    }),
  );

  it(
    'leaves queue and connection when its subscriber leaves',
    marbles(({ hot, expectObservable, expectSubscriptions, flush }) => {
      const news = hot('-e', NEWS);
      const { user, session } = stageOf({ connections: { 7: runningOf() }, lookMs: 50 });
      expectObservable(followEnd(session, start, news), '^-!');
      expectSubscriptions(news.subscriptions).toBe(['^-!', '^-!']);
      flush();
      expect(user.calls).to.have.length(1);
      expect(user.calls[0]?.aborted).to.equal(true);
    }),
  );

  it(
    'looks at the connection at once when the queue hints at an end',
    marbles(({ hot, expectObservable }) => {
      const { user, session } = stageOf({ connections: { 7: stepwise('b---d', { b: connectionOf(), d: ended }) } });
      const news = hot('     ----s-r', NEWS);
      expectObservable(user.looks).toBe('l---l');
      expectObservable(
        followEnd(session, start, news).pipe(
          concatMap((batch) => batch),
          lettered(),
        ),
      ).toBe('----E-(O|)');
    }),
  );

  it(
    'reads the queue at once when the connection shows an end',
    marbles(({ hot, expectObservable }) => {
      const { session, wakes } = stageOf(
        { connections: { 7: stepwise('r---d', { r: runningOf(), d: ended }) } },
        { statusEveryMs: 4 },
      );
      expectObservable(wakes).toBe('----w');
      const news = hot('------r', NEWS);
      expectObservable(
        followEnd(session, start, news).pipe(
          concatMap((batch) => batch),
          lettered(),
        ),
      ).toBe('------(O|)');
    }),
  );

  it(
    'needs no read of the queue when there is none',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf(
        { connections: { 7: stepwise('r---d', { r: runningOf(), d: ended }) } },
        { statusEveryMs: 4 },
      );
      const news = hot<{ kind: 'gone' }>('-g', { g: { kind: 'gone' } });
      expectObservable(
        followEnd(session, start, news).pipe(
          concatMap((batch) => batch),
          lettered(),
        ),
      ).toBe('----(O|)');
    }),
  );

  it(
    'errors when a look is refused',
    marbles(({ expectObservable }) => {
      const denied = new AccessDeniedError('read connection');
      const { session } = stageOf({ connections: { 7: denied } });
      expectObservable(followEnd(session, start, NEVER)).toBe('#', {}, denied);
    }),
  );

  it(
    'errors with the queue',
    marbles(({ cold, expectObservable }) => {
      const { session } = stageOf({ connections: { 7: runningOf() } });
      expectObservable(followEnd(session, start, cold('--#')).pipe(concatMap((batch) => batch))).toBe('--#');
    }),
  );
});

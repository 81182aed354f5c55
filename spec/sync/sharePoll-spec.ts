import { expect } from 'chai';
import fc from 'fast-check';
import { filter, map, type Observable, take, VirtualTimeScheduler } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import type { QueueTick } from '../../lib/model/QueueTick.js';
import { sharePoll } from '../../lib/sync/sharePoll.js';
import { marbles } from '../../lib/testing/marbles.js';
import { eventOf } from '../support/builders.js';
import { quick } from '../support/quick.js';
import { scriptedUser, stepwise } from '../support/scriptedUser.js';

const missing = new NotFoundError('read queue', 404);
const EVERY_4 = quick({ pollEveryMs: 4, maxDetectionLagMs: 4 });

const letters = (ticks: Observable<QueueTick>) =>
  ticks.pipe(map((tick) => (tick.kind === 'page' ? (tick.unchanged ? 'u' : 'p') : tick.kind === 'gone' ? 'g' : 'r')));

describe('sharePoll', () => {
  it(
    'reads again and again, and replaces a queue that vanished',
    marbles(({ expectObservable }) => {
      const queue = ' p---u---p---#';
      const ticks = ' p---u---p---(gp)';
      const content = stepwise(queue.trim(), { p: [] as readonly never[], u: [], '#': missing });
      let reads = 0;
      const user = scriptedUser({
        queue: (now, queueId) => {
          reads += 1;
          if (queueId === 'q2') return [];
          const found = content(now);
          return reads === 3 ? [eventOf()] : found;
        },
      });
      expectObservable(letters(sharePoll(user, EVERY_4).values), '-------------!').toBe(ticks);
    }),
  );

  it(
    'P1: makes one read at a time for all who listen, and stops with the last of them',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({ readMs: 9 });
      const place = sharePoll(user, EVERY_4);
      expectObservable(user.reads).toBe('             p--------p');
      expectObservable(letters(place.values), '            ^--------------!').toBe('---------p-----');
      expectObservable(letters(sharePoll(user, EVERY_4).values), '---^-----------!').toBe('---------p-----');
      flush();
      expect(user.mostAtOnce('p')).to.equal(1);
      expect(user.calls.at(-1)?.aborted).to.equal(true);
      expect(user.count('q')).to.equal(1);
    }),
  );

  it(
    'reads at once when asked to',
    marbles(({ hot, expectObservable }) => {
      const user = scriptedUser();
      const place = sharePoll(user, quick({ pollEveryMs: 9, maxDetectionLagMs: 9 }));
      hot('--w').subscribe(() => place.wake());
      expectObservable(user.reads).toBe('p-p--------p');
      expectObservable(letters(place.values), '^-----------!').toBe('p-u--------u');
    }),
  );

  it(
    'tells failed reads and repeats them',
    marbles(({ expectObservable }) => {
      const down = new UpstreamTimeoutError('read queue', 1);
      const user = scriptedUser({ random: () => 0.9, queue: stepwise('p--x-p', { p: [], x: down }) });
      const settings = quick({ pollEveryMs: 4, maxDetectionLagMs: 4, retryBaseMs: 2, retryCapMs: 2 });
      expectObservable(letters(sharePoll(user, settings).values), '^------!').toBe('p--rru-');
    }),
  );

  it(
    'tells a failed subscription of a queue and repeats it',
    marbles(({ expectObservable }) => {
      const down = new UpstreamTimeoutError('subscribe queue', 1);
      const user = scriptedUser({
        random: () => 0.9,
        newQueue: stepwise<Error | string>('x-p', { x: down, p: 'q5' }),
      });
      const ticks = sharePoll(user, quick({ retryBaseMs: 2, retryCapMs: 2 })).values;
      const told = ticks.pipe(
        map((tick) => (tick.kind === 'retry' ? tick.notice.operation : 'queueId' in tick ? tick.queueId : '')),
      );
      expectObservable(told, '^--!').toBe('abc', { a: 'subscribe queue', b: 'subscribe queue', c: 'q5' });
    }),
  );

  const UNAVAILABLE = [
    missing,
    new AccessDeniedError('subscribe queue'),
    new UpstreamStatusError('subscribe queue', 405, undefined),
  ];
  for (const error of UNAVAILABLE) {
    it(
      `P5: tells that there is no queue, and no more, on ${error.message}`,
      marbles(({ expectObservable, flush }) => {
        const user = scriptedUser({ newQueue: error });
        expectObservable(sharePoll(user, EVERY_4).values).toBe('(g|)', { g: { kind: 'gone' } });
        flush();
        expect(user.count('q')).to.equal(1);
      }),
    );
  }

  const UNREADABLE = [new AccessDeniedError('read queue'), new ResponseTooLargeError('read queue', 9)];
  for (const error of UNREADABLE) {
    it(
      `P5: asks for no other queue when this one cannot be read: ${error.message}`,
      marbles(({ expectObservable, flush }) => {
        const user = scriptedUser({ queue: error });
        expectObservable(sharePoll(user, EVERY_4).values).toBe('(g|)', { g: { kind: 'gone', queueId: 'q1' } });
        flush();
        expect(user.count('q')).to.equal(1);
      }),
    );
  }

  it(
    'P5: asks for a new queue four times, then leaves it to the connection',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({ queue: missing });
      expectObservable(letters(sharePoll(user, EVERY_4, 'w1').values)).toBe('(ggggg|)');
      flush();
      expect(user.count('q')).to.equal(4);
    }),
  );

  it(
    'P5: reads the queue that was handed over, and replaces it when it vanished',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({ queue: (now, queueId) => (queueId === 'w1' && now >= 4 ? missing : []) });
      expectObservable(letters(sharePoll(user, EVERY_4, 'w1').values), '^----!').toBe('p---(gp)');
      flush();
      expect(user.count('q')).to.equal(1);
    }),
  );

  it(
    'errors when credentials are refused',
    marbles(({ expectObservable }) => {
      const refused = new CredentialsRefusedError(400, 'invalid_grant');
      expectObservable(sharePoll(scriptedUser({ queue: refused }), EVERY_4).values).toBe('#', {}, refused);
      expectObservable(sharePoll(scriptedUser({ newQueue: refused }), EVERY_4).values).toBe('#', {}, refused);
    }),
  );

  it(
    'keeps the pause that the most impatient of its listeners asks for',
    marbles(({ expectObservable }) => {
      const user = scriptedUser();
      const [patient, impatient] = [12, 4].map((maxDetectionLagMs) => quick({ pollEveryMs: 4, maxDetectionLagMs }));
      if (patient === undefined || impatient === undefined) throw new Error('two');
      expectObservable(user.reads).toBe('                       p---p-----pp---p---p---p---p');
      expectObservable(letters(sharePoll(user, patient).values), '             ^--------------------------!');
      expectObservable(letters(sharePoll(user, impatient).values), '-----------^----------------!');
    }),
  );

  it('shows every event within maxDetectionLagMs and one read, whatever the times', () => {
    const readMs = 30;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 50, max: 500 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (moments, pollEveryMs, more, chances) => {
          const scheduler = new VirtualTimeScheduler();
          const maxDetectionLagMs = pollEveryMs + more;
          const due = [...moments].sort((a, b) => a - b).map((ms, n) => ({ ms, event: eventOf({ id: String(n) }) }));
          const user = scriptedUser({
            scheduler,
            readMs,
            random: () => Number(chances.next().value),
            queue: (now) => due.filter(({ ms }) => ms <= now).map(({ event }) => event),
          });
          const shownAt = new Map<string, number>();
          sharePoll(user, quick({ pollEveryMs, maxDetectionLagMs }))
            .values.pipe(
              filter((tick) => tick.kind === 'page'),
              map(({ events }) => {
                for (const { id } of events) if (!shownAt.has(id)) shownAt.set(id, scheduler.now());
                return shownAt.size === due.length;
              }),
              filter(Boolean),
              take(1),
            )
            .subscribe();
          scheduler.flush();
          for (const { ms, event } of due) {
            const lagMs = (shownAt.get(event.id) ?? Infinity) - ms;
            expect(lagMs).to.be.at.most(maxDetectionLagMs + 2 * readMs);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

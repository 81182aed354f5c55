import { expect } from 'chai';
import {
  concatMap,
  EMPTY,
  finalize,
  from,
  ignoreElements,
  map,
  mergeMap,
  NEVER,
  Observable,
  of,
  Subject,
  take,
  throwError,
  timer,
} from 'rxjs';
import { pullFrom } from '../../lib/operators/pullFrom.js';
import { type Credit, type Pulled, pullMap } from '../../lib/operators/pullMap.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';
import { bytesHeld } from '../support/bytesHeld.js';
import { watch } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';

const atOnce = (places: number): Credit => ({ room: (inFlight) => places - inFlight });

describe('pullMap', () => {
  it(
    'pulls the next when there is room, and completes with the last',
    marbles(({ cold, expectObservable }) => {
      const pulled = new Subject<string>();
      const pull = '               a-b-c-----';
      const expected = '           --a-b-(c|)';
      const job = (value: string): Observable<string> => {
        pulled.next(value);
        return cold('--(x|)').pipe(map(() => value));
      };
      expectObservable(pulled).toBe(pull);
      expectObservable(pullMap(pullFrom('abc'), job, atOnce(1))).toBe(expected);
    }),
  );

  // An operator made of it: the source is pulled through a queue of one value at a time.
  operatorLaws(
    { describe, it },
    {
      name: 'pullMap, one job for each value',
      make: () => (source: Observable<number>) =>
        source.pipe(concatMap((value) => pullMap(pullFrom([value]), (n) => of(n), atOnce(1)))),
      sample: [1, 2, 3],
      makeThrowing: (_scheduler, thrown) => (source) =>
        source.pipe(
          mergeMap(
            (value) =>
              pullMap<number, number>(
                pullFrom([value]),
                () => {
                  throw thrown;
                },
                atOnce(1),
              ),
            1,
          ),
        ),
    },
  );

  it('F1: walks an iterable of a million no faster than there is credit', function () {
    this.timeout(20_000);
    let made = 0;
    function* entries(): Generator<number> {
      while (made < 1_000_000) yield made++;
    }
    const jobs = new Subject<void>();
    let [done, furthest] = [0, 0];
    const before = bytesHeld();
    const working = watch(pullMap(pullFrom(entries()), () => jobs.pipe(take(1), ignoreElements()), atOnce(8)));
    for (; made < 500_000; done += 8) {
      furthest = Math.max(furthest, made - done);
      jobs.next();
    }
    expect(furthest).to.equal(8);
    const whileJobsEndLater = bytesHeld() - before;
    working.subscription?.unsubscribe();
    expect(jobs.observed).to.equal(false);
    let [sum, whileJobsEndAtOnce] = [0, NaN];
    pullMap(pullFrom(entries()), () => of(1), atOnce(8)).subscribe((one) => {
      sum += one;
      if (made === 1_000_000 && Number.isNaN(whileJobsEndAtOnce)) whileJobsEndAtOnce = bytesHeld() - before;
    });
    expect(sum).to.equal(1_000_000 - 500_000);
    // The smallest object takes 16 bytes, and whoever holds it 8.
    const bound = 8 * 500_000;
    expect(whileJobsEndLater, 'bytes held while jobs end later').to.be.below(bound);
    expect(whileJobsEndAtOnce, 'bytes held while jobs end at once').to.be.below(bound);
  });

  it('does not grow the stack with jobs that end at once', () => {
    expect(
      watch(pullMap(pullFrom(Array.from({ length: 100_000 }, (_, n) => n)), (n) => of(n), atOnce(1))).values,
    ).to.have.length(100_000);
  });

  it('stops a job that never lets go when its taker has enough', () => {
    let given = 0;
    const endless = new Observable<number>((subscriber) => {
      while (!subscriber.closed && given < 100_000) subscriber.next(given++);
    });
    expect(watch(pullMap(pullFrom([1, 2]), () => endless, atOnce(2)).pipe(take(1))).isComplete).to.equal(true);
    expect(given).to.be.below(3);
  });

  it('hears what arrives while a pull that brings nothing is under way', () => {
    const clock = new SuiteClock();
    const again = new Subject<void>();
    let pulls = 0;
    const pull = (): Observable<Pulled<number>> => {
      pulls += 1;
      return of({ values: pulls === 2 ? [7] : [], again: pulls === 1 ? of(0) : again });
    };
    const seen = watch(pullMap(pull, (n) => of(n), atOnce(1)));
    clock.advance(1);
    expect(seen.values).to.deep.equal([7]);
    expect(again.observed).to.equal(true);
    seen.subscription?.unsubscribe();
    expect(again.observed).to.equal(false);
  });

  it('frees a job before it pulls the next', () => {
    const log: string[] = [];
    const clock = new SuiteClock();
    const job = (n: number): Observable<number> =>
      timer(1, clock.scheduler).pipe(
        map(() => n),
        finalize(() => log.push(`freed ${String(n)}`)),
      );
    const pull = pullFrom([1, 2]);
    const seen = watch(pullMap((room) => (log.push('pull'), pull(room)), job, atOnce(1)));
    clock.advance(9);
    expect(log).to.deep.equal(['pull', 'freed 1', 'pull', 'freed 2', 'pull']);
    expect(seen.isComplete).to.equal(true);
  });

  it('pulls when credit opens by itself', () => {
    const opens = new Subject<void>();
    let places = 0;
    const seen = watch(pullMap(pullFrom([1]), (n) => of(n), { opens, room: () => places }));
    expect(seen.values).to.deep.equal([]);
    places = 1;
    opens.next();
    expect(seen).to.include({ isComplete: true });
    expect(opens.observed).to.equal(false);
  });

  it('pulls again when something ends although a pull brought nothing to wait for', () => {
    const job = new Subject<number>();
    const batches: Pulled<number>[] = [{ values: [1] }, { values: [] }, { values: [2] }, { values: [], done: true }];
    const seen = watch(
      pullMap(
        () => of(batches.shift() ?? { values: [] }),
        (n) => (n === 1 ? job : of(n)),
        atOnce(2),
      ),
    );
    expect(seen.values).to.deep.equal([]);
    job.complete();
    expect(seen.values).to.deep.equal([2]);
    expect(seen.isComplete).to.equal(true);
  });

  it('ends where nothing is in flight and a pull brings neither values nor a sign', () => {
    expect(
      watch(
        pullMap(
          () => EMPTY,
          () => NEVER,
          atOnce(1),
        ),
      ).isComplete,
    ).to.equal(true);
    expect(
      watch(
        pullMap(
          () => of({ values: [] }),
          () => NEVER,
          atOnce(1),
        ),
      ).isComplete,
    ).to.equal(true);
  });

  it('ends with what a callback, a pull or a job throws, and frees the others', () => {
    const thrown = new Error('callback');
    const fail = (): never => {
      throw thrown;
    };
    const failing: readonly Observable<unknown>[] = [
      pullMap(pullFrom([1]), fail, atOnce(1)),
      pullMap(fail, () => NEVER, atOnce(1)),
      pullMap(pullFrom([1]), () => NEVER, { room: fail }),
      pullMap(
        () => throwError(() => thrown),
        () => NEVER,
        atOnce(1),
      ),
      pullMap(
        () => of({ values: [], again: throwError(() => thrown) }),
        () => NEVER,
        atOnce(1),
      ),
      pullMap(pullFrom([1]), () => throwError(() => thrown), atOnce(1)),
      pullMap(pullFrom([1]), () => NEVER, { room: () => 0, opens: throwError(() => thrown) }),
    ];
    for (const source of failing) expect(watch(source).errors).to.deep.equal([thrown]);
    const freed: number[] = [];
    const later = new Subject<number>();
    const job = (n: number): Observable<number> => (n === 2 ? later : NEVER.pipe(finalize(() => freed.push(n))));
    const seen = watch(pullMap(pullFrom([1, 2, 3]), job, atOnce(3)));
    later.error(thrown);
    expect(seen.errors).to.deep.equal([thrown]);
    expect(freed).to.deep.equal([1, 3]);
  });

  it('survives a room that throws after the start', () => {
    const job = new Subject<number>();
    let calls = 0;
    const room = (): number => {
      if (calls++ > 1) throw new Error('room');
      return 1;
    };
    const seen = watch(pullMap(pullFrom([1, 2, 3]), () => job, { room }));
    job.complete();
    expect(seen.errors).to.have.length(1);
  });

  it('G18: frees a job that begins while its taker leaves', () => {
    const later = new Subject<number>();
    const leaving = new Observable<number>((subscriber) => {
      subscriber.next(1);
      return later.subscribe(subscriber);
    });
    expect(watch(pullMap(pullFrom([1]), () => leaving, atOnce(1)).pipe(take(1))).isComplete).to.equal(true);
    expect(later.observed).to.equal(false);
  });

  it('takes promises and iterables for jobs', () => {
    expect(watch(pullMap(pullFrom([1, 2]), (n) => [n, n * 10], atOnce(1))).values).to.deep.equal([1, 10, 2, 20]);
    expect(watch(from([1])).values).to.deep.equal([1]);
  });
});

import { expect } from 'chai';
import { concatMap, defer, NEVER, Observable, of, repeat, Subject, take, throwError } from 'rxjs';
import { keyedShare, type SharedDemand } from '../../lib/operators/keyedShare.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

describe('keyedShare', () => {
  it(
    'runs a stream once for all who join it and replays to the late',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('  -a-b-----c-|');
      const first = '        -a-b-----c-|';
      const second = '       ----(ab)-c-|';
      const shared = keyedShare<string>({ replay: 2 });
      expectObservable(shared.join('key', 1, () => source).values).toBe(first);
      expectObservable(shared.join('key', 1, () => source).values, '----^').toBe(second);
      expectSubscriptions(source.subscriptions).toBe('^----------!');
    }),
  );

  it(
    'stops when the last one has left and begins afresh for the next',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-b-c-|');
      const { values } = keyedShare<string>({ replay: 9 }).join('key', 1, () => source);
      expectObservable(values, '^--!').toBe('-a--');
      expectObservable(values, '^----!').toBe('-a-b--');
      expectObservable(values, '------^---!').toBe('-------a-b-');
      expectSubscriptions(source.subscriptions).toBe(['^----!', '------^---!']);
    }),
  );

  it(
    'runs one stream for each key',
    marbles(({ cold, expectObservable }) => {
      const shared = keyedShare<string>({ replay: 0 });
      expectObservable(shared.join('one', 1, () => cold('-a|')).values).toBe('-a|');
      expectObservable(shared.join('two', 1, () => cold('--b|')).values).toBe('--b|');
    }),
  );

  it(
    'hands empty, silent and failing streams to everyone',
    marbles(({ cold, expectObservable }) => {
      for (const diagram of ['|', '-', '#', '-a-#']) {
        const shared = keyedShare<string>({ replay: 1 });
        const source = cold(diagram);
        expectObservable(shared.join('key', 1, () => source).values).toBe(diagram);
        if (diagram.length > 1) expectObservable(shared.join('key', 1, () => source).values).toBe(diagram);
      }
    }),
  );

  it('keeps nothing of a stream that has ended', () => {
    let starts = 0;
    const shared = keyedShare<number>({ replay: 9 });
    const { values } = shared.join('key', 1, () => of((starts += 1)));
    const seen: number[] = [];
    values.subscribe((value) => seen.push(value));
    values.subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([1, 2]);
  });

  it('still shares what begins again at the very end of the stream before', () => {
    const starts: Subject<string>[] = [];
    const shared = keyedShare<string>({ replay: 0 });
    const start = (): Observable<string> => {
      const source = new Subject<string>();
      starts.push(source);
      return source;
    };
    shared
      .join('key', 1, start)
      .values.pipe(repeat({ count: 2 }))
      .subscribe();
    starts[0]?.complete();
    shared.join('key', 1, start).values.subscribe();
    expect(starts).to.have.length(2);
  });

  it('begins a stream of its own for whoever joins after the one before has retired, and leaves that its own', () => {
    const shared = keyedShare<string>({ replay: 9 });
    const old = new Subject<string>();
    const told: string[] = [];
    let retire = (): void => undefined;
    const first = shared.join('key', 1, (demand) => {
      ({ retire } = demand);
      return old;
    });
    first.values.subscribe((value) => told.push(`first ${value}`));
    retire();
    const fresh = new Subject<string>();
    const join = (name: string) =>
      shared.join('key', 1, () => fresh).values.subscribe((value) => told.push(`${name} ${value}`));
    join('second');
    old.next('last');
    old.complete();
    join('third');
    fresh.next('new');
    expect(told).to.deep.equal(['first last', 'second new', 'third new']);
  });

  it('tells the least patience of those who are there', () => {
    const demands: SharedDemand[] = [];
    const shared = keyedShare<never>({ replay: 0 });
    const join = (patienceMs: number) =>
      shared
        .join('key', patienceMs, (demand) => {
          demands.push(demand);
          return NEVER;
        })
        .values.subscribe();
    join(9_000);
    const hasty = join(2_000);
    expect(demands.map((demand) => demand.patienceMs())).to.deep.equal([2_000]);
    hasty.unsubscribe();
    expect(demands[0]?.patienceMs()).to.equal(9_000);
  });

  it('passes wakes on to the stream of that key, and to nobody when none runs', () => {
    let wakes = 0;
    const shared = keyedShare<never>({ replay: 0 });
    const start = (demand: SharedDemand): Observable<never> => {
      demand.wakes.subscribe(() => (wakes += 1));
      return NEVER;
    };
    const one = shared.join('one', 1, start);
    one.wake();
    one.values.subscribe();
    one.wake();
    shared.join('two', 1, start).wake();
    expect(wakes).to.equal(1);
  });

  it('stops a synchronous firehose when its taker has enough', () => {
    let produced = 0;
    const firehose = new Observable<number>((subscriber) => {
      while (produced < 100_000 && !subscriber.closed) subscriber.next((produced += 1));
    });
    const seen: number[] = [];
    keyedShare<number>({ replay: 1 })
      .join('key', 1, () => firehose)
      .values.pipe(take(3))
      .subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([1, 2, 3]);
    expect(produced).to.be.at.most(4);
  });

  it('turns a start that throws into an error of the stream, and can begin again', () => {
    const thrown = new Error('start');
    let broken = true;
    const shared = keyedShare<number>({ replay: 0 });
    const { values } = shared.join('key', 1, () => {
      if (broken) throw thrown;
      return of(1);
    });
    const seen: unknown[] = [];
    const observe = (): unknown =>
      values.subscribe({ next: (value) => seen.push(value), error: (error: unknown) => seen.push(error) });
    observe();
    broken = false;
    observe();
    expect(seen).to.deep.equal([thrown, 1]);
  });

  it('begins afresh for whoever joins again after an error', () => {
    let starts = 0;
    const source = defer(() => ((starts += 1) < 2 ? throwError(() => new Error('first')) : of(7)));
    const { values } = keyedShare<number>({ replay: 1 }).join('key', 1, () => source);
    values.subscribe({ error: () => undefined });
    const seen: number[] = [];
    values.subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([7]);
  });

  operatorLaws(
    { describe, it },
    {
      name: 'keyedShare, joined by one after the other',
      make: () => {
        const shared = keyedShare<number>({ replay: 9 });
        return (source: Observable<number>) => shared.join('key', 1, () => source).values;
      },
      sample: [1, 2, 3],
      makeThrowing: (_, thrown) => {
        const shared = keyedShare<number>({ replay: 9 });
        const fail = (): never => {
          throw thrown;
        };
        return (source) => source.pipe(concatMap((value) => shared.join(String(value), 1, fail).values));
      },
    },
  );
});

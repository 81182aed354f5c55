import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import {
  asyncScheduler,
  bufferCount,
  catchError,
  concatMap,
  concatWith,
  EMPTY,
  endWith,
  filter,
  identity,
  map,
  type MonoTypeOperatorFunction,
  NEVER,
  noop,
  Observable,
  share,
  startWith,
  switchMap,
  timer,
} from 'rxjs';
import { operatorLaws, type OperatorSubject } from '../../lib/testing/operatorLaws.js';

const identityOperator = (): Numbers => (source) => source;

type Numbers = MonoTypeOperatorFunction<number>;

const thrower = (_: unknown, thrown: Error): Numbers =>
  map(() => {
    throw thrown;
  });

/** Each breaks one law, at least; the law that must notice it stands beside it. */
const BROKEN: Readonly<Record<string, { law: string; make: () => Numbers; makeThrowing?: typeof thrower }>> = {
  'subscribes while it is built': {
    law: 'subscribes to nothing before it is subscribed',
    make: () => (source) => {
      source.subscribe({ error: () => undefined }).unsubscribe();
      return source;
    },
  },
  'makes a value out of nothing': {
    law: 'completes an empty source without a value',
    make: () => endWith(0),
  },
  'never completes': {
    law: 'passes the end of one value and of many',
    make: () => concatWith(NEVER),
  },
  'begins with a value of its own': {
    law: 'stays silent over a source that never emits',
    make: () => startWith(0),
  },
  'gives up on silence': {
    law: 'stays silent over a source that never emits',
    make: () => (source) =>
      new Observable((subscriber) => {
        source.subscribe(subscriber);
        subscriber.complete();
      }),
  },
  'swallows everything': {
    law: 'passes the end of one value and of many',
    make: () => filter(() => false),
  },
  'hides errors': {
    law: 'passes the error of the source, before and after values',
    make: () => catchError(() => EMPTY),
  },
  'wraps errors': {
    law: 'passes the error of the source, before and after values',
    make: () =>
      catchError(() => {
        throw new Error('another');
      }),
  },
  'forgets its teardown': {
    law: 'frees the source when its subscriber leaves',
    make: () => (source) =>
      new Observable((subscriber) => {
        source.subscribe({
          next: (value) => {
            subscriber.next(value);
          },
          error: (error: unknown) => {
            subscriber.error(error);
          },
          complete: () => {
            subscriber.complete();
          },
        });
      }),
  },
  'drinks the firehose first': {
    law: 'stops a synchronous firehose when its taker has enough',
    make: () => (source) => source.pipe(bufferCount(200_000), switchMap(identity)),
  },
  'shares one subscription for ever': {
    law: 'keeps two subscriptions independent',
    make: () => share({ resetOnComplete: false, resetOnError: false, resetOnRefCountZero: false }),
  },
  'keeps state outside the subscription': {
    law: 'keeps two subscriptions independent',
    make: () => {
      let count = 0;
      return map((value) => value + (count += 1));
    },
  },
  'lives on a clock of its own': {
    law: 'passes the end of one value and of many',
    make: () => (source) => timer(1, asyncScheduler).pipe(concatMap(() => source)),
  },
  'swallows what its callback throws': {
    law: 'turns a callback that throws into an error of the stream',
    make: () => identity,
    makeThrowing: () => map((value) => value),
  },
};

describe('operatorLaws', () => {
  it('finds nothing wrong with an operator that keeps them', () => {
    expect(broken({ make: () => map((value: number) => value * 2), makeThrowing: thrower })).to.deep.equal([]);
    expect(broken({ make: identityOperator })).to.deep.equal([]);
  });

  for (const [title, { law, make, makeThrowing }] of Object.entries(BROKEN)) {
    it(`notices an operator that ${title}`, () => {
      expect(broken(makeThrowing === undefined ? { make } : { make, makeThrowing })).to.include(law);
    });
  }

  it('leaves out the law of callbacks for an operator without any', () => {
    const titles: string[] = [];
    const runner = { describe: (_: string, body: () => void) => body(), it: (title: string) => titles.push(title) };
    operatorLaws(runner, { name: 'identity', make: () => identity, sample: [1, 2] });
    expect(titles).to.have.length(8);
  });

  it('says which law is broken and how', () => {
    const runner = {
      describe: (title: string, body: () => void) => {
        expect(title).to.equal('endWith as an operator');
        body();
      },
      it: (title: string, body: () => void) => {
        if (title.startsWith('completes an empty')) expect(body).to.throw('law broken: it made a value out of nothing');
      },
    };
    operatorLaws(runner, { name: 'endWith', make: () => endWith(0), sample: [1, 2] });
  });

  it('are run over every operator, which is what has a marble diagram', () => {
    const operators = readdirSync('lib/operators').filter((file) =>
      readFileSync(`lib/operators/${file}`, 'utf8').includes('```marble'),
    );
    expect(operators).to.include.members(['dedupe.ts', 'keyedShare.ts', 'pullMap.ts']);
    const lawless = operators.filter((file) => {
      const spec = readFileSync(`spec/operators/${file.replace('.ts', '-spec.ts')}`, 'utf8');
      return !/\boperatorLaws[<(]/.test(spec);
    });
    expect(lawless).to.deep.equal([]);
  });

  it('compares values by content', () => {
    const make = () => map((value: number) => ({ value, list: [value, null], at: noop }));
    expect(broken({ make })).to.deep.equal([]);
  });
});

/** Titles of the laws that a subject breaks. */
function broken<R>(subject: Pick<OperatorSubject<number, R>, 'make' | 'makeThrowing'> & { sample?: [number, number] }) {
  const titles: string[] = [];
  const runner = {
    describe: (_: string, body: () => void) => {
      body();
    },
    it: (title: string, law: () => void) => {
      try {
        law();
      } catch {
        titles.push(title);
      }
    },
  };
  operatorLaws(runner, { name: 'subject', sample: [1, 2], ...subject });
  return titles;
}

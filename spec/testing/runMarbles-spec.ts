import assert from 'node:assert/strict';
import { expect } from 'chai';
import { asyncScheduler, delay, of, throwError } from 'rxjs';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { AccessToken } from '../../lib/model/AccessToken.js';
import { runMarbles } from '../../lib/testing/runMarbles.js';

const chaiEqual = (actual: unknown, expected: unknown): void => {
  expect(actual).to.deep.equal(expected);
};

for (const [library, assertEqual] of [
  ['its own assertion', undefined],
  ['node:assert', assert.deepStrictEqual],
  ['chai', chaiEqual],
] as const) {
  describe(`runMarbles with ${library}`, () => {
    const run: typeof runMarbles = (test) => runMarbles(test, { assertEqual });

    it('takes errors for equal that say the same', () => {
      run(({ expectObservable }) => {
        const error = (): Error => new NotFoundError('read queue', 404);
        expectObservable(throwError(error)).toBe('#', undefined, error());
        expectObservable(of({ failed: error() })).toBe('(a|)', { a: { failed: error() } });
      });
    });

    for (const other of [
      new NotFoundError('read queue', 410),
      new NotFoundError('read', 404),
      new Error('read queue: not found (HTTP 404)'),
    ]) {
      it(`finds the difference to ${other.name}: ${other.message}`, () => {
        const test = (): void => {
          run(({ expectObservable }) => {
            expectObservable(throwError(() => new NotFoundError('read queue', 404))).toBe('#', undefined, other);
          });
        };
        expect(test).to.throw();
      });
    }

    it('compares dates, maps, bytes and tokens by content', () => {
      const value = (n: number): object => ({
        at: new Date(n),
        map: new Map([['k', { n }]]),
        bytes: new Uint8Array([n]),
        token: new AccessToken(String(n), undefined),
      });
      run(({ expectObservable }) => {
        expectObservable(of(value(1))).toBe('(a|)', { a: value(1) });
      });
      for (const part of ['at', 'map', 'bytes', 'token']) {
        const only = (n: number): object =>
          Object.fromEntries(Object.entries(value(n)).filter(([name]) => name === part));
        const test = (): void => {
          run(({ expectObservable }) => {
            expectObservable(of(only(1))).toBe('(a|)', { a: only(2) });
          });
        };
        expect(test, part).to.throw();
      }
    });

    it('compares subscriptions', () => {
      run(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('--a|');
        expectObservable(source).toBe('--a|');
        expectSubscriptions(source.subscriptions).toBe('^--!');
      });
      const test = (): void => {
        run(({ cold, expectObservable, expectSubscriptions }) => {
          const source = cold('--a|');
          expectObservable(source, '^-!').toBe('--a');
          expectSubscriptions(source.subscriptions).toBe('^--!');
        });
      };
      expect(test).to.throw();
    });
  });
}

describe('runMarbles', () => {
  it('runs every timer in virtual time and gives the clock', () => {
    runMarbles(({ cold, scheduler, expectObservable }) => {
      expectObservable(cold('-a-|').pipe(delay(3_600_000))).toBe('- 60m (a|)');
      expect(asyncScheduler.now()).to.equal(scheduler.now());
    });
  });

  it('gives back what the callback returned', () => {
    expect(runMarbles(() => 7)).to.equal(7);
  });

  it('refuses an async callback, whose expectations nobody would look at', () => {
    expect(() => runMarbles(() => Promise.resolve())).to.throw(/must not be async/);
  });
});

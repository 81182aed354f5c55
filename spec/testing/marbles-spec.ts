import { expect } from 'chai';
import { of } from 'rxjs';
import { marbles } from '../../lib/testing/marbles.js';

describe('marbles', () => {
  it(
    'makes a body for `it`',
    marbles(({ cold, expectObservable }) => {
      expectObservable(cold('--a|')).toBe('--a|');
    }),
  );

  it('makes a body that fails when its expectations do', () => {
    const body = marbles(({ expectObservable }) => {
      expectObservable(of('a')).toBe('(b|)');
    });
    expect(body).to.throw(/expected "b", got "a"/);
  });

  it('takes another assertion', () => {
    const seen: unknown[] = [];
    marbles(
      ({ expectObservable }) => {
        expectObservable(of('a')).toBe('(a|)');
      },
      { assertEqual: (actual) => seen.push(actual) },
    )();
    expect(seen).to.have.length(1);
  });
});

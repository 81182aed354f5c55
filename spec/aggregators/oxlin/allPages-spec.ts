import { expect } from 'chai';
import { concatMap, NEVER, of, take } from 'rxjs';
import { allPages } from '../../../lib/aggregators/oxlin/allPages.js';
import { marbles } from '../../../lib/testing/marbles.js';

const row = (id: string): { readonly id: string } => ({ id });

describe('allPages', () => {
  it(
    'reads until an empty page',
    marbles(({ cold, expectObservable }) => {
      const pages = [cold('--(a|)', { a: [row('1')] }), cold('-(a|)', { a: [row('2')] }), cold('-(a|)', { a: [] })];
      const read = allPages((page) => pages[page - 1] ?? NEVER);
      expectObservable(read).toBe('    --ab|', { a: [row('1')], b: [row('2')] });
    }),
  );

  it('does not take a short page for the last', () => {
    const asked: number[] = [];
    const sizes = [3, 1, 2, 0];
    let next = 0;
    allPages((page) => {
      asked.push(page);
      return of(Array.from({ length: sizes[page - 1] ?? 0 }, () => row(String(next++))));
    }).subscribe();
    expect(asked).to.deep.equal([1, 2, 3, 4]);
  });

  it('emits each row once, though pages shift', () => {
    const pages = [['1', '2'], ['2', '3'], []];
    const rows: string[] = [];
    allPages((page) => of((pages[page - 1] ?? []).map(row)))
      .pipe(concatMap((batch) => batch))
      .subscribe(({ id }) => rows.push(id));
    expect(rows).to.deep.equal(['1', '2', '3']);
  });

  it('ends when a page brings nothing new: the server does not know `page`', () => {
    let asked = 0;
    allPages(() => {
      asked++;
      return of([row('1')]);
    }).subscribe();
    expect(asked).to.equal(2);
  });

  it('asks for no further page once its taker has enough', () => {
    let asked = 0;
    allPages(() => of([row(String(asked++))]))
      .pipe(
        concatMap((batch) => batch),
        take(2),
      )
      .subscribe();
    expect(asked).to.equal(2);
  });

  it('starts afresh with each subscription, and reads nothing before', () => {
    const asked: number[] = [];
    const read = allPages((page) => {
      asked.push(page);
      return of(page === 1 ? [row('1')] : []);
    });
    expect(asked).to.deep.equal([]);
    read.subscribe();
    read.subscribe();
    expect(asked).to.deep.equal([1, 2, 1, 2]);
  });

  it(
    'passes errors on, and frees the page when its subscriber leaves',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      expectObservable(allPages(() => cold<readonly { readonly id: string }[]>('-#'))).toBe('-#');
      const page = cold('---(a|)', { a: [] });
      expectObservable(
        allPages(() => page),
        '^-!',
      ).toBe('---');
      expectSubscriptions(page.subscriptions).toBe('^-!');
    }),
  );
});

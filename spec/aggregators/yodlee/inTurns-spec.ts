import { expect } from 'chai';
import { from, map, throwError, VirtualTimeScheduler } from 'rxjs';
import { inTurns } from '../../../lib/aggregators/yodlee/inTurns.js';
import { marbles } from '../../../lib/testing/marbles.js';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe('inTurns', () => {
  it(
    'hands one piece on in each turn',
    marbles(({ cold, expectObservable, scheduler }) => {
      const source = cold('(ab|)', { a: bytes(1, 2, 3), b: bytes(4) });
      const seen = source.pipe(
        inTurns(2, scheduler),
        map((piece) => piece.join('')),
      );
      expectObservable(seen).toBe('(xyz|)', { x: '12', y: '3', z: '4' });
    }),
  );

  it('waits for the scheduler after each piece, and ends after the last', () => {
    const scheduler = new VirtualTimeScheduler();
    const seen: string[] = [];
    from([bytes(1, 2, 3, 4, 5), bytes(6)])
      .pipe(inTurns(2, scheduler))
      .subscribe({ next: (piece) => seen.push(piece.join('')), complete: () => seen.push('|') });
    expect(seen).to.deep.equal(['12']);
    scheduler.flush();
    expect(seen).to.deep.equal(['12', '34', '5', '6', '|']);
  });

  it('drops what waits when it is left, and passes errors at once', () => {
    const scheduler = new VirtualTimeScheduler();
    const seen: string[] = [];
    const subscription = from([bytes(1, 2, 3)])
      .pipe(inTurns(1, scheduler))
      .subscribe((piece) => seen.push(piece.join('')));
    subscription.unsubscribe();
    scheduler.flush();
    expect(seen).to.deep.equal(['1']);
    throwError(() => 'gone')
      .pipe(inTurns(1, scheduler))
      .subscribe({ error: (error: unknown) => seen.push(String(error)) });
    expect(seen).to.deep.equal(['1', 'gone']);
  });
});

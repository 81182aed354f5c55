import { expect } from 'chai';
import { defer, NEVER } from 'rxjs';
import { keepGoing } from '../../../lib/cli/serve/keepGoing.js';
import { marbles } from '../../../lib/testing/marbles.js';

describe('keepGoing', () => {
  it(
    'subscribes again after a pause',
    marbles(({ cold, expectObservable }) => {
      const source = cold(' -a-#');
      const output = source.pipe(keepGoing({ onError: () => undefined, stopped: NEVER }));
      expectObservable(output, '1100ms !').toBe('-a- 1s -a---');
    }),
  );

  it(
    'doubles the pause, and tells of every error',
    marbles(({ cold, expectObservable, flush }) => {
      const errors: unknown[] = [];
      const source = cold('#');
      const output = source.pipe(keepGoing({ onError: (error) => errors.push(error), stopped: NEVER }));
      expectObservable(output, '7500ms !').toBe('-');
      flush();
      expect(errors).to.have.length(4);
    }),
  );

  it(
    'begins with the shortest pause again once something works',
    marbles(({ cold, expectObservable }) => {
      const works = [false, false, true, true];
      const source = defer(() => cold(works.shift() === true ? 'a#' : '#'));
      const output = source.pipe(keepGoing({ onError: () => undefined, stopped: NEVER }));
      expectObservable(output, '5s !').toBe('3s a 1s a');
    }),
  );

  it(
    'goes on at once when it is stopped, so that what is left can end',
    marbles(({ cold, expectObservable }) => {
      let isFirst = true;
      const source = cold('#');
      const output = source.pipe(
        keepGoing({
          onError: () => {
            if (!isFirst) throw new Error('enough');
            isFirst = false;
          },
          stopped: cold('---s'),
        }),
      );
      expectObservable(output).toBe('---#', {}, new Error('enough'));
    }),
  );
});

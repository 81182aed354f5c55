import { UpstreamTimeoutError } from '../../../lib/errors/UpstreamTimeoutError.js';
import { atTokenStage } from '../../../lib/http/tokens/atTokenStage.js';
import { marbles } from '../../../lib/testing/marbles.js';

describe('atTokenStage', () => {
  it(
    'names the stage of a timeout',
    marbles(({ cold, expectObservable }) => {
      const source = cold('--#', undefined, new UpstreamTimeoutError('get token', 80));
      expectObservable(source.pipe(atTokenStage())).toBe(
        '--#',
        undefined,
        new UpstreamTimeoutError('get token', 80, 'token'),
      );
    }),
  );

  it(
    'passes everything else',
    marbles(({ cold, expectObservable }) => {
      expectObservable(cold('-a-#', undefined, 'other').pipe(atTokenStage())).toBe('-a-#', undefined, 'other');
    }),
  );
});

import { expect } from 'chai';
import { SinkRefusedError } from '../../../lib/cli/serve/SinkRefusedError.js';

describe('SinkRefusedError', () => {
  it('tells the status and nothing of the delivery', () => {
    const error = new SinkRefusedError(503);
    expect([error.name, error.message, error.status]).to.deep.equal([
      'SinkRefusedError',
      'post a delivery: answered 503',
      503,
    ]);
  });
});

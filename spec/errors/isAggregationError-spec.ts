import { expect } from 'chai';
import { isAggregationError } from '../../lib/errors/isAggregationError.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';

describe('isAggregationError', () => {
  it('knows an error of ours by its name, whichever copy of the package made it', () => {
    expect(isAggregationError(new NotFoundError('read queue', 404))).to.equal(true);
    const foreignCopy = Object.assign(new Error('x'), { name: 'NotFoundError', whoMustAct: 'integrator' });
    expect(isAggregationError(foreignCopy)).to.equal(true);
  });

  it('refuses everything else', () => {
    const others = [
      new Error('x'),
      Object.assign(new Error('x'), { name: 'NotFoundError' }),
      Object.assign(new Error('x'), { name: 'toString', whoMustAct: 'nobody' }),
      { name: 'NotFoundError', whoMustAct: 'integrator' },
      'NotFoundError',
      undefined,
      null,
    ];
    expect(others.map(isAggregationError)).to.deep.equal(others.map(() => false));
  });
});

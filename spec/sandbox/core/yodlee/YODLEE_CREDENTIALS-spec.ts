import { expect } from 'chai';
import { YODLEE_CREDENTIALS } from '../../../../lib/sandbox/core/yodlee/YODLEE_CREDENTIALS.js';

describe('YODLEE_CREDENTIALS', () => {
  it('is made up', () => {
    expect(Object.values(YODLEE_CREDENTIALS).every((value: string) => value.startsWith('sandbox-'))).to.equal(true);
  });
});

import { expect } from 'chai';
import { YODLEE_ACTIONS } from '../../../../../lib/sandbox/core/yodlee/bank/YodleeAction.js';

describe('YODLEE_ACTIONS', () => {
  it('has the eight of the documentation and the merge', () => {
    expect(YODLEE_ACTIONS.join(' ')).to.equal(
      'add refresh delete-provider-account edit-account delete-account edit-transaction auto-refresh reconcile migrate',
    );
  });
});

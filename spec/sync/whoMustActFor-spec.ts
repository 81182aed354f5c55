import { expect } from 'chai';
import type { WhoMustAct } from '../../lib/model/WhoMustAct.js';
import { whoMustActFor } from '../../lib/sync/whoMustActFor.js';

const TABLE: Readonly<Record<string, readonly [whenUp: WhoMustAct, whenDown: WhoMustAct]>> = {
  SUCCESS: ['nobody', 'nobody'],
  PARTIAL_SUCCESS: ['nobody', 'nobody'],
  RUNNING: ['nobody', 'nobody'],
  EMPTY: ['nobody', 'nobody'],
  CLOSED: ['nobody', 'nobody'],
  AUTH_FAILED: ['user', 'user'],
  TOKEN_EXPIRED: ['user', 'user'],
  PASSWORD_CHANGE_REQUIRED: ['user', 'user'],
  CHALLENGE_REQUIRED: ['user', 'user'],
  USER_ACTION_REQUIRED: ['user', 'user'],
  FAILED: ['aggregator', 'bank'],
  PROVIDER_UNAVAILABLE: ['aggregator', 'bank'],
  A_NEW_WORD: ['aggregator', 'bank'],
};

describe('whoMustActFor', () => {
  for (const [status, [up, down]] of Object.entries(TABLE)) {
    it(`says ${up} for ${status}, ${down} while the bank's side is down`, () => {
      expect(whoMustActFor({ status, unavailable: false })).to.equal(up);
      expect(whoMustActFor({ status, unavailable: true })).to.equal(down);
    });
  }
});

import { INBOX_PUT_CASES } from '../../lib/testing/inboxPutCases.js';
import { testInboxCases } from '../support/testInboxCases.js';

describe('INBOX_PUT_CASES', () => {
  testInboxCases(INBOX_PUT_CASES);
});

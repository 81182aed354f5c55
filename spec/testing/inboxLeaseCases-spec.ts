import { INBOX_LEASE_CASES } from '../../lib/testing/inboxLeaseCases.js';
import { testInboxCases } from '../support/testInboxCases.js';

describe('INBOX_LEASE_CASES', () => {
  testInboxCases(INBOX_LEASE_CASES);
});

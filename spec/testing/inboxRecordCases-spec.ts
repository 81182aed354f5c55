import { INBOX_RECORD_CASES } from '../../lib/testing/inboxRecordCases.js';
import { testInboxCases } from '../support/testInboxCases.js';

describe('INBOX_RECORD_CASES', () => {
  testInboxCases(INBOX_RECORD_CASES);
});

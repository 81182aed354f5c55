/** Test kit: the entry `millrace/testing`; runs in Node and in browsers, under any runner. */

/* Marbles */
export { runMarbles, type MarbleHelpers, type RunMarblesOptions } from './runMarbles.js';
export { marbles } from './marbles.js';
export { assertSameContent } from './assertSameContent.js';
export { operatorLaws, type LawRunner, type OperatorSubject } from './operatorLaws.js';

/* HTTP */
export { fakeHttpPort, type FakeAnswer, type FakeHttpPort, type SubscriptionLog } from './fakeHttpPort.js';
export type { HttpScript } from './httpScript.js';
export type { RecordedRequest } from './RecordedRequest.js';
export { sandboxHttpPort, type SandboxHttpPort } from './sandboxHttpPort.js';
export type { CoreAnswer, CoreConfig, CoreRequest, SandboxCore } from './SandboxCore.js';
export { seededEntropy } from './seededEntropy.js';
export { jsonResponse } from './jsonResponse.js';
export { emptyResponse } from './emptyResponse.js';

/* Builders, valid by default */
export { buildAccount } from './builders/buildAccount.js';
export { buildChannel, buildConnection } from './builders/buildConnection.js';
export { buildOutcome } from './builders/buildOutcome.js';
export { buildQueueEvent } from './builders/buildQueueEvent.js';
export { buildTransaction } from './builders/buildTransaction.js';

/* Builders of OXLIN's JSON, for `jsonResponse` */
export { buildAccountJson, type AccountJson } from './builders/buildAccountJson.js';
export {
  buildChannelJson,
  buildConnectionJson,
  type ChannelJson,
  type ConnectionJson,
} from './builders/buildConnectionJson.js';
export { buildEventJson, type EventJson } from './builders/buildEventJson.js';
export { buildTransactionJson, type TransactionJson } from './builders/buildTransactionJson.js';

/* Stores */
export { journalSuite, type JournalSuiteOptions } from './journalSuite.js';
export { inboxStoreSuite, type InboxStoreSuiteOptions, type SuiteInboxOptions } from './inboxStoreSuite.js';

/* Bridge: clients and server without a network */
export { memorySockets, type MemorySockets, type MemorySocketsOptions } from './memorySockets.js';

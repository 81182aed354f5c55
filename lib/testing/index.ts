/** Test kit: the entry `millrace/testing`; runs in Node and in browsers, under any runner. */

/* Marbles */
export { runMarbles, type RunMarblesOptions } from './runMarbles.js';
export { marbles } from './marbles.js';
export { assertSameContent } from './assertSameContent.js';

/* HTTP */
export { fakeHttpPort, type FakeAnswer, type FakeHttpPort } from './fakeHttpPort.js';
export type { HttpScript } from './httpScript.js';
export type { RecordedRequest } from './RecordedRequest.js';
export { jsonResponse } from './jsonResponse.js';
export { emptyResponse } from './emptyResponse.js';

/* Stores */
export { journalSuite, type JournalSuiteOptions } from './journalSuite.js';

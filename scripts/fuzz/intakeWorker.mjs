// One lane of the fuzz run: gives its bodies to a receiver and reports what must not be. Everything that the thread
// prints is read by its parent.
import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { from, lastValueFrom, toArray } from 'rxjs';
import { chances } from './chance.mjs';
import { apiUnderTest } from './apiUnderTest.mjs';
import { CANARY, webhookBody } from './webhookBody.mjs';

const { root, seed, first, until, fault } = workerData;
const { receiveNotification } = await import(new URL('aggregators/yodlee/index.js', root).href);
const { seededEntropy } = await import(new URL('testing/index.js', root).href);
const chanceOf = chances(seededEntropy, seed);
const SECRET = `secret-${CANARY}-0123456789`;
const faults = [];
const report = (number, what) => faults.push({ number, what });

const prototypes = [
  Object,
  Array,
  Function,
  String,
  Number,
  Boolean,
  Map,
  Set,
  Promise,
  RegExp,
  Date,
  Error,
  Uint8Array,
];
const look = () =>
  prototypes.map(({ prototype }) =>
    Reflect.ownKeys(prototype).map((key) => [key, Reflect.getOwnPropertyDescriptor(prototype, key)]),
  );
const before = look();
const isChanged = () =>
  look().some(
    (keys, at) =>
      keys.length !== before[at].length ||
      keys.some(([key, { value, get, set }], place) => {
        const [known, was] = before[at][place];
        return key !== known || !Object.is(value, was.value) || get !== was.get || set !== was.set;
      }),
  );

let current = -1;
const seen = (what) => (error) => report(current, `${what}: ${error?.name ?? 'no error'}`);
process.on('uncaughtException', seen('uncaught exception')).on('unhandledRejection', seen('unhandled rejection'));

/** Tells whether something that leaves the intake shows the body, beside the user it is about. */
const shows = (value) => JSON.stringify(value).includes(CANARY);
/** The same for errors, whose fields and causes JSON does not show. */
const errorShows = (error) =>
  inspect(error, { depth: 12, maxStringLength: Infinity, showHidden: true }).includes(CANARY);
const told = [];
const telemetry = { count: (...call) => told.push(call), gauge: (...call) => told.push(call) };
const api = await apiUnderTest(root, telemetry, fault);
const counts = { intents: 0, quarantined: 0, notifications: 0 };
const inbox = {
  put: (_tenant, intents) => {
    counts.intents += intents.length;
    return from([{ added: intents.length, known: 0, erased: 0, expired: 0 }]);
  },
  quarantine: (_tenant, notices) => {
    counts.quarantined += notices.length;
    told.push(notices.map(({ userId: _, ...rest }) => rest));
    return from([undefined]);
  },
};
const receive = receiveNotification(api, inbox, { pathSecret: SECRET, settleMs: 0 });
receive.notifications$.subscribe(() => (counts.notifications += 1));
receive.failures$.subscribe((failure) => {
  report(current, `failure: ${failure.reason} ${failure.cause?.cause?.name ?? failure.cause?.name ?? ''}`);
  if (errorShows(failure)) report(current, 'a failure shows the body');
});

async function run(number) {
  const earlier = () => webhookBody(chanceOf(number - 1)).bytes;
  const { contentType, chunks } = webhookBody(chanceOf(number), earlier);
  const headers = contentType === undefined ? {} : { 'content-type': contentType };
  const request = { method: 'POST', path: `/hooks/${SECRET}`, headers, remoteAddress: '192.0.2.7', body: from(chunks) };
  const answers = await lastValueFrom(receive(request).pipe(toArray()));
  if (answers.length !== 1 || answers[0].status !== 200)
    report(number, `answers: ${answers.map(({ status }) => status)}`);
  if (shows(answers)) report(number, 'an answer shows the body');
  if (shows(told.splice(0))) report(number, 'a counter or a quarantined notice shows the body');
}

for (current = first; current < until && faults.length < 20; current++) {
  try {
    await run(current);
  } catch (error) {
    report(current, `threw: ${error?.name ?? 'no error'}`);
  }
  if (current % 512 === 0) {
    if (isChanged()) report(current, 'a prototype has changed');
    // Rejections that nobody handles are only told between turns.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
await new Promise((resolve) => setImmediate(resolve));
if (isChanged()) report(current, 'a prototype has changed');
parentPort.postMessage({ faults, counts, done: current - first });

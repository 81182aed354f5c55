// Holds idle syncs of one kind and tells what they cost; a process of its own for each measurement.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { asyncScheduler } from 'rxjs';
import { BASE_URL, openApi, SINCE } from '../fixtures/api.mjs';
import { laterPort } from '../fixtures/bytePort.mjs';
import { CONNECTION_ID, toBytes } from '../fixtures/wire.mjs';
import { collectGarbage } from '../harness/collectGarbage.mjs';
import { library } from '../harness/library.mjs';
import { textbookFollow } from '../peers/textbookFollow.mjs';

const { syncConnection } = await library('sync/syncConnection');

const POLL_EVERY_MS = 5_000;
const STATUS_EVERY_MS = 25_000;
const DEADLINE_MS = 600_000;
/** What jitter leaves of a pause, on average: the textbook has none, so it is given the shorter pause. */
const MEAN_PAUSE = 0.9;
/** Syncs begin one after the other over one round of polls, as people do. */
const BEGIN_MS = POLL_EVERY_MS;
const SETTLE_MS = POLL_EVERY_MS;
const WINDOW_MS = 4_000;
const BUCKET_MS = 100;

const [, , subject, count, duration] = process.argv;
/** Enough to see what syncs hold; too short to see what they do. */
const isBrief = duration === 'brief';
const syncs = Number(count);
const body = toBytes([]);
const buckets = new Map();
let polls = 0;
let failed;

const http = laterPort(() => {
  polls += 1;
  const bucket = Math.floor(performance.now() / BUCKET_MS);
  buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
  return body;
});

const begin = subject === 'millrace' ? millrace() : textbook();
const idleDelayMs = await loopDelayMs(1_000);
collectGarbage();
const heapBefore = process.memoryUsage().heapUsed;
const beginEach = await beginAll();
await sleep(isBrief ? 500 : SETTLE_MS);
polls = 0;
buckets.clear();
const cpuBefore = process.cpuUsage();
const delayMs = await loopDelayMs(isBrief ? 500 : WINDOW_MS);
const { user, system } = process.cpuUsage(cpuBefore);
// Only now: a full collection stops the process for long, and all that was due meanwhile comes at once.
collectGarbage();
const bytesEach = (process.memoryUsage().heapUsed - heapBefore) / syncs;
if (failed !== undefined) throw failed;
const expected = (syncs * WINDOW_MS) / (POLL_EVERY_MS * MEAN_PAUSE);
// On a machine that is busy with something else polls come late; what must not happen is that some never come.
if (!isBrief && (polls < expected * 0.2 || polls > expected * 1.3))
  throw new Error(`${polls} polls instead of ${expected}`);
// The first and the last bucket are cut off by the window.
const whole = [...buckets]
  .sort(([a], [b]) => a - b)
  .slice(1, -1)
  .map(([, many]) => many);
process.send({
  syncs,
  bytesEach,
  beginEach,
  cpuEach: (user + system) / polls,
  idleDelayMs,
  delayMs,
  busiest: Math.max(...whole) / (whole.reduce((sum, many) => sum + many, 0) / whole.length),
});
process.exit(0);

async function beginAll() {
  const stages = BEGIN_MS / 10;
  let begun = 0;
  let cpu = 0;
  for (let stage = 1; stage <= stages; stage++) {
    const before = process.cpuUsage();
    for (; begun < (syncs * stage) / stages; begun++) begin(begun);
    cpu += process.cpuUsage(before).user;
    await sleep(10);
  }
  return cpu / syncs;
}

async function loopDelayMs(ms) {
  const histogram = monitorEventLoopDelay({ resolution: 5 });
  histogram.enable();
  await sleep(ms);
  histogram.disable();
  return histogram.percentile(99) / 1e6;
}

function millrace() {
  const api = openApi({ http });
  const options = {
    pollEveryMs: POLL_EVERY_MS,
    maxDetectionLagMs: POLL_EVERY_MS,
    statusEveryMs: STATUS_EVERY_MS,
    deadlineMs: DEADLINE_MS,
  };
  return (number) =>
    syncConnection(api.forUser(String(number)), { connectionId: CONNECTION_ID, queueId: '1' }, options).subscribe(
      watched(),
    );
}

function textbook() {
  const options = {
    queueUrl: new URL(`${BASE_URL}/queues/1`),
    connectionUrl: new URL(`${BASE_URL}/connections/${CONNECTION_ID}`),
    triggerUrl: new URL(`${BASE_URL}/connections/${CONNECTION_ID}/synchronize`),
    headers: { accept: 'application/json', authorization: 'Bearer token' },
    connectionId: CONNECTION_ID,
    since: SINCE,
    pollEveryMs: POLL_EVERY_MS * MEAN_PAUSE,
    statusEveryMs: STATUS_EVERY_MS * MEAN_PAUSE,
    deadlineMs: DEADLINE_MS,
    scheduler: asyncScheduler,
  };
  return () => textbookFollow(http, options).subscribe(watched());
}

function watched() {
  return {
    next: ({ kind }) => {
      if (kind === 'outcome') failed = new Error('an idle sync has ended');
    },
    error: (error) => (failed = error),
  };
}

// T2: a whole poll with new events, from the bytes to the subscriber, against JSON.parse and the textbook chain.
import { BASE_URL, ONE_POLL_PER_STEP, openApi, SINCE } from '../fixtures/api.mjs';
import { bytePort } from '../fixtures/bytePort.mjs';
import { observer, Received } from '../fixtures/received.mjs';
import { CONNECTION_ID, queueBody } from '../fixtures/wire.mjs';
import { ratioFigure } from '../harness/figures.mjs';
import { interleave } from '../harness/interleave.mjs';
import { library } from '../harness/library.mjs';
import { median, slope } from '../harness/statistics.mjs';
import { SteppedScheduler } from '../harness/steppedScheduler.mjs';
import { textbookSync } from '../peers/textbookPoll.mjs';

const { followConnection } = await library('sync/followConnection');

const EVENTS = 1_000;
const SIZES = [100, 1_000, 10_000];
/** Different bodies; the first is read while the sync is set up. */
const BODIES = 8;
/** Long enough that the collections of the young generation fall on every sample alike. */
const SAMPLE_MS = 120;
const decoder = new TextDecoder();

export async function run() {
  const times = await measure(EVENTS, { sampleMs: SAMPLE_MS });
  const name = `T2 poll with ${EVENTS} new events`;
  return [
    ratioFigure(name, times, 'millrace', 'JSON.parse', 1.65),
    ratioFigure(name, times, 'millrace', 'textbook chain', 0.85),
    ratioFigure(`${name} (peer)`, times, 'textbook chain', 'JSON.parse'),
  ];
}

export async function growth() {
  const costs = [];
  for (const size of SIZES) costs.push(median((await measure(size, { rounds: 5, warmUps: 1 })).get('millrace').cpu));
  return [{ curve: 'T2 poll, new events', sizes: SIZES, costs, slope: slope(SIZES, costs) }];
}

function measure(events, settings) {
  const bodies = Array.from({ length: BODIES }, (_, at) => queueBody(at * events, events));
  const sync = (subscribe) => ({
    // A sync meets each body once; then the next one goes on. Opening them is on nobody's clock.
    prepare: (runs) => ({
      syncs: Array.from({ length: Math.ceil(runs / (BODIES - 1)) }, () => openOne(bodies, events, subscribe)),
    }),
    run: ({ syncs }, at) => syncs[Math.floor(at / (BODIES - 1))].step(),
    verify: ({ syncs }) => syncs.forEach((one) => one.close()),
  });
  return interleave(
    [
      { name: 'millrace', ...sync(millrace) },
      { name: 'textbook chain', ...sync(textbook) },
      {
        name: 'JSON.parse',
        run: (_, at) => {
          if (JSON.parse(decoder.decode(bodies[at % BODIES])).length !== events) throw new Error('lost');
        },
      },
    ],
    settings,
  );
}

function openOne(bodies, events, subscribe) {
  const scheduler = new SteppedScheduler();
  const received = new Received(events);
  let reads = 0;
  const http = bytePort(() => (reads === 0 ? ((reads = 1), EMPTY) : bodies[reads++]));
  const subscription = subscribe(http, scheduler, received);
  return {
    step: () => scheduler.step(),
    close: () => {
      subscription.unsubscribe();
      received.verify((reads - 1) * events);
    },
  };
}

const EMPTY = new TextEncoder().encode('[]');

const millrace = (http, scheduler, received) =>
  followConnection(
    openApi({ http, scheduler }).forUser('1'),
    { connectionId: CONNECTION_ID, queueId: '1', since: SINCE },
    ONE_POLL_PER_STEP,
  ).subscribe(observer(received));

const textbook = (http, scheduler, received) =>
  textbookSync(
    http,
    { method: 'GET', url: new URL(`${BASE_URL}/queues/1`), headers: {} },
    { connectionId: CONNECTION_ID, since: SINCE, everyMs: 1_000, scheduler },
  ).subscribe(observer(received));

// T4: a poll that brings nothing new, against JSON.parse of its body; and nothing is parsed or decoded, which is counted.
import { ONE_POLL_PER_STEP, openApi, SINCE } from '../fixtures/api.mjs';
import { bytePort } from '../fixtures/bytePort.mjs';
import { observer, Received } from '../fixtures/received.mjs';
import { CONNECTION_ID, queueBody } from '../fixtures/wire.mjs';
import { figure, ratioFigure } from '../harness/figures.mjs';
import { interleave } from '../harness/interleave.mjs';
import { library } from '../harness/library.mjs';
import { median, slope } from '../harness/statistics.mjs';
import { SteppedScheduler } from '../harness/steppedScheduler.mjs';

const { followConnection } = await library('sync/followConnection');

const KNOWN = 1_000;
const SIZES = [1_000, 10_000, 100_000];
const decoder = new TextDecoder();

export async function run() {
  const times = await measure(KNOWN);
  return [
    ratioFigure(`T4 poll with nothing new, ${KNOWN} known`, times, 'millrace', 'JSON.parse', 0.1),
    ...countedFigures(KNOWN),
  ];
}

export async function growth() {
  const costs = [];
  for (const size of SIZES) costs.push(median((await measure(size, { rounds: 5, warmUps: 1 })).get('millrace').cpu));
  return [{ curve: 'T4 poll with nothing new, known events', sizes: SIZES, costs, slope: slope(SIZES, costs) }];
}

function measure(known, settings) {
  const nextCopy = copiesOf(queueBody(0, known));
  return interleave(
    [
      {
        name: 'millrace',
        prepare: () => openSync(known, nextCopy),
        run: ({ step }) => step(),
        verify: ({ received }) => received.verify(known),
      },
      {
        name: 'JSON.parse',
        run: () => {
          if (JSON.parse(decoder.decode(nextCopy())).length !== known) throw new Error('lost');
        },
      },
    ],
    settings,
  );
}

/** The events are of a type that the codecs do not know, so each one that is decoded is counted by the library itself. */
function countedFigures(known) {
  const nextCopy = copiesOf(queueBody(0, known));
  let decoded = 0;
  const telemetry = {
    count: (name, by) => (decoded += name === 'decode_unknown_total' ? by : 0),
    gauge: () => undefined,
  };
  const { step, received } = openSync(known, nextCopy, telemetry);
  if (decoded !== known) throw new Error('the first poll decodes every event, once');
  const parse = JSON.parse;
  let parses = 0;
  decoded = 0;
  JSON.parse = (...given) => {
    parses += 1;
    return parse(...given);
  };
  try {
    for (let poll = 0; poll < 100; poll++) step();
  } finally {
    JSON.parse = parse;
  }
  received.verify(known);
  return [
    figure('T4 parses in 100 polls', { subject: 'millrace', base: 'count', ratio: parses, target: 0 }),
    figure('T4 decoded events in 100 polls', { subject: 'millrace', base: 'count', ratio: decoded, target: 0 }),
  ];
}

function openSync(known, nextBody, telemetry) {
  const scheduler = new SteppedScheduler();
  const received = new Received(0);
  const api = openApi({ http: bytePort(nextBody), scheduler, ...(telemetry && { telemetry }) });
  followConnection(
    api.forUser('1'),
    { connectionId: CONNECTION_ID, queueId: '1', since: SINCE },
    ONE_POLL_PER_STEP,
  ).subscribe(observer(received));
  return { step: () => scheduler.step(), received };
}

/** Equal bytes at different places, as each answer has a place of its own; making room for them is the port's business. */
function copiesOf(body) {
  const copies = Array.from({ length: 4 }, () => new Uint8Array(body));
  let reads = 0;
  return () => copies[reads++ % copies.length];
}

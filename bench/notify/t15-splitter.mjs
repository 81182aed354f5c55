// T15: the decoder of notifications, which cuts large bodies and parses small ones, against JSON.parse of the bytes.
import { asyncScheduler, firstValueFrom, Observable, of, reduce } from 'rxjs';
import { quarterOf } from '../fixtures/store.mjs';
import { noticeOf, usersOf } from '../fixtures/webhook.mjs';
import { alternate, timesFigure } from '../harness/alternate.mjs';
import { figure } from '../harness/figures.mjs';
import { library } from '../harness/library.mjs';
import { median, slope } from '../harness/statistics.mjs';
import { watchHeap } from '../harness/watchHeap.mjs';
import { watchLoop } from '../harness/watchLoop.mjs';

const { decodeNotice } = await library('aggregators/yodlee/decodeNotice');

const CHUNK_BYTES = 65_536;
const LARGE = 100_000;
/** Users of a body just below 64 KiB. */
const SMALL = 300;
const SIZES = [1_000, 10_000, 100_000];

export async function run() {
  const large = bodyOf(LARGE);
  const small = bodyOf(SMALL);
  if (small.bytes.length > 65_536) throw new Error('the small body is no small one');
  const seen = await alternate(candidates(large, 1), { rounds: 7, warmUps: 2 });
  const few = await alternate(candidates(small, 100), { rounds: 15, warmUps: 3 });
  const blocks = [];
  for (let round = 0; round < 5; round++) {
    const stop = watchLoop();
    await decoded(large);
    blocks.push(stop());
  }
  const stop = watchHeap();
  await decoded(large);
  const held = stop();
  const name = `T15 splitter at ${(large.bytes.length / 1e6).toFixed(1)} MB`;
  const longest = (clock) => median(blocks.map((block) => block[clock]));
  return [
    timesFigure(`${name} (CPU)`, seen, 'millrace', 'JSON.parse', { clock: 'cpu', target: 1 }),
    timesFigure(`T15 below 64 KiB (CPU)`, few, 'millrace', 'JSON.parse', { clock: 'cpu', target: 1.05 }),
    figure('T15 longest work in one turn of the loop', {
      subject: 'millrace',
      base: 'ms',
      ratio: longest('cpuMs'),
      target: 10,
      detail: `what a timer felt: ${longest('delayMs').toFixed(0)} ms`,
    }),
    figure('T15 held in heap and buffers', { subject: 'millrace', base: 'MiB', ratio: held, target: 8 }),
  ];
}

export async function growth() {
  const costs = [];
  for (const size of SIZES) {
    const seen = await alternate(candidates(bodyOf(size), 200_000 / size), { rounds: 3, warmUps: 1 });
    costs.push(median(seen.get('millrace').cpu));
  }
  const each = costs.map((cost, at) => cost / (200_000 / SIZES[at]));
  return [{ curve: 'T15 splitter, users', sizes: SIZES, costs: each, slope: slope(SIZES, each) }];
}

function bodyOf(count) {
  return { count, bytes: noticeOf(usersOf(count), quarterOf(0)) };
}

function candidates(body, times) {
  const decoder = new TextDecoder();
  return [
    {
      name: 'millrace',
      run: async () => {
        for (let time = 0; time < times; time++) await decoded(body);
      },
    },
    {
      name: 'JSON.parse',
      run: () => {
        for (let time = 0; time < times; time++) {
          const { length } = JSON.parse(decoder.decode(body.bytes)).event.data.userData;
          if (length !== body.count) throw new Error(`${length} of ${body.count} users`);
        }
      },
    },
  ];
}

async function decoded({ bytes, count }) {
  const context = { scheduler: asyncScheduler, receivedAt: new Date(), onAnomaly: () => undefined };
  const source = bytes.length <= CHUNK_BYTES ? of(bytes) : inChunks(bytes);
  const total = (sum, notice) => sum + (notice.kind === 'intents' ? notice.intents.length : 0);
  const users = await firstValueFrom(decodeNotice(source, context).pipe(reduce(total, 0)));
  if (users !== count) throw new Error(`${users} of ${count} users`);
}

/** One chunk a turn of the loop, as a socket brings them. */
function inChunks(bytes) {
  return new Observable((subscriber) => {
    let at = 0;
    const next = () => {
      if (subscriber.closed) return;
      if (at >= bytes.length) return void subscriber.complete();
      subscriber.next(bytes.subarray(at, (at += CHUNK_BYTES)));
      setImmediate(next);
    };
    next();
  });
}

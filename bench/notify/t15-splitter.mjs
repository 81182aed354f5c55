// T15: the splitter of notifications against JSON.parse of the bytes, and the whole decoder against the same the plain way.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { of } from 'rxjs';
import { quarterOf } from '../fixtures/store.mjs';
import { chunksOf, noticeOf, usersDecoded, usersOf } from '../fixtures/webhook.mjs';
import { alternate, timesFigure } from '../harness/alternate.mjs';
import { figure } from '../harness/figures.mjs';
import { library } from '../harness/library.mjs';
import { median, slope, spread } from '../harness/statistics.mjs';
import { watchLoop } from '../harness/watchLoop.mjs';

const { entryReader } = await library('aggregators/yodlee/readEntry');
const { splitUserData } = await library('aggregators/yodlee/splitUserData');

const CHUNK_BYTES = 65_536;
const LARGE = 100_000;
/** Users of a body just below 64 KiB. */
const SMALL = 300;
const SIZES = [1_000, 10_000, 100_000];
const HELD_RUNS = 3;
const MOST_HELD_MIB = 8;

export async function run() {
  const large = bodyOf(LARGE);
  const small = bodyOf(SMALL);
  if (small.bytes.length > CHUNK_BYTES) throw new Error('the small body is no small one');
  const seen = await alternate(candidates(large, 1), { rounds: 7, warmUps: 2 });
  const few = await alternate(candidates(small, 100), { rounds: 15, warmUps: 3 });
  const blocks = [];
  for (let round = 0; round < 5; round++) {
    const stop = watchLoop();
    await CANDIDATES.millrace(large);
    blocks.push(stop());
  }
  const name = `T15 splitter at ${(large.bytes.length / 1e6).toFixed(1)} MB`;
  const cpu = (title, times, subject, base, target) =>
    timesFigure(title, times, subject, base, { clock: 'cpu', target });
  const longest = (clock) => median(blocks.map((block) => block[clock]));
  return [
    cpu(`${name} (CPU)`, seen, 'splitter', 'JSON.parse', 1),
    cpu(`${name}, to intents (CPU)`, seen, 'millrace', 'JSON.parse to intents', 1),
    cpu(`${name}, to intents (CPU)`, seen, 'millrace', 'JSON.parse'),
    cpu('T15 below 64 KiB, to intents (CPU)', few, 'millrace', 'JSON.parse to intents', 1.05),
    cpu('T15 below 64 KiB, to intents (CPU)', few, 'millrace', 'JSON.parse'),
    figure('T15 longest work in one turn of the loop', {
      subject: 'millrace',
      base: 'ms',
      ratio: longest('cpuMs'),
      target: 10,
      detail: `what a timer felt: ${longest('delayMs').toFixed(0)} ms`,
    }),
    ...(await heldFigures()),
  ];
}

export async function growth() {
  const costs = [];
  for (const size of SIZES) {
    const [millrace] = candidates(bodyOf(size), 200_000 / size);
    const seen = await alternate([millrace], { rounds: 3, warmUps: 1 });
    costs.push(median(seen.get('millrace').cpu));
  }
  const each = costs.map((cost, at) => cost / (200_000 / SIZES[at]));
  return [{ curve: 'T15 splitter, users', sizes: SIZES, costs: each, slope: slope(SIZES, each) }];
}

function bodyOf(count) {
  return { count, bytes: noticeOf(usersOf(count), quarterOf(0)) };
}

const textDecoder = new TextDecoder();
const parsedUsers = (bytes) => JSON.parse(textDecoder.decode(bytes)).event.data.userData;

/** Each gives how many users it has found in a body. */
const CANDIDATES = {
  millrace: ({ bytes }) => usersDecoded(bytes.length <= CHUNK_BYTES ? of(bytes) : chunksOf(bytes).chunks),
  splitter: ({ bytes }) => {
    let users = 0;
    const splitter = splitUserData({
      entries: (chunk, bounds) => {
        users += JSON.parse(`[${textDecoder.decode(chunk.subarray(bounds[0], bounds.at(-1)))}]`).length;
      },
      refusedEntry: (head, length, expected) => {
        throw new Error(`an entry was refused: ${expected}`);
      },
      member: (level, key, value) => void JSON.parse(textDecoder.decode(value)),
    });
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) splitter.write(bytes.subarray(at, at + CHUNK_BYTES));
    if (splitter.end() !== undefined) throw new Error('the body was not whole');
    return users;
  },
  'JSON.parse': ({ bytes }) => parsedUsers(bytes).length,
  'JSON.parse to intents': ({ bytes }) => {
    const read = entryReader(new Date());
    const intents = parsedUsers(bytes).flatMap((entry) => {
      const { userId, windows } = read(entry);
      return windows.map((window) => ({ userId, window }));
    });
    return intents.length;
  },
};

function candidates(body, times) {
  return Object.entries(CANDIDATES).map(([name, usersIn]) => ({
    name,
    run: async () => {
      for (let time = 0; time < times; time++) {
        const users = await usersIn(body);
        if (users !== body.count) throw new Error(`${name}: ${users} of ${body.count} users`);
      }
    },
  }));
}

/** The peer has to be caught by the same measure, or the measure sees nothing. */
async function heldFigures() {
  const samples = [];
  for (let sample = 0; sample < HELD_RUNS; sample++) samples.push(await heldBy('millrace'));
  const peer = await heldBy('JSON.parse');
  if (peer <= MOST_HELD_MIB) throw new Error(`JSON.parse is said to hold ${peer} MiB`);
  const held = { base: 'MiB', spread: spread(samples), target: MOST_HELD_MIB, detail: 'a process each' };
  return [
    figure('T15 held in heap and buffers', { ...held, subject: 'millrace', ratio: median(samples) }),
    figure('T15 held in heap and buffers', { base: 'MiB', subject: 'JSON.parse', ratio: peer }),
  ];
}

async function heldBy(subject) {
  const child = fork(fileURLToPath(new URL('t15-held.mjs', import.meta.url)), [subject, String(LARGE)]);
  const [most] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`t15-held ended with ${String(code)}`))),
  ]);
  return most;
}

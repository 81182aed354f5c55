// T6: ten thousand syncs to which nothing happens, each in real time and in a process of its own.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { figure } from '../harness/figures.mjs';
import { median, slope, spread } from '../harness/statistics.mjs';
import { NODE_FLAGS } from '../tables.mjs';

const SYNCS = 10_000;
/** A B, then B A. */
const ROUNDS = 2;
const SIZES = [100, 1_000, 10_000];
const SUBJECTS = ['millrace', 'textbook chain'];
const WORKER = fileURLToPath(new URL('t6-worker.mjs', import.meta.url));

export async function run() {
  const found = new Map(SUBJECTS.map((subject) => [subject, []]));
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? SUBJECTS : [...SUBJECTS].reverse();
    for (const subject of order) found.get(subject).push(await measure(subject, SYNCS));
  }
  const [ours, theirs] = SUBJECTS.map((subject) => found.get(subject));
  const compared = (name, of, unit, target) => {
    const ratios = ours.map((one, round) => of(one) / of(theirs[round]));
    return figure(name, {
      subject: 'millrace',
      base: 'textbook chain',
      ratio: median(ratios),
      spread: spread(ratios),
      target,
      detail: `${median(ours.map(of)).toFixed(1)} against ${median(theirs.map(of)).toFixed(1)} ${unit}`,
    });
  };
  const own = (name, base, of, target) =>
    figure(name, { subject: 'millrace', base, ratio: median(ours.map(of)), spread: spread(ours.map(of)), target });
  return [
    compared(`T6 heap of an idle sync, ${SYNCS} of them`, ({ bytesEach }) => bytesEach / 1024, 'KiB', 0.8),
    compared('T6 CPU of an empty poll', ({ cpuEach }) => cpuEach, 'µs', 0.6),
    own(
      'T6 loop delay p99 over idle, ms',
      'the idle process',
      ({ delayMs, idleDelayMs }) => Math.max(0, delayMs - idleDelayMs),
      2,
    ),
    own('T6 polls of the busiest tenth of a second', 'their mean', ({ busiest }) => busiest, 2),
  ];
}

export async function growth() {
  const measured = [];
  for (const size of SIZES) measured.push(await measure('millrace', size, 'brief'));
  const curve = (name, of) => ({
    curve: name,
    sizes: SIZES,
    costs: measured.map(of),
    slope: slope(SIZES, measured.map(of)),
  });
  return [
    curve('T6 heap of all idle syncs', ({ bytesEach, syncs }) => bytesEach * syncs),
    curve('T6 CPU to begin all syncs', ({ beginEach, syncs }) => beginEach * syncs),
  ];
}

function measure(subject, syncs, duration = 'whole') {
  const child = fork(WORKER, [subject, String(syncs), duration], {
    execArgv: NODE_FLAGS,
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  return new Promise((resolve, reject) => {
    let found;
    child.on('message', (message) => (found = message));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 && found !== undefined ? resolve(found) : reject(new Error(`${subject} ended with ${String(code)}`)),
    );
  });
}

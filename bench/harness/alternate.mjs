import { sweepYoung } from './collectGarbage.mjs';
import { median, spread } from './statistics.mjs';
import { figure } from './figures.mjs';
import { threadClock } from './watchLoop.mjs';

/**
 * Runs candidates that wait for disks or sockets against each other, in rotated order. A candidate is `{ name, run() }`;
 * `run` does its work once, throws unless it was really done, and may give figures of its own.
 *
 * Gives for each name of each round, in ms, `wall` time, `own` time, which is wall time without that in which this busy
 * machine gave the main thread no processor, and `cpu` time of all threads; and what `run` gave.
 */
export async function alternate(candidates, { rounds = 5, warmUps = 1 } = {}) {
  const thread = threadClock();
  const seen = new Map(candidates.map(({ name }) => [name, { wall: [], own: [], cpu: [], given: [] }]));
  for (let round = -warmUps; round < rounds; round++) {
    for (let turn = 0; turn < candidates.length; turn++) {
      const { name, run } = candidates[(((round + turn) % candidates.length) + candidates.length) % candidates.length];
      sweepYoung();
      const stop = stopwatch(thread);
      const given = await run();
      const times = given?.times ?? stop();
      if (round < 0) continue;
      for (const clock of ['wall', 'own', 'cpu']) seen.get(name)[clock].push(times[clock]);
      seen.get(name).given.push(given);
    }
  }
  thread.close();
  return seen;
}

/** Times what is done until the function that it gives is called; for a `run` of which a part is on nobody's clock. */
export function stopwatch(thread) {
  const { waited } = thread.read();
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  return () => {
    const wall = performance.now() - began;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { wall, own: wall - (thread.read().waited - waited), cpu: (user + system) / 1_000 };
  };
}

/** Compares what two candidates took, round by round, by one clock: `own`, `wall` or `cpu`. */
export function timesFigure(name, seen, subject, base, { clock = 'own', target, detail = '' } = {}) {
  const ratios = seen.get(subject)[clock].map((value, round) => value / seen.get(base)[clock][round]);
  const shown = (one) => `${median(seen.get(one)[clock]).toFixed(1)} ms`;
  return figure(name, {
    subject,
    base,
    ratio: median(ratios),
    target,
    spread: spread(ratios),
    detail: `${clock}; ${shown(subject)} against ${shown(base)}${detail && `; ${detail}`}`,
  });
}

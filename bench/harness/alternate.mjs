import { sweepYoung } from './collectGarbage.mjs';
import { median, spread } from './statistics.mjs';
import { figure } from './figures.mjs';

/**
 * Runs candidates that wait for disks or sockets against each other, in rotated order. A candidate is `{ name, run() }`;
 * `run` does its work once, throws unless it was really done, and may give figures of its own.
 *
 * Gives for each name the wall and CPU time of each round, in ms, and what `run` gave.
 */
export async function alternate(candidates, { rounds = 5, warmUps = 1 } = {}) {
  const seen = new Map(candidates.map(({ name }) => [name, { wall: [], cpu: [], given: [] }]));
  for (let round = -warmUps; round < rounds; round++) {
    for (let turn = 0; turn < candidates.length; turn++) {
      const { name, run } = candidates[(((round + turn) % candidates.length) + candidates.length) % candidates.length];
      sweepYoung();
      const cpuBefore = process.cpuUsage();
      const began = performance.now();
      const given = await run();
      const wall = given?.wall ?? performance.now() - began;
      const { user, system } = process.cpuUsage(cpuBefore);
      if (round < 0) continue;
      seen.get(name).wall.push(wall);
      seen.get(name).cpu.push(given?.cpu ?? (user + system) / 1_000);
      seen.get(name).given.push(given);
    }
  }
  return seen;
}

/** Compares what two candidates took, round by round, by one clock: `wall` or `cpu`. */
export function timesFigure(name, seen, subject, base, { clock = 'wall', target, detail = '' } = {}) {
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

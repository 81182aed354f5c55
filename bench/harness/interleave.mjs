import { sweepYoung } from './collectGarbage.mjs';
import { median } from './statistics.mjs';

/** CPU time of one sample that is long against the clock's resolution and short against the machine's moods. Unit: ms */
const SAMPLE_MS = 25;

/**
 * Runs candidates against each other: A B C, B C A, C A B … A candidate is `{ name, prepare(), run(prepared), verify(prepared) }`;
 * only `run` is on the clock, and `verify` throws unless the work was really done.
 *
 * Gives for each name the CPU and wall time of each round, per run. Unit: ms
 */
export async function interleave(candidates, { rounds = 15, warmUps = 5, sampleMs = SAMPLE_MS } = {}) {
  const runs = new Map();
  for (const candidate of candidates) runs.set(candidate.name, await calibrate(candidate, warmUps, sampleMs));
  const times = new Map(candidates.map(({ name }) => [name, { cpu: [], wall: [] }]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < candidates.length; turn++) {
      const candidate = candidates[(round + turn) % candidates.length];
      const { cpu, wall } = await sample(candidate, runs.get(candidate.name));
      times.get(candidate.name).cpu.push(cpu);
      times.get(candidate.name).wall.push(wall);
    }
  }
  return times;
}

/** How many runs make one sample. */
async function calibrate(candidate, warmUps, sampleMs) {
  let runs = 1;
  for (;;) {
    const { cpu } = await sample(candidate, runs);
    if (cpu * runs >= sampleMs) break;
    runs = Math.max(runs + 1, Math.ceil((sampleMs * 1.2) / Math.max(cpu, 1e-4)));
  }
  const samples = [];
  for (let at = 0; at < warmUps; at++) samples.push((await sample(candidate, runs)).cpu);
  return Math.max(1, Math.ceil((sampleMs * 1.1) / median(samples)));
}

async function sample({ prepare = () => undefined, run, verify = () => undefined }, runs) {
  const prepared = await prepare(runs);
  sweepYoung();
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  for (let at = 0; at < runs; at++) run(prepared, at);
  const wall = performance.now() - wallBefore;
  const { user, system } = process.cpuUsage(cpuBefore);
  await verify(prepared, runs);
  return { cpu: (user + system) / 1000 / runs, wall: wall / runs };
}

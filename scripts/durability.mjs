// What is said to survive, survives: each part breaks something real and prints one line of figures.
// Usage: node scripts/durability.mjs [--only syncs,powerLoss,faults,backlog,bigBody] [--cuts N] [--seed N] [--entries N] [--users N]
import { canTrace } from './durability/stand.mjs';
import { option } from './project.mjs';

const PARTS = ['syncs', 'powerLoss', 'faults', 'backlog', 'bigBody'];
const TRACED = ['syncs', 'powerLoss'];
const isCi = process.env.CI === 'true';
const numbers = Object.fromEntries(
  ['cuts', 'seed', 'entries', 'users']
    .map((name) => [name, option(name)])
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, Number(value)]),
);
const wanted = option('only')?.split(',') ?? PARTS;
const traces = canTrace();

for (const part of wanted) {
  if (!PARTS.includes(part)) throw new Error(`--only: some of ${PARTS.join(', ')}`);
  if (!traces && TRACED.includes(part)) {
    console.log(`durability ${part}: ${isCi ? 'FAILED' : 'skipped'}, because strace is not here or may not trace`);
    if (isCi) process.exitCode = 1;
    continue;
  }
  const { run } = await import(`./durability/${part}.mjs`);
  for (const { holds, line } of [await run({ ...numbers, traces, isCi })].flat()) {
    console.log(`durability ${part}: ${holds ? 'ok' : 'FAILED'}, ${line}`);
    if (!holds) process.exitCode = 1;
  }
}

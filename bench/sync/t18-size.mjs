// T18: what the core weighs, and what importing it adds to importing its peers.
import { fork, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ROOT, tool } from '../../scripts/project.mjs';
import { figure } from '../harness/figures.mjs';
import { median, quantile, spread } from '../harness/statistics.mjs';

const IMPORTER = fileURLToPath(new URL('t18-importer.mjs', import.meta.url));
const LIMIT_MS = 20;
const ROUNDS = 15;

export async function run() {
  return [sizeFigure(), await importFigure()];
}

/** What the gate weighs: one figure, wherever it is asked for. */
function sizeFigure() {
  const weighed = spawnSync(process.execPath, [tool('size-limit', 'size-limit'), '--json'], { cwd: ROOT });
  const [{ size, sizeLimit }] = JSON.parse(weighed.stdout);
  return figure('T18 core entry, kB min+gz without peers', {
    subject: 'millrace',
    base: 'nothing',
    ratio: size / 1000,
    target: sizeLimit / 1000,
  });
}

async function importFigure() {
  const peers = [];
  const all = [];
  for (let round = 0; round < ROUNDS; round++) {
    const order =
      round % 2 === 0
        ? [
            [peers, 'peers'],
            [all, 'all'],
          ]
        : [
            [all, 'all'],
            [peers, 'peers'],
          ];
    for (const [found, what] of order) found.push(await importIn(what));
  }
  const added = all.map(({ cpuMs }, round) => cpuMs - peers[round].cpuMs);
  const wall = all.map(({ wallMs }, round) => wallMs - peers[round].wallMs);
  return figure('T18 import of ., ms of CPU on top of rxjs + io-ts', {
    subject: 'millrace',
    base: 'rxjs + io-ts',
    ratio: median(added),
    spread: spread(added),
    target: LIMIT_MS,
    detail: `wall ${median(wall).toFixed(1)} ms, fastest ${quantile(wall, 0).toFixed(1)} ms`,
  });
}

function importIn(what) {
  const child = fork(IMPORTER, [what], { execArgv: [] });
  return new Promise((resolve, reject) => {
    child.on('message', resolve);
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`importing ended with ${String(code)}`));
    });
  });
}

// Gives the intake 200,000 seeded bodies, half built and half broken: it must answer each, and nothing of them may show
// in what it prints, counts, answers or throws; no prototype may change.
// Usage: node scripts/fuzz-intake.mjs [--bodies N] [--seed N] [--lanes N] [--first N] [--root FOLDER] [--control NAME]
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT, option } from './project.mjs';
import { CONTROLS } from './fuzz/apiUnderTest.mjs';
import { CANARY } from './fuzz/webhookBody.mjs';

const bodies = Number(option('bodies', '200000'));
const seed = Number(option('seed', '1'));
const lanes = Number(option('lanes', '2'));
const first = Number(option('first', '0'));
const root = pathToFileURL(`${path.resolve(option('root', path.join(ROOT, 'dist/esm')))}/`);
const control = option('control');
if (control !== undefined && !CONTROLS.includes(control)) throw new Error(`--control: one of ${CONTROLS.join(', ')}`);

function runLane(lane) {
  const share = Math.ceil(bodies / lanes);
  const workerData = {
    root: root.href,
    seed,
    fault: control,
    first: first + lane * share,
    until: first + Math.min(bodies, (lane + 1) * share),
  };
  return new Promise((resolve) => {
    const worker = new Worker(new URL('fuzz/intakeWorker.mjs', import.meta.url), {
      workerData,
      stdout: true,
      stderr: true,
    });
    let printed = '';
    let result = { faults: [{ number: -1, what: 'the lane died' }], counts: {}, done: 0 };
    for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (piece) => (printed += piece));
    worker.on('message', (message) => (result = message));
    worker.on('error', (error) =>
      result.faults.push({ number: -1, what: `the lane died: ${error.name} ${error.message}` }),
    );
    worker.on('exit', () => {
      if (printed !== '') {
        const what = printed.includes(CANARY) ? 'something was printed, and it shows a body' : 'something was printed';
        result.faults.push({ number: -1, what });
      }
      resolve(result);
    });
  });
}

const began = performance.now();
const results = await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));
const seconds = ((performance.now() - began) / 1_000).toFixed(1);
const total = (pick) => results.reduce((sum, result) => sum + (pick(result) ?? 0), 0);
const faults = results.flatMap((result) => result.faults);
console.log(
  `fuzz-intake: ${total(({ done }) => done)} bodies in ${seconds} s, seed ${seed}: ${total(({ counts }) => counts.intents)} windows, ` +
    `${total(({ counts }) => counts.quarantined)} quarantined, ${total(({ counts }) => counts.notifications)} published, ${faults.length} faults`,
);
for (const { number, what } of faults)
  console.error(`  ${what}${number < 0 ? '' : ` (--seed ${seed} --first ${number} --bodies 1 --lanes 1)`}`);
process.exitCode = faults.length > 0 ? 1 : 0;
